"""Money printed so that it foots: whole cents whose sum is the printed total."""

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Floats, Ints


UNIT = 10_000
"""Money is kept in this fraction of the currency unit."""

_CENT = UNIT // 100


def round_to_cents(amount: int) -> int:
    """Return an amount in 1/10 000 of the unit as cents, halves rounded to even."""
    whole, rest = divmod(amount, _CENT)
    return whole + (2 * rest + whole % 2 > _CENT)


def round_to_total(amounts: "Floats", names: "Sequence[str]", total: int) -> "Ints":
    """Return amounts, shape (n,) in 1/10 000 of the unit, as cents that add up to `total` cents.

    Largest remainder: each is rounded down, then the missing cents go to the largest fractional
    parts, ties by name. The amounts' own sum is within half a cent of the total; none come to none.
    """
    if not names:
        return np.zeros(0, np.int64)
    exact = amounts / _CENT
    whole = np.floor(exact).astype(np.int64)
    missing = total - int(whole.sum())
    rest = exact - whole
    order = sorted(range(len(names)), key=lambda row: (-rest[row], names[row]))
    # Amounts of both signs that nearly cancel may be off by more than a cent each.
    rounds, few = divmod(missing, len(names))
    whole += rounds
    whole[order[:few]] += 1
    return whole


def convert_to_cents(amounts: "Floats") -> pl.Series:
    """Return amounts in 1/10 000 of the unit as Int64 cents, halves to even; see `list_cents`."""
    return list_cents(np.rint(amounts / _CENT))


def list_cents(cents: "Floats") -> pl.Series:
    """Return whole cents as Int64; null where NaN, and where they are more than that holds.

    Such is a cost by conversion where touches are so many half-lives old that next to nothing is
    credited to them.
    """
    return pl.Series(cents, nan_to_null=True).cast(pl.Int64, strict=False)
