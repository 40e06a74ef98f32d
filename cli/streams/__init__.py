"""Tables that are written piece by piece, so that memory does not grow with them.

- `parquet`: A stream of rows as one Parquet file, by way of pieces in a temporary folder.
- `row_stream`: Rows that are made as they are written, and what their columns are.
- `separated`: A stream of rows as comma- or tab-separated text.
"""
