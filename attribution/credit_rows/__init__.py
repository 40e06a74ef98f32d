"""The rows behind every number: order by touch, with the weight that each model gives.

- `amounts`: Amounts that come with orders, shared among the values of the touches before them.
- `effects`: Models that learn from all journeys, as what they give journey by journey.
- `plan`: What is asked of the rows.
- `rows`: The rows of one part, a batch of orders at a time.
- `timeline`: The touches and orders of some customers in time, and whose journey each touch is part
  of.
- `weights`: What a model gives to the touches of some orders, and the orders it gives to nobody.
"""
