"""The rows of a file: the fast path, the slow one, and what is bad.

- `bad_rows`: Bad rows as they were, each with its file, line and everything that is wrong with
  it.
- `blank_statuses`: Statuses of orders that have no value yet where one is needed: not won, not
  paid.
- `blank_values`: What a blank where a value is needed may mean: another row of the order above,
  or a total.
- `columns/`: Which columns of a file are read, as their names and first values tell.
- `fast_path`: The fast path: one scan that converts while it parses, or gives up at the first
  doubt.
- `mixed_times`: Times of a column that is not written in one way throughout.
- `notes`: Sentences for stderr about what was decided while reading.
- `open`: A file before its rows are read: its header looked at, its columns chosen.
- `pieces`: In how many pieces the rows of a file are read.
- `problems`: Bad values in rows: grouped by kind, with a count and the first five of each.
- `read`: All files of a role read into one frame, whichever path each of them takes.
- `remedies`: What is wrong with a value, and what to do about it.
- `role_rows`: The rows of all files of a role, and where in the files each of them stands.
- `rows`: The rows of a file as they are read, and what was decided about their values.
- `slow_path`: The slow path: a file read as text, every bad value named, the other rows kept.
"""
