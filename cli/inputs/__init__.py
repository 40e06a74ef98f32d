"""Exported files to typed rows and the ledger; nothing here knows an engine.

- `channels/`: Channels found from source, medium and campaign.
- `costs/`: Costs by day and channel.
- `detection/`: How the values of a file are written, decided once a column.
- `files/`: Finding files, and their bytes as text.
- `formats/`: Export formats: what their files say, and how a file is recognised.
- `identities/`: Which ids belong to one customer.
- `orders/`: Orders: rows cleaned, grouped, netted and settled.
- `reading/`: The rows of a file: the fast path, the slow one, and what is bad.
- `records/`: JSON as text: a record becomes a line that is read as those of a CSV file.
- `tables/`: A text as a table: its header, its columns, the shape of its rows.
- `touchpoints/`: Touchpoints: rows with their channel.
- `values/`: Texts as values: expressions over columns, no files.
- `vocabularies/`: Words in cells that say what a row is, in several languages, by what they mean.
- `workbooks/`: Workbooks (.xlsx) as text: a sheet becomes lines that are read as those of a CSV
  file.
- `amount_signs`: Signs of several currencies, such as $, beside the amounts of the files of a role.
- `context`: What holds for the files of a role besides their section of the settings.
- `currency_conversion`: Amounts in several currencies turned into the report's by the rates of
  the settings.
- `tally`: Values by key, added up.
- `totals`: What reports ask of all orders and touches, added up over some customers at a time or
  all.
"""
