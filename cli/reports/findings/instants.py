"""Instants that can be true, told from typing mistakes."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

_FAR: Final = 366 * 86_400_000_000
"""Microseconds from the middle 98 % of a file's rows beyond which a date is a mistake."""
_ENOUGH: Final = 100
"""Rows without which the middle 98 % say nothing."""


def plausible(at: "pl.Series") -> tuple[int, int] | None:
    """Return the bounds of what can be true, None where rows are too few to say.

    `at` are microseconds since 1970; the bounds lie 366 days before and after 98 % of them.
    """
    if len(at) < _ENOUGH:
        return None
    low, high = at.quantile(0.01, "nearest"), at.quantile(0.99, "nearest")
    return None if low is None or high is None else (int(low) - _FAR, int(high) + _FAR)
