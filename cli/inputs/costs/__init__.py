"""Costs by day and channel.

- `cadence`: Days of costs that lie weeks or months apart, though each of them counts as one day.
- `channel_totals`: Channels of costs that are no channels: day by day they cost what all others
  cost together.
- `channels`: The channels of costs, found as a touch's are.
- `columns`: The columns that are read from cost files.
- `commissions`: Commissions of affiliate networks that a status calls declined, and that count as
  money spent.
- `daily`: The days that rows of costs stand for, and their money spread over them.
- `file_totals`: The totals among the channels of a file of costs: left out where that is certain,
  else told.
- `read`: The costs of a run: money spent a day, by channel or campaign.
- `report_levels`: Cost reports of several levels, ads and their campaigns, which hold the same
  money.
- `totals_rows`: Totals rows of cost reports, compared with the sum of the rows that they total.
"""
