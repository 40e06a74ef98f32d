"""How the values of a file are written, decided once a column.

- `apostrophes`: Apostrophes before ids, which force a spreadsheet to take a number for text:
  '123.
- `day_order`: Whether the day or the month comes first, decided once over a whole column.
- `detect`: How the values of a file are written: decided once a column, on a sample or on all
  rows.
- `errors`: Values that cannot be read in one way only.
- `evidence`: What tells how the values of a file are written, gathered from its pieces.
- `month_words`: What the names of months mean that languages use for different ones, decided on
  the whole column.
- `net_amounts`: Amounts of orders from which what was refunded is taken off already.
- `number_format`: Which marks the numbers of a column are written with, decided once over the
  whole column.
- `time_formats`: Ways of writing times other than ISO 8601, told from examples.
"""
