"""Settings of exported files: where they are, how they are read, what their columns mean.

- `columns`: What stands for a column of ours: one of theirs, several, a constant or an
  expression.
- `export_formats`: Formats of exports: files in configs/formats/, and those that users write in
  the same way.
- `files`: Settings of the exported files: where they are and how they are read.
- `identities`: Settings of identities: which cookie, device or address is which customer.
"""
