"""Export formats: what their files say, and how a file is recognised.

- `budgets/`: Budgets: costs with a column for each month or channel, or a row for a month.
- `catalogue`: The formats that are known: those of merito, and those beside the user's
  merito.yaml.
- `column_names`: Names of columns as format files write them: alternatives, with a currency in
  some.
- `derived_columns`: The columns that a format makes of a file: found by name, or made from
  others.
- `errors`: What can be wrong with a file as an export of some program.
- `event_columns`: What rows of web events say besides their columns of source and medium: click
  ids and visits.
- `fits`: Which formats fit the header of a file.
- `format_files`: Format files read whole: merito's own, and those that users write in the same
  way.
- `header_candidates`: The lines of a file that may be its header, cut in every way that they may
  be.
- `link_tags`: Source, medium and campaign in links of visits: utm tags, click ids, hosts of
  referrers.
- `mapped_columns`: The columns that settings make: of several, of none, or calculated.
- `recognise`: Whose export a file is: said by the settings, else by the names in its header.
- `row_type`: Columns of statements that say what a row is: a sale, a refund, a fee, a payout.
- `second_status`: Further columns of orders that tell which are sales: second statuses and
  yes-or-no columns.
- `signature`: What tells an export of a format by its header, read without the rest of the
  format's file.
- `source_medium`: Source and medium that stand in one column, as in the reports of Google
  Analytics.
- `steps`: The steps of a format that make a column, as expressions over the texts of a file.
- `totals_marks`: What tells totals rows of files whose format does not say it.
- `unknown_headers`: Files whose export nothing tells: read by our own names, or refused with what
  to write.
"""
