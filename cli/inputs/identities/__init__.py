"""Which ids belong to one customer.

- `assign`: Rows given to the customers that their ids lead to.
- `companies`: The company as the customer where one order names several people.
- `graph`: Whose alias an id is: logins followed from id to id, up to the customers.
- `origins`: What told whose a row is: the values of `ResolvedRows.how`.
- `read`: The logins of a run: which alias stood for which customer, and since when.
- `spellings`: Ids made alike: addresses without what is around them, small letters.
- `unknown_orders`: Logins by orders that no file has.
"""
