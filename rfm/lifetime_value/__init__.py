"""What customers are worth: how often they will buy, how much they spend, who has left.

`purchases` counts what customers did, `patterns` adds them up, `beta_geometric`, `pareto_nbd` and
`gamma_gamma` are the models, `fitting` finds their parameters, `forecast` looks ahead, `holdout`
judges it, and `segment_values`, `customer_values`, `at_risk` and `acquisition` are the tables.
"""
