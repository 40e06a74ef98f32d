"""What told whose a row is: the values of `ResolvedRows.how`."""

from typing import Final

OWN: Final = 0
"""The id is in no login, or the customer's own."""
ALIAS: Final = 1
"""The id leads to one customer."""
LOGIN: Final = 2
"""Several customers share the id; the latest login before the row tells whose it is."""
UNKNOWN: Final = 3
"""Several customers share the id, and no login tells whose the row is."""
