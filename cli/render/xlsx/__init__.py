"""A report as a workbook: a sheet a table, ready to be filtered and forwarded.

- `cells`: Values as cells: which number a value is, and how each kind is shown.
- `charts`: Charts below a table, the intervals of a comparison as error bars.
- `errors`: What does not fit into a workbook.
- `read_me`: The first sheet: what the others hold, and the run's facts.
- `sheet`: One sheet: header, rows, totals, colours, and what is below them.
- `sheets`: Which sheets a report has, each with the rows of one table.
- `totals`: Rows of totals as formulas that follow the filter.
- `workbook`: A report as the bytes of a workbook, the same for the same report.
"""
