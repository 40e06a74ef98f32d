"""The rows behind every number: order by touch, with the weight that each model gives.

- `effects`: Models that learn from all journeys, as what they give journey by journey.
- `plan`: What is asked of the rows.
- `rows`: The rows of one part, a batch of orders at a time.
- `weights`: What a model gives to the touches of some orders, and the orders it gives to nobody.
"""
