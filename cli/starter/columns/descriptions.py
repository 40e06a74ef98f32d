"""What is said of a column that is chosen, and of one that is left open."""

from typing import TYPE_CHECKING, Final

from cli.starter.columns.keys import ID_KEYS, MONEY_KEYS, TIME_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.starter.evidence import ColumnEvidence

SHOWN: Final = 4
"""Candidates of an open column that are named."""
CHANNELLESS: Final = (
    "open: no column names one, so that nothing is credited to these costs; write that of all rows"
    " as the touches name it, as in channel: Paid Social"
)
"""What is said of costs that have none of them."""
_NOTHING_LIKE: Final = {
    **dict.fromkeys(TIME_KEYS, "no column holds times"),
    "date": (
        "no column holds times; if all of it is of the same days: "
        "{date: {value: FIRST}, until: {value: LAST}}"
    ),
    **dict.fromkeys(("revenue", "cost"), "no column holds amounts"),
    "channel": "no column names one; if all rows are of one, as in {channel: {value: Email}}",
    "customer_id": "no column holds ids",
    "order_id": "no column holds ids",
}


def describe_evidence(ours: str, column: "ColumnEvidence") -> str:
    """Return the evidence for a column."""
    if ours in TIME_KEYS or ours == "cancelled_at":
        return column.describe_times()
    if ours in MONEY_KEYS:
        return column.describe_amounts()
    if ours == "landing_page":
        return column.describe_links()
    return column.describe_ids() if ours in ID_KEYS else column.describe_words()


def describe_open(ours: str, fits: "Iterable[ColumnEvidence]") -> str:
    """Return the columns that an open one of ours may be."""
    names = [f"{each.name} ({describe_evidence(ours, each)})" for each in fits]
    if not names:
        return _NOTHING_LIKE.get(ours, "no column is like it")
    return " or ".join(names[:SHOWN]) + (f" or {len(names) - SHOWN:,} more" * (len(names) > SHOWN))
