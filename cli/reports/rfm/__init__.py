"""`merito rfm`.

- `customer_blocks`: Reports by what segments customers are in.
- `facts`: The facts of a shop's customers.
- `own_segments`: Segments of one's own, and the customers in them, as tables of the report.
- `report`: The segment table and the customers in it.
- `score_limits`: Which values have which score, in the words of whoever reads a segment table.
- `segment_map`: The segment map of a run: the settings' own, else the built-in one.
- `table_names`: The tables that --show chooses from.
- `tables`: The RFM segments, and the customers in them, as tables of the report.
"""
