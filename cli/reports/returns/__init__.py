"""What advertising cost and returned.

- `blended`: Everything that was sold over everything that was spent.
- `costs`: The costs of a report's days, by what its rows name.
- `errors`: What cannot be told of costs.
- `matching`: Costs without touches or orders, touches without costs, and what would match them.
- `uncovered`: Orders of days before the first or after the last costs, whose credit has no cost.
- `wording`: What a reader of returns should know: the margin, the target, what is new.
"""
