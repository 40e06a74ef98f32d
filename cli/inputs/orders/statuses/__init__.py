"""Which orders are sales by their status, and what is said of the others.

- `by_rule`: Orders by status as the rule of their files judges them.
- `notes`: What reports say of the statuses of orders: what was left out, and what nobody knows.
- `rule`: Which orders are sales by their status: by the settings, the format, or what words mean.
- `sales`: Rows and orders that are sales by their status, those that are none taken out.
- `tallies`: Orders and their money by status.
"""
