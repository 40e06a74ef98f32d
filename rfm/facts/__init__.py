"""What is known of each customer: the names that conditions of segments may use.

- `customer_facts`: One row a customer: scores, history, touches and value side by side.
- `names`: The facts by name and by what they are made from.
- `order_history`: What all orders of a customer tell, whatever the window of the scores.
- `own_segments`: Segments that conditions over the facts make, and what they hold.
- `touch_history`: What all touches of a customer tell.
"""
