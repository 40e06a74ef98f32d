"""`merito customer`.

- `errors`: Customers that there are not.
- `facts`: What is known of a customer, fact by fact.
- `report`: One customer on one page.
- `rows`: The touches and orders of one customer, and who that is.
- `tables`: The tables of the page.
"""
