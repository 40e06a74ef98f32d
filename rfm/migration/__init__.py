"""Who moved between two dates, from which segment to which, and with how much money.

- `cells`: Customers and money by the segments they came from and went to: sums over the parts.
- `choices`: Which scale the later date is scored on, by name.
- `dated_customers`: The customers of a part at two dates, and what they bought around the first.
- `errors`: The mistakes of comparing two dates, each with its sentence.
- `migration`: From customers at two dates to who moved, whatever the parts.
- `migration_table`: One row a cell, its shares and margins, and the largest moves.
"""
