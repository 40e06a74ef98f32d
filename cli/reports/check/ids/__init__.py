"""What `merito check` finds about ids: those that mean nobody, and those that may be the same.

- `customer_ids`: Ids of customers that mean nobody in particular.
- `hashed_ids`: Customers known by address in one file and by a hash that is none of it in the
  other.
- `near_ids`: Ids of orders that the touchpoints write in another way: 17850.0 and 17850, 7890 and
  07890.
- `near_order_ids`: Orders of one customer whose own ids are written in two ways: #1001 and 1001.
- `order_aliases`: Touches that name orders in place of customers, as networks of affiliates do.
"""
