"""What the findings look at, added up over all customers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.sums import sums
from cli.reports.findings.amounts import Amounts
from cli.reports.findings.moments import Moments
from cli.reports.findings.placeholders import placeholders
from cli.reports.findings.unexplained import unexplained
from cli.reports.findings.visits import Visits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.inputs.cleaning import Tally


@dataclass(frozen=True, slots=True)
class Totals:
    """Touches and orders of some customers, or of all, added up."""

    touched: Moments
    ordered: Moments
    """Of all orders."""
    counted: Moments
    """Of the counted orders."""
    channels: "Mapping[str | None, int]"
    """Touches by channel, None: a blank one."""
    visits: Visits
    amounts: Amounts
    unexplained: "Mapping[str, Tally]"
    """Counted orders that no window can explain, by the reason, see `unexplained`."""
    touch_placeholders: "Mapping[str, int]"
    order_placeholders: "Mapping[str, int]"
    """Rows by ids that stand for none, see `placeholders`."""

    def __add__(self, other: "Totals") -> "Totals":
        """Return the totals of the customers of both; no customer is in both."""
        return Totals(
            self.touched + other.touched,
            self.ordered + other.ordered,
            self.counted + other.counted,
            sums((self.channels, other.channels)),
            self.visits + other.visits,
            self.amounts + other.amounts,
            sums((self.unexplained, other.unexplained)),
            sums((self.touch_placeholders, other.touch_placeholders)),
            sums((self.order_placeholders, other.order_placeholders)),
        )

    @classmethod
    def of(cls, touches: pl.DataFrame | None, orders: pl.DataFrame) -> "Totals":
        """Return the totals of some customers, see `Stock.each`; there are touches."""
        assert touches is not None  # noqa: S101 - read_shop reads them
        counted = orders.filter("counted")
        customers = (
            touches.lazy()
            .group_by("customer_id")
            .agg(pl.len().alias("touches"), pl.col("touched_at").min().alias("first"))
            .collect()
        )
        channels = touches["channel"].value_counts(name="touches")
        return cls(
            Moments.of(touches["touched_at"]),
            Moments.of(orders["ordered_at"]),
            Moments.of(counted["ordered_at"]),
            dict(channels.with_columns(pl.col("channel").cast(pl.String)).iter_rows()),
            Visits.of(customers),
            Amounts.of(orders),
            unexplained(counted, customers),
            placeholders(customers.select("customer_id", rows="touches")),
            placeholders(counted.group_by("customer_id").agg(rows=pl.len())),
        )
