"""The manual: a Markdown file a topic, shown by `merito help TOPIC`.

- `topics/`: The texts; their examples are run by the tests.
- `display`: A page of the manual on a terminal, or as it is in a pipe.
- `pages`: The topics there are, and their text.
"""
