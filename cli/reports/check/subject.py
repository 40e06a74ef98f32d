"""What the findings look at: what was read, and what was added up from it once."""

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import polars as pl

from cli.reports.check.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from attribution.statistics.row_counts import RowCounts
    from cli.dataset.dataset import Dataset
    from cli.inputs.costs.read import CostInput
    from cli.inputs.tally import Tally
    from cli.inputs.touchpoints.read import TouchpointInput
    from cli.settings import Settings


@dataclass(frozen=True, slots=True)
class CheckSubject:
    """The shop of a report, and its touches and orders added up."""

    settings: "Settings"
    shop: "Dataset"
    counts: "Sequence[RowCounts]"
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


def build_check_subject(
    settings: "Settings",
    shop: "Dataset",
    counts: "Sequence[RowCounts]",
    costs: "CostInput | None" = None,
) -> CheckSubject:
    """Add up a shop that has touches."""
    return CheckSubject(settings, shop, counts, reduce(add, shop.stock.map_each(Totals.of)), costs)
