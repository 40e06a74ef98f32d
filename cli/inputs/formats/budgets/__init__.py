"""Budgets: costs with a column for each month or channel, or a row for a month.

- `budget`: A file of costs as a row for each day or span of days and what it paid for.
- `channels`: Columns of costs that are channels, beside one of days.
- `months`: Columns of costs that are months, as budgets have them.
- `period_names`: Names of months, weeks, quarters and half-years, and their days.
- `period_rows`: Costs whose rows name a month, a week, a quarter or a half-year in place of a day.
- `rows`: The rows of a budget, value by value.
- `table`: A table with a column for each month or channel.
- `unpivot`: Costs with a column for each month or channel, made a row for each.
"""
