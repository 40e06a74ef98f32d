"""`merito rfm --since`.

- `intervals`: How sure the moves between segments are.
- `metrics`: What the matrix of moves shows.
- `report`: Who moved between two days, from which segment to which.
- `tables`: The moves as a table, as a matrix, and the largest in words.
"""
