"""What advertising cost and returned.

- `blended`: Everything that was sold over everything that was spent.
- `costs`: The costs of a report's days, by what its rows name.
- `dated_credit`: Credit by the day of its touch: which days a report is of, and its months.
- `errors`: What cannot be told of costs.
- `matching`: Costs without touches and touches without costs, with what would match them.
- `wording`: What a reader of returns should know: the margin, the target, what is new.
"""
