"""What is counted of a part and adds up over parts.

- `batches`: Orders cut into batches, of which whole resampling groups or pieces of one are gone
  through.
- `channel_sets`: Which sets of channels journeys held, counted by resampling group.
- `credit`: Credit added up by resampling group, block and value.
- `customer_counts`: Customers counted once for each value they gave credit to.
- `facets`: The facets of the credit that a plan asks for, beside the whole of it.
- `large_customers`: Customers with so many touches and orders that these are counted by value, not
  pair by pair.
- `observed`: The journeys of one part as a plan looks at them: converting ones and the others.
- `pairs`: Values that share orders: how credit moves between them when their effects change.
- `row_counts`: Rows of a part counted for the ledger.
- `statistics`: What one part says: additive statistics, added up over the parts of the customers.
- `transition_counts`: What follows what on the paths, counted by resampling group: never whole
  paths.
"""
