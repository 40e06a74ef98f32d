"""How sentences count, share and list, the same in every message."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

EXAMPLES: Final = 3
"""Examples in a sentence."""


def format_count(number: int, noun: str, verbs: tuple[str, str] | None = None) -> str:
    """Return a number with its noun: 1 order, 1,234 orders, 2 touches.

    `verbs` follow where they are given, the one of a single thing first: 1 order has.
    """
    one = number == 1
    plural = f"{noun}es" if noun.endswith("ch") else f"{noun}s"
    verb = "" if verbs is None else f" {verbs[0] if one else verbs[1]}"
    return f"{number:,} {noun if one else plural}{verb}"


def choose_noun(dimension: str) -> str:
    """Return what the values of a dimension are called: a channel, a campaign, else a value."""
    return dimension if dimension in {"channel", "campaign"} else "value"


def format_share(part: float, whole: float) -> str:
    """Return a part in percent of a whole."""
    return f"{100 * part / whole:.1f} %" if whole else "0.0 %"


def format_examples(examples: "Sequence[str]", most: int = EXAMPLES) -> str:
    """Return the first examples and how many more there are: a, b, c and 2 more."""
    more = len(examples) - most
    return ", ".join(examples[:most]) + (f" and {more:,} more" if more > 0 else "")


def format_list(names: "Sequence[str]", joint: str = "and") -> str:
    """Return names as a sentence lists them: a, a and b, a, b and c."""
    *most, last = names
    return f"{', '.join(most)} {joint} {last}" if most else last


def format_days(first: "date", last: "date") -> str:
    """Return a stretch of days: 2026-01-31, or 2026-01-31 to 2026-02-03."""
    return f"{first}" if first == last else f"{first} to {last}"
