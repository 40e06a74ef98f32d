"""What the findings look at: what was read, and what was added up from it once."""

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import polars as pl

from cli.reports.findings.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from attribution.counts import Counts
    from cli.inputs import CostInput, TouchpointInput
    from cli.inputs.cleaning import Tally
    from cli.reports.shop import Shop
    from cli.settings import Settings


@dataclass(frozen=True, slots=True)
class Facts:
    """The shop of a report, and its touches and orders added up."""

    settings: "Settings"
    shop: "Shop"
    counts: "Sequence[Counts]"
    """What became of touches and orders under each window of the report."""
    totals: Totals
    costs: "CostInput | None" = None
    """None where no file of costs is named."""

    @property
    def touches(self) -> "TouchpointInput":
        """The touchpoints; a shop without is never checked."""
        assert self.shop.touches is not None  # noqa: S101 - read_shop reads them
        return self.shop.touches

    @property
    def counted(self) -> "Tally":
        """The counted orders."""
        return self.shop.order_facts.counted

    def day(self, instant: object) -> "date":
        """Return the day of an instant in the report's time zone."""
        local = pl.Series([instant], dtype=pl.Datetime("us", "UTC"))
        day: date = local.dt.convert_time_zone(self.settings.timezone).dt.date().item()
        return day


def facts(
    settings: "Settings",
    shop: "Shop",
    counts: "Sequence[Counts]",
    costs: "CostInput | None" = None,
) -> Facts:
    """Add up a shop that has touches."""
    return Facts(settings, shop, counts, reduce(add, shop.stock.each(Totals.of)), costs)
