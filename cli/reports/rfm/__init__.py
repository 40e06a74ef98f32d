"""`merito rfm`.

- `channel_layout`: How segments and channels are laid out: as rows, and as a matrix of shares.
- `channels`: Which channels brought the customers of which segments.
- `customer_blocks`: Reports by what segments customers are in.
- `display`: Segments as people read them: bars beside customers and revenue, the action last.
- `errors`: What segments of customers cannot be asked for.
- `facts`: The facts of a shop's customers.
- `far_day`: An as-of day that a few late orders set, a year and more after those of all others.
- `own_segments`: Segments of one's own, and the customers in them, as tables of the report.
- `report`: The segment table and the customers in it.
- `score_limits`: Which values have which score, in the words of whoever reads a segment table.
- `segment_blocks`: The orders of a shop told apart by the segments that their customers are in.
- `segment_map`: The segment map of a run: the settings' own, else the built-in one.
- `table_names`: The tables that --show chooses from.
- `tables`: The RFM segments, and the customers in them, as tables of the report.
"""
