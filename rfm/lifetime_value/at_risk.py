"""Which customers are slipping away, and with how much money."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from rfm.lifetime_value.customer_values import round_money
from rfm.order_runs import ID
from rfm.segment_statistics import SEGMENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rfm.lifetime_value.customer_values import Buyers, Valuer

COLUMNS: Final = (
    ID,
    SEGMENT,
    "last_order",
    "p_alive_before",
    "p_alive",
    "value_if_alive",
    "value_lost",
)
MONEY: Final = ("value_if_alive", "value_lost")


@dataclass(frozen=True, slots=True, eq=False)
class AtRisk:
    """The customers by the value lost, largest first, then by `customer_id`; columns `COLUMNS`."""

    frame: pl.DataFrame
    """Money as Int64 ten-thousandths of whole cents."""
    exact: pl.DataFrame
    """Money as Float64 currency units."""


def find_at_risk(part: "Buyers", valuer: "Valuer") -> pl.DataFrame:
    """Return the customers of one part who bought nothing for `since_days`, with segment indices.

    The value lost is what their chance to be alive sank by since then, times their value if
    alive: large where a valuable customer's fate is turning, small where it is settled.
    """
    frame = valuer.value_in_segments(part)
    quiet = part.days.name(frame.filter(pl.col("p_alive_before").is_not_null()))
    as_of = valuer.valuation.parameters.as_of
    since = pl.duration(days=pl.col("age_days") - pl.col("last_days"))
    sunk = (pl.col("p_alive_before") - pl.col("p_alive")).clip(lower_bound=0.0)
    return quiet.select(
        ID,
        SEGMENT,
        (pl.lit(as_of) - since).cast(pl.Date).alias("last_order"),
        "p_alive_before",
        "p_alive",
        "value_if_alive",
        (sunk * pl.col("value_if_alive")).alias("value_lost"),
    )


def list_at_risk(parts: "Sequence[pl.DataFrame]", valuer: "Valuer") -> AtRisk:
    """Put together the customers of all parts, each from `find_at_risk`."""
    names = pl.Series(SEGMENT, valuer.segment_names, dtype=pl.String)
    frame = pl.concat(parts).sort("value_lost", ID, descending=[True, False])
    exact = frame.with_columns(
        names.gather(frame[SEGMENT]), pl.col("last_order").dt.to_string("iso:strict")
    )
    return AtRisk(round_money(exact, MONEY), exact)
