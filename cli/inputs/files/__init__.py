"""Finding files, and their bytes as text.

- `addresses`: Files that lie on another machine: merito opens no connection, and says what does.
- `compression`: Compressed files: their bytes in chunks, and how large they unpack to.
- `east_asian`: Chinese, Japanese and Korean encodings, told by how usual the characters are that
  they make.
- `encodings`: The encoding of a file, and its text as UTF-8.
- `errors`: Files that are missing, unreadable, empty or in no encoding that is known.
- `find`: The files of a role: paths, globs and standard input.
- `lines`: The lines of a source.
- `own_text`: How texts are cut and encoded that are made here, of sheets, JSON and budgets.
- `panics`: Files that are so broken that Polars gives up on them without an error.
- `pipes`: Files that are no files: pipes, terminals and devices, none of which may hang a run.
- `text_bytes`: What the bytes of a text hold, found in one pass over them.
"""
