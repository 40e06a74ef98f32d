"""How sure each figure of a comparison is: intervals and ranks, page by page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.intervals import BOUNDS, Credit, Replicates, bounds, stability
from attribution.money import UNIT
from attribution.page import in_cents
from attribution.resampled import WHOLE, Resampled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from attribution.arrays import Floats
    from attribution.findings import Findings
    from attribution.intervals import Stability
    from attribution.page import Page
    from attribution.uncertainty import Resampling


@dataclass(frozen=True, slots=True)
class Sure:
    """The intervals of one model on one page, and whose rank is stable."""

    ends: "Mapping[str, Floats]"
    """Columns of `attribution.intervals.BOUNDS`, NaN as null."""
    ranks: "Sequence[Stability | None]"

    def exact(self, rows: "Sequence[int]") -> list[pl.Series]:
        """Return the columns for some of the values, money in currency units."""
        return self._columns(rows, lambda amounts: pl.Series(amounts / UNIT).fill_nan(None))

    def printed(self, rows: "Sequence[int]") -> list[pl.Series]:
        """Return the columns for some of the values, money in cents."""
        return self._columns(rows, in_cents)

    def _columns(
        self, rows: "Sequence[int]", money: "Callable[[Floats], pl.Series]"
    ) -> list[pl.Series]:
        columns = [
            (money(ends) if name in _MONEY else pl.Series(ends).fill_nan(None)).alias(name)
            for name, ends in ((name, self.ends[name][rows]) for name in BOUNDS)
        ]
        words = [None if rank is None else rank.value for rank in self.ranks]
        return [*columns, pl.Series("rank_stable", words, dtype=pl.String)[rows]]


class Sureness:
    """The intervals of all pages."""

    def __init__(self, findings: "Findings", resampling: "Resampling", baseline: int) -> None:
        self._draws = Resampled(findings, resampling)
        self._baseline = baseline
        self._broken_down = findings.blocks is not None

    def page(self, page: "Page", window: int, block: int) -> "Callable[[int], Sure]":
        """Return what gives a model's intervals on a page; block -1 holds all orders."""
        place = block if self._broken_down else WHOLE
        totals = self._draws.totals(place)
        first = self._replicates(page, window, self._baseline, place)

        def sure(model: int) -> Sure:
            own = model == self._baseline
            credit = first if own else self._replicates(page, window, model, place)
            people = self._draws.people(window, model, place)
            ends = bounds(credit, None if own else first, totals, people)
            return Sure(ends, stability(credit, people, page.names))

        return sure

    def _replicates(self, page: "Page", window: int, model: int, block: int) -> Replicates:
        point = Credit(page.conversions[model], page.revenue[model])
        return Replicates(*self._draws.credit(window, model, block), point)


_MONEY: Final = frozenset(
    name for name in BOUNDS if name.startswith("revenue") and "share" not in name
)
