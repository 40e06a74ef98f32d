"""What each customer is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import polars as pl

from rfm.customers import Customers
from rfm.lifetime_value.forecast import ALIVE, DISCOUNTED, PURCHASES
from rfm.lifetime_value.patterns import PATTERN, find_places
from rfm.lifetime_value.purchases import PurchaseDays
from rfm.order_runs import ID, NUMBER
from rfm.segment_statistics import SEGMENT, add_segments
from rfm.units import UNIT

if TYPE_CHECKING:
    from rfm.lifetime_value.valuation import Valuation
    from rfm.scores import Scales
    from rfm.segments import Segments

OUT_OF_WINDOW: Final = "(out of window)"
"""Segment of who bought, but not in the window of the segments."""
COLUMNS: Final = (
    ID,
    SEGMENT,
    "repeat_purchases",
    "first_to_last_days",
    "age_days",
    "repeat_value",
    "p_alive",
    "expected_purchases",
    "expected_value",
    "clv",
    "value_if_alive",
    "expected_loss",
)
MONEY: Final = ("repeat_value", "expected_value", "clv", "value_if_alive", "expected_loss")


class Buyers(Protocol):
    """The customers of a part, measured from the same orders."""

    @property
    def days(self) -> PurchaseDays:
        """The days on which they bought."""

    @property
    def scored(self) -> Customers:
        """What segments them."""


@dataclass(frozen=True, slots=True)
class Valuer:
    """All that tells what a customer is worth and in which segment; the same for every part."""

    valuation: "Valuation"
    scales: "Scales"
    segments: "Segments"

    def value(self, days: PurchaseDays) -> pl.DataFrame:
        """Return what the customers of one part are worth, one row each, by number.

        The columns of `PurchaseDays.measure_buyers`; `p_alive`, `p_alive_before` (see
        `forecast_value`), `expected_purchases` and, in currency units, `expected_value` of a
        purchase, `clv`, `value_if_alive`, `expected_loss`; all Float64.
        """
        as_of = self.valuation.parameters.as_of
        bought, forecasts = days.measure_buyers(as_of), self.valuation.forecasts
        known = forecasts.drop(PATTERN)[find_places(bought, forecasts)]
        frame = bought.hstack(known)
        spend = self.valuation.spend
        value = spend.estimate_value(
            frame["repeat_purchases"].to_numpy(), frame["repeat_revenue"].to_numpy()
        )
        alive, expected, discounted = (
            frame[name].to_numpy() for name in (ALIVE, PURCHASES, DISCOUNTED)
        )
        worth = value * discounted
        return frame.drop(PURCHASES, DISCOUNTED).with_columns(
            pl.Series("expected_purchases", alive * expected),
            pl.Series("expected_value", value),
            pl.Series("clv", alive * worth),
            pl.Series("value_if_alive", worth),
            pl.Series("expected_loss", worth - alive * worth),
        )

    def value_in_segments(self, part: Buyers) -> pl.DataFrame:
        """Return the same with the index of each customer's `segment`.

        Who is out of the window of the segments has the index behind the last.
        """
        scored, values = part.scored, self.value(part.days)
        index = np.full(scored.names.count, len(self.segments.names), dtype=np.uint8)
        index[scored.numbers] = add_segments(scored.measures, self.scales, self.segments)[SEGMENT]
        return values.with_columns(pl.Series(SEGMENT, index[values[NUMBER].to_numpy()]))

    def list_in_segments(self, part: Buyers) -> pl.DataFrame:
        """Return the same with the `customer_id` of each in place of the number."""
        return part.days.name(self.value_in_segments(part))

    @property
    def segment_names(self) -> tuple[str, ...]:
        """Names of the segments, and of being in none."""
        return (*self.segments.names, OUT_OF_WINDOW)


@dataclass(frozen=True, slots=True, eq=False)
class CustomerValues:
    """The customers by `customer_id` in code point order, columns `COLUMNS`.

    `repeat_value` is null where there is no repeat purchase, nothing else is.
    """

    frame: pl.DataFrame
    """Money as Int64 ten-thousandths, of whole cents; clv and expected_loss add up."""
    exact: pl.DataFrame
    """Money as Float64 currency units."""


def list_customer_values(parts: Sequence[pl.DataFrame], valuer: Valuer) -> CustomerValues:
    """Put together the customers of all parts, each from `list_in_segments`."""
    frame = pl.concat(parts).sort(ID)
    repeat, revenue = frame["repeat_purchases"].to_numpy(), frame["repeat_revenue"].to_numpy()
    mean = pl.Series("repeat_value", revenue / UNIT / np.maximum(repeat, 1))
    names = pl.Series(SEGMENT, valuer.segment_names, dtype=pl.String)
    exact = frame.with_columns(
        names.gather(frame[SEGMENT]),
        pl.when(frame["repeat_purchases"] > 0).then(mean).alias("repeat_value"),
    ).rename({"last_days": "first_to_last_days"})
    return CustomerValues(round_money(exact, MONEY).select(COLUMNS), exact.select(COLUMNS))


def round_money(frame: pl.DataFrame, money: Sequence[str]) -> pl.DataFrame:
    """Return money of currency units as Int64 ten-thousandths of whole cents.

    A loss is what is left of the value if alive, so that the three add up to the cent.
    """
    cents = frame.with_columns((pl.col(money) * 100).round().cast(pl.Int64) * (UNIT // 100))
    if "expected_loss" not in money:
        return cents
    return cents.with_columns(expected_loss=pl.col("value_if_alive") - pl.col("clv"))
