"""`merito watch`.

- `bands`: A value and between what it is usual, with as many decimals as tell the two apart.
- `channel_credit`: What the models credit to channels in each period.
- `display`: The KPIs as people read them: a line each, with a small bar of the latest periods.
- `errors`: What cannot be watched.
- `figures`: How each metric is computed from what a period holds.
- `known_days`: The days that the files know, and what is said where a period is not among them.
- `report`: KPIs against their targets and their own past.
- `request`: What the KPIs of the settings need: files, periods, models.
- `segment_tables`: The segments of customers on the last day of each period.
- `sources`: Where the value of each KPI in each period comes from.
- `tables`: The KPIs as files have them.
"""
