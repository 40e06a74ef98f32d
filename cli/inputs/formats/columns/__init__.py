"""The columns that a format makes of a file, and what other columns tell of its rows.

- `column_names`: Names of columns as format files write them: alternatives, with a currency in
  some.
- `derived_columns`: The columns that a format makes of a file: found by name, or made from
  others.
- `event_columns`: What rows of web events say besides their columns of source and medium: click
  ids and visits.
- `link_tags`: Source, medium and campaign in links of visits: utm tags, click ids, hosts of
  referrers.
- `mapped_columns`: The columns that settings make: of several, of none, or calculated.
- `row_type`: Columns of statements that say what a row is: a sale, a refund, a fee, a payout.
- `second_status`: Further columns of orders that tell which are sales: second statuses and
  yes-or-no columns.
- `source_medium`: Source and medium that stand in one column, as in the reports of Google
  Analytics.
- `steps`: The steps of a format that make a column, as expressions over the texts of a file.
"""
