"""A finding: what is odd about the files, and what to do about it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cli.reports.check.finding_names import FindingName, Severity

_MOST: Final = 3
"""Examples in a sentence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the findings."""

    name: "FindingName"
    severity: "Severity"
    message: str
    """One sentence with the numbers."""
    remedy: str


def format_examples(examples: "Sequence[str]") -> str:
    """Return the first examples and how many more there are."""
    more = len(examples) - _MOST
    return ", ".join(examples[:_MOST]) + (f" and {more:,} more" if more > 0 else "")


def format_count(number: int, noun: str) -> str:
    """Return a number with its noun: 1 order, 1,234 orders."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def format_share(part: float, whole: float) -> str:
    """Return a part in percent of a whole."""
    return f"{100 * part / whole:.1f} %" if whole else "0.0 %"


def format_money(amount: int) -> str:
    """Return ten-thousandths of the currency unit as people read them."""
    return f"{amount / 10_000:,.2f}"


def format_days(first: "date", last: "date") -> str:
    """Return a stretch of days: 2026-01-31, or 2026-01-31 to 2026-02-03."""
    return f"{first}" if first == last else f"{first} to {last}"
