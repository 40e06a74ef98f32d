"""An as-of day that a few late orders set, a year and more after those of all others."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from datetime import date

    from rfm.value_counts import ValueCounts

_YEAR: Final = 366
_ENOUGH: Final = 100
"""Customers without whom 99 % of them say nothing."""
_MOST: Final = 100
"""One customer in so many may have bought in the last year at most."""


def describe_far_day(as_of: "date", recency: "ValueCounts") -> tuple[str, ...]:
    """Return a warning where hardly any customer has bought in the year before the latest order.

    Its year is likely a mistake, and every recency counts back from it. The day that is proposed
    is that of the latest order of the others.
    """
    counts = recency.frame
    far = counts.filter(pl.col("value") > _YEAR)
    customers, others = int(counts["count"].sum()), int(far["count"].sum())
    if customers < _ENOUGH or (customers - others) * _MOST > customers:
        return ()
    day = as_of - timedelta(days=int(far["value"][0]))
    note = (
        f"the as-of day {as_of} is that of the latest order, more than a year after the last"
        f" orders of {others:,} of {customers:,} customers: correct its date if that is wrong, or"
        f" set --as-of {day}"
    )
    return (note,)
