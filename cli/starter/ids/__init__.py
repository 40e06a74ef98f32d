"""Ids in the files that `merito init` looks at: whose they are, and what makes them.

- `joined_ids`: Ids of orders that repeat, and the column that tells those of one number apart.
- `login_files`: Files of logins, of devices or of loyalty cards: which column leads to which.
- `logins`: Touches known by cookie or device that say which customer or order these belong to.
- `shared_ids`: Which columns of two files hold ids of the same customers.
"""
