"""Orders: rows cleaned, grouped, netted and settled.

- `refunds/`: Refunds taken from their orders, and what is told of those that cannot be or may be
  twice.
- `statuses/`: Which orders are sales by their status, and what is said of the others.
- `clean`: Rows of orders made into one row an order, the refunds among them split off.
- `duplicates`: Orders that the file holds more than once: identical rows are dropped, others are
  problems.
- `errors`: Orders whose lines cannot be added up.
- `ledger`: The ledger of the orders: every row in one line, every amount accounted for.
- `line_items`: The lines of an order made into one row.
- `notes`: What is told of all orders once they are settled, in the order in which it is printed.
- `overlaps`: Orders that several files hold: copies are dropped, what may be two states is refused.
- `read`: The orders of a run: one row an order, net of refunds.
- `row_meanings`: Files whose rows mean different things: the lines of a shop beside receipts of a
  till.
- `row_orders`: Rows that are orders of their own, in files without ids of orders.
- `row_types`: Rows of statements that are no orders by their type: fees, payouts, reserves.
- `sale_rows`: The rows that are sales or refunds: by their type, the files that hold them, and
  their status.
- `settle`: Order rows settled: cleaned, net of refunds, one row an order; some orders at a time
  or all.
- `several_lines`: Orders of several lines, what is odd about their lines, and what is said of it.
- `terms`: What holds for the orders of a run, and in what the formats of its files differ.
"""
