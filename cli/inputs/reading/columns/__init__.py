"""Which columns of a file are read, as their names and first values tell.

- `amount_currency`: Currencies that stand beside amounts, in files without a column of theirs.
- `clock_columns`: Times of day in a column beside that of the day, as the first values tell.
- `column_samples`: The first values of columns, and which columns are not read.
- `guest_addresses`: Addresses of customers whose id says nobody, or stands for many, as the first
  values tell.
- `header_zones`: Zones of times that the name of their column tells, or a column beside it.
- `joined_columns`: Columns of ours that are made of several of a file's.
- `later_refunds`: What was refunded, in a column that is not read: of a later file, or of one that
  says so.
- `link_columns`: Which columns of touchpoints hold the links of visits, where no column names
  their channel.
- `message_columns`: Columns that say what became of messages, which nobody may have met.
- `minor_amounts`: Amounts in cents or millionths, as names, values or a service tell, that count as
  they stand.
- `net_revenue`: Whether the amounts of orders are net of a column of refunds, as the first rows
  tell.
- `planned_costs`: Columns of costs that tell what was planned from what was spent, which count
  twice together.
- `refund_flags`: Marks of refunded orders that are read as what was refunded, as the first values
  tell.
- `return_quantities`: Columns of pieces sold whose minus says that a row is a return, as the
  first values tell.
- `robot_flags`: Marks of robots and of a shop's own people among touches, which count as those of
  customers.
- `status_columns`: Columns of orders that hold statuses though no name tells it, as the first
  values do.
- `unused_columns`: Columns that are not read though their names say that those read need them.
- `whole_taxes`: Amounts of orders that are as whole as their taxes, as those in cents are.
"""
