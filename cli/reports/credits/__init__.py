"""`merito credits`.

- `errors`: What rows of credit cannot be asked for.
- `excerpt`: The first rows, as people read them.
- `models`: The models whose credit is known touch by touch.
- `report`: The rows behind every number, opened to be written as they are made.
- `request`: Which rows are asked for: of some channels, of some orders.
"""
