"""The rows of one part, a batch of orders at a time."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import mark_run_starts, sort_integers
from attribution.comparison.row_names import UNATTRIBUTED, name_rows
from attribution.credit_rows.weights import SeenOrders
from attribution.models import ByEffect
from attribution.models.base import CreditRows
from attribution.models.shapley import share_by_touch
from attribution.statistics.batches import cut_into_batches
from attribution.statistics.observed import observe_part
from attribution.statistics.row_counts import RowCounts, count_rows
from attribution.statistics.statistics import build_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from attribution.arrays import Codes, Ints
    from attribution.credit_rows.plan import CreditPlan
    from attribution.credit_rows.weights import Weights
    from attribution.models.base import Paths
    from attribution.parts.parts import Part
    from attribution.parts.timeline import Touches
    from attribution.plan import Plan, View

OF_REVENUE: Final = "_revenue_weight"
"""Ends the name of a column of weights that a model gives to revenue alone."""


@dataclass(frozen=True, slots=True)
class CreditPiece:
    """Some of the rows of a part."""

    rows: pl.DataFrame
    """One row for each counted order and touch of its journey, see `list_work`."""
    counts: RowCounts
    """What became of all touches and orders of the part, with its first piece."""


def list_work(part: "Part", asked: "CreditPlan") -> "Iterator[Callable[[], CreditPiece]]":
    """Yield what makes the rows of a part, a batch of orders each, by customer, time and id.

    Columns order_id, customer_id (null: unknown), ordered_at, revenue in 1/10 000 of the unit,
    position in the journey from 1, length of the journey, touched_at, channel, the attributes,
    one column a model: the touch's weight; and for chains, whose shares of revenue are others,
    the weight of the revenue. An order of which a model gives something to nobody has a last row
    whose touch is null and whose channel is `(unattributed)`. A touch that only a model's own
    wider window holds has no position.
    """
    seen = observe_part(part, asked.plan)
    counts = count_rows(seen, asked.plan.windows[0])
    if asked.orders is not None:
        own = part.orders.ids.gather(part.orders.row[seen.counted])
        wanted = own.is_in(list(asked.orders)).to_numpy()
        seen = replace(seen, counted=seen.counted[wanted])
    work = _PartWork(
        part,
        asked,
        build_paths(seen, asked.view),
        {view: build_paths(seen, view) for view in asked.plan.views},
    )
    for start, stop in work.cut_into_batches():
        yield partial(work.make_piece, start, stop, counts)
        counts = RowCounts()


@dataclass(frozen=True, slots=True)
class _PartWork:
    """The orders of a part that have rows, as the report and as the models see them."""

    part: "Part"
    asked: "CreditPlan"
    paths: "Paths"
    views: "Mapping[View, Paths]"

    def cut_into_batches(self) -> "list[tuple[int, int]]":
        """Return intervals of the orders; without any there is an empty one."""
        lengths = self.paths.journeys.last - self.paths.journeys.first + 1
        return list(cut_into_batches(np.zeros(len(lengths), np.int64), lengths)) or [(0, 0)]

    def make_piece(self, start: int, stop: int, counts: RowCounts) -> CreditPiece:
        """Return the rows of some orders."""
        rows = CreditRows(self.paths.get_between(start, stop))
        given: dict[str, Weights] = {}
        wider: list[Weights] = []
        for view, places in self.asked.plan.views.items():
            orders = SeenOrders(self.views[view].get_between(start, stop))
            for named in (self.asked.plan.models[place] for place in places):
                found = orders.weigh(share_by_touch(named.model))
                if named.window is not None:
                    found = found.drop_nothing()
                    wider.append(found)
                given[named.name] = found
        index = _RowIndex(rows, len(self.paths.touches.at), wider, list(given.values()))
        names = [named.name for named in self.asked.plan.models]
        columns = [
            *self._describe_orders(index),
            *_describe_touches(index, self.part, self.asked.attributes),
            *(index.place_weights(name, given[name]) for name in names),
            *(index.place_revenue(name, given[name]) for name in _list_chains(self.asked.plan)),
        ]
        return CreditPiece(pl.DataFrame(columns), counts)

    def _describe_orders(self, index: "_RowIndex") -> "Iterator[pl.Series]":
        orders, rows = index.rows.paths.orders, index.order
        assert self.part.customers is not None  # noqa: S101 - who asks for rows has named them
        yield orders.ids.gather(orders.row[rows]).alias("order_id")
        yield self.part.customers.gather(orders.customer[rows]).alias("customer_id")
        yield _to_instants("ordered_at", orders.at[rows])
        yield pl.Series("revenue", orders.revenue[rows])
        yield index.position
        yield pl.Series("length", index.lengths[rows])


class _RowIndex:
    """Where each row of some orders stands: orders in turn, the touches of each in time."""

    def __init__(
        self, rows: CreditRows, touches: int, wider: "list[Weights]", given: "list[Weights]"
    ) -> None:
        """Make an index of the rows of the report's journeys and of what else is given.

        `wider` are the weights of models that may see other touches.
        """
        self.rows, self._span = rows, touches + 1
        journeys = rows.paths.journeys
        self.lengths: Ints = journeys.last - journeys.first
        order = np.repeat(rows.orders, rows.lengths)
        own = self._number(order, rows.touches)
        more = [self._number(each.order, each.touch) for each in wider]
        more += [self._number(each.nobody, touches) for each in given]
        keys = sort_integers(np.concatenate([own, *more]))
        self._keys = keys[mark_run_starts(keys)]
        self.order, self.touch = np.divmod(self._keys, self._span)
        self.touched = np.flatnonzero(self.touch < touches)
        """Rows with a touch."""
        positions = np.zeros(len(self._keys), dtype=np.int64)
        positions[np.searchsorted(self._keys, own)] = rows.position
        self.position = pl.Series("position", positions).replace(0, None)

    def _number(self, order: "Ints", touch: "Ints | int") -> "Ints":
        numbers: Ints = order * self._span + touch
        return numbers

    def place_weights(self, name: str, given: "Weights") -> pl.Series:
        """Return a model's weight of each row."""
        shares = np.zeros(len(self._keys))
        shares[self._find(given.order, given.touch)] = given.share
        shares[self._find(given.nobody, self._span - 1)] = 1
        return pl.Series(name, shares)

    def place_revenue(self, name: str, given: "Weights") -> pl.Series:
        """Return a model's weight of each row's revenue."""
        share = given.share if given.of_revenue is None else given.of_revenue
        return self.place_weights(f"{name}{OF_REVENUE}", replace(given, share=share))

    def _find(self, order: "Ints", touch: "Ints | int") -> "Ints":
        return np.searchsorted(self._keys, self._number(order, touch))


