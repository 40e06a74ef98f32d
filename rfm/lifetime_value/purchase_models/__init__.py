"""How often customers buy: the models of their purchases.

- `beta_geometric`: MBG/NBD and BG/NBD: customers who may leave after a purchase.
- `models`: The models of how often customers buy, and their fits.
- `pareto_nbd`: Pareto/NBD: customers who leave at a time of their own.
"""
