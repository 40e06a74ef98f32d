"""What is counted of a part and adds up over parts.

- `channel_sets`: Which sets of channels journeys held, counted by resampling group.
- `credit`: Credit added up by resampling group, block and value.
- `customer_counts`: Customers counted once for each value they gave credit to.
- `facets`: The facets of the credit that a plan asks for, beside the whole of it.
- `observed`: The journeys of one part as a plan looks at them: converting ones and the others.
- `pairs`: Values that share orders: how credit moves between them when their effects change.
- `row_counts`: Rows of a part counted for the ledger.
- `statistics`: What one part says: additive statistics, added up over the parts of the customers.
- `stretches`: Orders cut at customers who have so many touches and orders that pairs of both are
  too many.
- `transition_counts`: What follows what on the paths, counted by resampling group: never whole
  paths.
"""
