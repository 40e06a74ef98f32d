"""The interaction basis: credit by the day of its touch.

- `days`: Which days of touches a report is of, with its costs.
- `months`: The months of touches, orders and costs in the days of a report.
- `results`: What the models find of the touches of some days.
- `wording`: What a reader of a comparison should know of these days.
"""
