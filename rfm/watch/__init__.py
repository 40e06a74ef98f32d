"""KPIs against their targets and their own past.

- `choices`: What a KPI may measure, over which periods, and what is said of it, by name.
- `goals`: What a KPI has to reach: a comparison with a number.
- `judgement`: What a KPI's value, its target and its past come to.
- `order_figures`: What orders come to in periods, in integers that add up over the parts of the
  customers.
- `periods`: The period that is watched, and those that are like it.
"""
