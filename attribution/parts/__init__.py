"""Touches and orders cut into parts of the customers.

- `bins`: Rows put into a few bins by a small code, with what goes along, block by block on
  threads.
- `buckets`: The bucket of a customer: the same number on every engine, machine and version.
- `customer_codes`: Customer ids turned into small numbers whose order does not depend on the
  rows' order.
- `customer_numbers`: The customers of touches and orders, numbered: buyers, and all others only
  where asked for.
- `customer_table`: Customers by the hashes of their ids, so that the rows of some are found among
  those of many.
- `instants`: Instants packed with small numbers into one sortable integer.
- `orders`: The orders of some customers, in the one order that every engine agrees on.
- `parts`: Touches and orders cut into parts that hold whole groups of customers.
- `timeline`: The touches of some customers in the order of (customer, time, tie-breaker).
- `vocabulary`: A text column turned into codes whose numbering depends on the distinct texts
  alone.
"""
