"""What the findings look at: the canonical tables, and what was added up from them once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from attribution.counts import Counts
    from cli.inputs import CostInput, TouchpointInput
    from cli.reports.shop import Shop
    from cli.settings import Settings


@dataclass(frozen=True, slots=True)
class Facts:
    """The shop of a report, and its touches and orders added up."""

    settings: "Settings"
    shop: "Shop"
    counts: "Sequence[Counts]"
    """What became of touches and orders under each window of the report."""
    orders: pl.DataFrame
    """The counted orders, see `OrderInput.frame`."""
    customers: pl.DataFrame
    """One row a customer of the touches: `customer_id`, `touches`, `first` (instant)."""
    costs: "CostInput | None" = None
    """None where no file of costs is named."""

    @property
    def touches(self) -> "TouchpointInput":
        """The touchpoints; a shop without is never checked."""
        assert self.shop.touches is not None  # noqa: S101 - read_shop reads them
        return self.shop.touches

    @property
    def channels(self) -> "frozenset[str | None]":
        """The channels of the touches."""
        assert self.shop.touch_facts is not None  # noqa: S101 - as above
        return self.shop.touch_facts.values["channel"]

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
    assert shop.touches is not None  # noqa: S101 - read_shop reads them
    touches = shop.touches.frame.lazy().group_by("customer_id")
    customers = touches.agg(pl.len().alias("touches"), pl.col("touched_at").min().alias("first"))
    return Facts(settings, shop, counts, shop.frame.filter("counted"), customers.collect(), costs)
