"""Which columns of a file of no known export are ours.

- `candidates`: Which columns of a file may be one of ours, by their names and by what they hold.
- `choices`: Which columns of a file are ours: certain, likely, or open with candidates.
- `descriptions`: What is said of a column that is chosen, and of one that is left open.
- `equals`: Which of several columns that are called alike is meant.
- `keys`: Our columns in groups: by what they hold, and by how much a role needs them.
"""
