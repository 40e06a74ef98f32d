"""A text as a table: its header, its columns, the shape of its rows.

- `usual_names/`: What the columns of exports are called, in several languages.
- `columns`: Which columns of a file are read, as what, under which name.
- `errors`: Tables without the columns, delimiters, quotes or rows that they need.
- `first_rows`: The first rows of a file, read once for all who look at them.
- `header`: The header of a file: its delimiter and the names of its columns.
- `made_columns`: Columns that are made of those of a file, and stand behind them.
- `minor_units`: Names of columns that say their amounts are cents, or millionths as Google Ads'
  service has.
- `name_forms`: Names of columns in the forms in which they are compared, shown and written.
- `planned_costs`: Words that tell what was planned from what was spent.
- `row_shape`: Where the rows of a table lie in its text, and whether each has as many values as
  the header.
- `span_names`: What the columns of a row's first and last day are called: Week start and Week end.
- `stray_lines`: Lines of a file that are no rows of its table: comments, the header again, a
  second table.
- `table`: A file that is ready to be read, and what its rows came to.
"""
