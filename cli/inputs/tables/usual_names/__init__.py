"""What the columns of exports are called, in several languages.

- `cost_names`: What columns of costs are called.
- `order_names`: What columns of orders are called.
- `other_languages`: Whole names in languages whose words are not known one by one.
- `ranking`: How the name of a column speaks for one of ours.
- `touch_names`: What columns of touchpoints are called, and those of customers in any file.
- `words`: What is known of the names of a column, and words of many of them.
"""
