"""Orders: rows cleaned, grouped, netted and settled.

- `statuses/`: Which orders are sales by their status, and what is said of the others.
- `clean`: Rows of orders made into one row an order, the refunds among them split off.
- `duplicates`: Orders that the file holds more than once: identical rows are dropped, others are
  problems.
- `errors`: Orders whose lines cannot be added up.
- `ledger`: The ledger of the orders: every row in one line, every amount accounted for.
- `line_items`: The lines of an order made into one row.
- `net_amounts`: What is told of refunds that are taken off an amount that may be net of them.
- `notes`: What is told of all orders once they are settled, in the order in which it is printed.
- `overlaps`: Orders that several files hold: copies are dropped, what may be two states is refused.
- `read`: The orders of a run: one row an order, net of refunds.
- `refund_rows`: Refund rows with ids of their own that name their order in another column.
- `refunds`: Refunds taken from the orders that they name.
- `repeated_refunds`: Refunds that two files tell in different words, each of which is taken from
  its order.
- `returned_lines`: Lines of orders whose own status says that they were given back, beside lines
  that stay.
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
- `unknown_refunds`: What is told of refunds of orders that the files do not hold, and which column
  names their sales.
"""
