"""Costs in wide tables, with a column for each month or channel.

- `channels`: Columns of costs that are channels, beside one of days.
- `months`: Columns of costs that are months, as budgets have them.
- `table`: A table with a column for each month or channel.
- `unpivot`: Costs with a column for each month or channel, made a row for each.
"""
