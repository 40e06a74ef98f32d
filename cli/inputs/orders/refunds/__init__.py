"""Refunds taken from their orders, and what is told of those that cannot be or may be twice.

- `net_amounts`: What is told of refunds that are taken off an amount that may be net of them.
- `netting`: Refunds taken from the orders that they name.
- `repeats`: Refunds that two files tell in different words, each of which is taken from its order.
- `returned_lines`: Lines of orders whose own status says that they were given back, beside lines
  that stay.
- `rows`: Refund rows with ids of their own that name their order in another column.
- `unknown_orders`: What is told of refunds of orders that the files do not hold, and which column
  names their sales.
"""
