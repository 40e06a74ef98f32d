"""What the findings look at, added up over all customers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.tally import add_maps
from cli.reports.check.amounts import Amounts
from cli.reports.check.days.moments import Moments
from cli.reports.check.ids.customer_ids import Visits, count_placeholder_rows
from cli.reports.check.unexplained import count_unexplained
from cli.reports.listed_ids import tally_listed_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.inputs.tally import Tally


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
    campaigns: frozenset[str]
    """Names of the touches' campaigns."""
    visits: Visits
    amounts: Amounts
    unexplained: "Mapping[str, Tally]"
    """Counted orders that no window can explain, by the reason, see `count_unexplained`."""
    touch_placeholders: "Mapping[str, int]"
    order_placeholders: "Mapping[str, int]"
    """Rows by ids that stand for none, see `count_placeholder_rows`."""
    listed: "Mapping[str, Tally]"
    """Counted orders by ids that are lists, see `tally_listed_ids`."""

    def __add__(self, other: "Totals") -> "Totals":
        """Return the totals of the customers of both; no customer is in both."""
        return Totals(
            self.touched + other.touched,
            self.ordered + other.ordered,
            self.counted + other.counted,
            add_maps((self.channels, other.channels)),
            self.campaigns | other.campaigns,
            self.visits + other.visits,
            self.amounts + other.amounts,
            add_maps((self.unexplained, other.unexplained)),
            add_maps((self.touch_placeholders, other.touch_placeholders)),
            add_maps((self.order_placeholders, other.order_placeholders)),
            add_maps((self.listed, other.listed)),
        )

    @classmethod
    def of(cls, touches: pl.DataFrame | None, orders: pl.DataFrame) -> "Totals":
        """Return the totals of some customers, see `Stock.each`."""
        touches = _NO_TOUCHES if touches is None else touches
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
            _list_campaigns(touches),
            Visits.of(customers),
            Amounts.of(orders),
            count_unexplained(counted, customers),
            count_placeholder_rows(customers.select("customer_id", rows="touches")),
            count_placeholder_rows(counted.group_by("customer_id").agg(rows=pl.len())),
            tally_listed_ids(touches, orders),
        )


_NO_TOUCHES: Final = pl.DataFrame(
    schema={
        "customer_id": pl.String,
        "touched_at": pl.Datetime("us", "UTC"),
        "channel": pl.Categorical,
    }
)


def _list_campaigns(touches: pl.DataFrame) -> frozenset[str]:
    if "campaign" not in touches.columns:
        return frozenset()
    return frozenset(touches["campaign"].drop_nulls().unique().cast(pl.String))
