"""Export formats: what their files say, and how a file is recognised.

- `budgets/`: Budgets: costs with a column for each month or channel, or a row for a month.
- `catalogue`: The formats that are known: those of merito, and those beside the user's
  merito.yaml.
- `columns/`: The columns that a format makes of a file, and what other columns tell of its rows.
- `errors`: What can be wrong with a file as an export of some program.
- `fits`: Which formats fit the header of a file.
- `format_files`: Format files read whole: merito's own, and those that users write in the same
  way.
- `header_candidates`: The lines of a file that may be its header, cut in every way that they may
  be.
- `recognise`: Whose export a file is: said by the settings, else by the names in its header.
- `signature`: What tells an export of a format by its header, read without the rest of the
  format's file.
- `totals_marks`: What tells totals rows of files whose format does not say it.
- `unknown_headers`: Files whose export nothing tells: read by our own names, or refused with what
  to write.
"""
