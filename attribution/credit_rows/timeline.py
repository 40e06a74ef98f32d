"""The touches and orders of some customers in time, and whose journey each touch is part of."""

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.arrays import expand_ranges
from attribution.comparison.row_names import name_rows
from attribution.statistics.observed import observe_part

if TYPE_CHECKING:
    from attribution.credit_rows.plan import CreditPlan
    from attribution.parts.parts import Part
    from attribution.statistics.observed import ObservedPart

_ATTRIBUTES = ("channel", "campaign", "interaction")


def list_events(part: "Part", asked: "CreditPlan") -> pl.DataFrame:
    """Return one row per touch without duplicates, and per order, refunded ones included.

    Columns at (Datetime us UTC), event (touch, order or refunded), channel, campaign, interaction,
    order_id, revenue in 1/10 000 of the unit, and journey_of: the ids of the counted orders whose
    journey, in the report's window, holds the touch, in time. In time; a touch at the instant of an
    order precedes it, orders of one instant are by id. What an event has not is null.
    """
    seen = observe_part(part, asked.plan)
    events = pl.concat([_list_touches(seen, asked), _list_orders(part)], how="diagonal")
    return events.sort("at", maintain_order=True)


def _list_touches(seen: "ObservedPart", asked: "CreditPlan") -> pl.DataFrame:
    touches = seen.line.touches
    columns = {"at": _to_instants(pl.Series(touches.at)), "event": pl.Series(["touch"])}
    for name in _ATTRIBUTES:
        names = seen.part.vocabularies[name].names if name in touches.values else ()
        spelt = name_rows(names) if name == "channel" else names
        known = pl.Series(spelt, dtype=pl.String)
        codes = touches.values.get(name, np.zeros(0, dtype=np.uint8))
        columns[name] = known.gather(codes) if names else pl.Series([None], dtype=pl.String)
    height = len(touches.at)
    spread = {
        name: each if len(each) == height else each.new_from_index(0, height)
        for name, each in columns.items()
    }
    place = pl.Series("place", np.arange(height))
    found = pl.DataFrame(spread).with_columns(place)
    return found.join(
        _list_claims(seen, asked), on="place", how="left", maintain_order="left"
    ).drop("place")


def _list_claims(seen: "ObservedPart", asked: "CreditPlan") -> pl.DataFrame:
    """Return the touches that are in journeys: place and journey_of."""
    found = seen.find_converting(asked.view)
    orders = seen.part.orders.take(seen.counted)
    places = expand_ranges(found.first, found.last)
    places = places if found.places is None else found.places[places]
    order = np.repeat(np.arange(len(found.first)), found.last - found.first)
    claims = pl.DataFrame({"place": places, "order": orders.ids.gather(orders.row[order])})
    return claims.group_by("place", maintain_order=True).agg(
        pl.col("order").str.join(" ").alias("journey_of")
    )


def _list_orders(part: "Part") -> pl.DataFrame:
    orders = part.orders
    event = np.where(orders.refunded, "refunded", "order")
    return pl.DataFrame(
        {
            "at": _to_instants(pl.Series(orders.at)),
            "event": pl.Series(event.tolist(), dtype=pl.String),
            "order_id": orders.ids.gather(orders.row),
            "revenue": orders.revenue,
        }
    )


def _to_instants(at: pl.Series) -> pl.Series:
    return at.cast(pl.Datetime("us", "UTC"))