def _list_chains(plan: "Plan") -> list[str]:
    """Return the models whose shares of revenue are not those of the order."""
    return [named.name for named in plan.models if isinstance(named.model, ByEffect)]


def _describe_touches(
    index: _RowIndex, part: "Part", attributes: tuple[str, ...]
) -> "Iterator[pl.Series]":
    touches: Touches = index.rows.paths.touches
    places = index.touch[index.touched]
    at = np.zeros(len(index.touch), dtype=np.int64)
    at[index.touched] = touches.at[places]
    known = np.zeros(len(at), dtype=np.bool_)
    known[index.touched] = True
    yield _to_instants("touched_at", at).set(pl.Series(~known), None)
    for name in ("channel", *attributes):
        values = part.vocabularies[name].names
        spelt = (*name_rows(values), UNATTRIBUTED) if name == "channel" else (*values, None)
        yield _spell_values(name, spelt, touches.values[name][places], index)


def _spell_values(
    name: str,
    names: "tuple[str | None, ...]",
    codes: "Codes",
    index: _RowIndex,
) -> pl.Series:
    """Return an attribute of each row; the last of `names` stands for no touch at all."""
    every = np.full(len(index.touch), len(names) - 1, dtype=np.int64)
    every[index.touched] = codes
    return pl.Series(name, names, dtype=pl.String).gather(every)


def _to_instants(name: str, at: "Ints") -> pl.Series:
    return pl.Series(name, at).cast(pl.Datetime("us", "UTC"))
