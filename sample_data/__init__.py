"""A small Italian shoe shop's year: exported files whose causes are known, see README.md."""
