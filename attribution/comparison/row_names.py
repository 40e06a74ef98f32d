"""The names of the rows of a report: those of its own, and those of the values of the files."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

NOTHING: Final = "(none)"
"""Name of the row of touches or orders that have no value."""
WHOLE: Final = "(all)"
"""Name of the block that holds every order."""
UNATTRIBUTED: Final = "(unattributed)"
"""Name of the row of orders whose journey is empty."""
NOT_CAUSED: Final = "(not caused)"
"""Name of the row of what experiments say no channel caused."""
OTHERS: Final = "(others)"
"""Name of the row of the values that are added up."""

BESIDE_VALUES: Final = frozenset({UNATTRIBUTED, NOT_CAUSED, OTHERS})
"""Rows that a table may have beside those of the values of its dimension."""
BESIDE_BLOCKS: Final = frozenset({WHOLE})
"""Rows that a table may have beside those of its blocks."""


def name_rows(
    values: "Collection[str | None]", beside: "Collection[str]" = BESIDE_VALUES
) -> list[str]:
    r"""Return the name of the row of each distinct value, no two of which are the same.

    Null is `(none)`. Where the files have a text that is the name of such a row, it has a backslash
    before it, as marks in the names of paths do: `\(unattributed)`. What looks like that already
    gets another one.
    """
    taken = {*beside, NOTHING} if None in values else {*beside}
    return [
        NOTHING if value is None else f"\\{value}" if value.lstrip("\\") in taken else value
        for value in values
    ]
