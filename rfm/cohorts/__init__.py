"""Customers by the period of their first order: who comes back, and what they are worth by then.

- `choices`: How long the periods of cohorts are, by name.
- `cohort_sums`: What cohorts hold, in integers that add up over the parts of the customers.
- `cohort_table`: One row a cohort and period, and the means of the periods that are over.
- `periods`: Calendar weeks, months and quarters as numbers that follow each other.
"""
