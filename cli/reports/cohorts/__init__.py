"""`merito cohorts`.

- `intervals`: How sure the figures of cohorts are.
- `metrics`: What the triangle of cohorts shows.
- `report`: Customers by the period of their first order: who comes back, and what they are worth.
- `tables`: The cohorts as a table, and as a triangle.
"""
