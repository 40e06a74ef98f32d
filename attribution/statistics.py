"""What one part says: additive statistics, added up over the parts of the customers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import starts_of_runs
from attribution.buckets import GROUPS
from attribution.chains import CHAIN, Alphabet, chained
from attribution.channel_sets import CHANNEL_SETS, channel_sets
from attribution.counts import Counts, counts_of
from attribution.credit import CREDIT, Tally, credited
from attribution.data_driven.markov import remembered
from attribution.models import DataDrivenModel, Markov, Participation, ShapleyRate
from attribution.models.base import Paths, Repeats
from attribution.observed import Observed, observed
from attribution.pairs import PAIRS, folded, paired
from attribution.people import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from attribution.arrays import Floats, Ints
    from attribution.models import ByEffect, MultiTouchModel, SingleTouchModel
    from attribution.parts import Part
    from attribution.plan import Plan, View

    Placed = tuple[int, SingleTouchModel | MultiTouchModel]
    """A model with its position in the plan."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Sums over the customers of some parts, by resampling group where intervals need them.

    Windows, models and views are named by their positions in the plan, revenue is in 1/10 000 of
    the currency unit.
    """

    credit: pl.DataFrame
    """One row for each (window, model, group, block, value) that has any: codes of block and value
    (one past the last code: unattributed), conversions and revenue. Rule-based models and those
    data-driven ones that are known journey by journey."""
    people: pl.DataFrame
    """Rows of (window, model, block, value), one for each part that has any credit: the customers
    it is of; block -1 is all blocks together, the only one where there is no other than 0."""
    reach: pl.DataFrame
    """As `credit`, once for each view that a data-driven model looks at, under the first such
    model: the orders whose journey holds the value, and their revenue."""
    chains: pl.DataFrame
    """Columns view and those of `attribution.chains.CHAIN`."""
    sets: pl.DataFrame
    """Columns view and those of `attribution.channel_sets.CHANNEL_SETS`."""
    orders: pl.DataFrame
    """Counted orders: one row for each group and block, columns group, block, orders, revenue."""
    customers: "Ints"
    """Customers in each resampling group, with orders or without, shape (200,)."""
    counts: tuple[Counts, ...]
    """Of each window of the report."""


@dataclass(frozen=True, slots=True)
class Allocated:
    """What models give order by order once their effects are known."""

    credit: pl.DataFrame
    """As `Statistics.credit`."""
    pairs: pl.DataFrame
    """Rows of (window, model, block, value, other), to be added up in their order: the sum over
    the orders of the product of their shares, and of that times the revenue, see
    `attribution.pairs`."""


def added(statistics: "Iterable[Statistics]") -> Statistics:
    """Return the sum of the parts' statistics, given in the order of the parts."""
    parts = list(statistics)
    counts = zip(*(part.counts for part in parts), strict=True)
    return Statistics(
        customers=sum((part.customers for part in parts), start=np.zeros(GROUPS, dtype=np.int64)),
        counts=tuple(sum(lines, start=Counts()) for lines in counts),
        orders=pl.concat(part.orders for part in parts),
        **{name: pl.concat(getattr(part, name) for part in parts) for name in _TABLES},
    )


def together(parts: "Iterable[Allocated]") -> Allocated:
    """Return the sum of what the parts allocate, given in their order."""
    credit = []

    def pairs() -> "Iterator[pl.DataFrame]":
        for part in parts:
            credit.append(part.credit)
            yield part.pairs

    whole = folded(pairs())
    return Allocated(pl.concat(credit), whole)


def measured(part: "Part", plan: "Plan") -> Statistics:
    """Return the statistics of one part."""
    seen = observed(part, plan)
    rows = {name: _Rows(columns) for name, columns in _TABLES.items()}
    for number, (view, places) in enumerate(plan.views.items()):
        rules, learning = _parted(plan, places)
        reaching: list[Placed] = [(place, Participation()) for place, _ in learning[:1]]
        tallies = _tallies(seen, view, [*rules, *reaching])
        for table, (tally, place) in zip(
            [*["credit"] * len(rules), *["reach"] * len(reaching)], tallies, strict=True
        ):
            rows[table].add(tally.columns(view.position, place, seen.first_group))
            rows["people"].add(tally.people(view.position, place))
        if learning:
            _learn(seen, view, number, [model for _, model in learning], rows)
    return Statistics(
        orders=_orders(part),
        customers=np.bincount(part.groups, minlength=GROUPS),
        counts=tuple(counts_of(seen, window) for window in plan.windows),
        **{name: table.table() for name, table in rows.items()},
    )


def allocated(
    part: "Part", plan: "Plan", models: "Mapping[tuple[View, int], ByEffect]"
) -> Allocated:
    """Return what models, by view and position, give order by order in one part."""
    seen = observed(part, plan)
    credit, pairs = _Rows(CREDIT), _Rows(PAIRS)
    for (view, place), model in models.items():
        for tally, _ in _tallies(seen, view, [(place, model)]):
            credit.add(tally.columns(view.position, place, seen.first_group))
        paths = _paths(seen, view)
        columns = paired(paths, _groups(seen, paths), part.blocks, model)
        keys = [np.full(len(columns[0]), each) for each in (view.position, place)]
        pairs.add([*keys, *columns])
    return Allocated(credit.table(), pairs.table())


_CHAINS: Final = ("view", *CHAIN)
_SETS: Final = ("view", *CHANNEL_SETS)
_TABLES: Final = {
    "credit": CREDIT,
    "people": PEOPLE,
    "reach": CREDIT,
    "chains": _CHAINS,
    "sets": _SETS,
}
"""Tables that are made row by row."""
_FLOATS: Final = frozenset({"conversions", "revenue"})


class _Rows:
    """A table in the making, piece by piece."""

    def __init__(self, names: "Sequence[str]") -> None:
        floats = frozenset() if names in (_CHAINS, _SETS) else _FLOATS
        self._schema = {name: pl.Float64 if name in floats else pl.Int64 for name in names}
        self._pieces: list[Sequence[Floats | Ints]] = []

    def add(self, columns: "Sequence[Floats | Ints]") -> None:
        self._pieces.append(columns)

    def table(self) -> pl.DataFrame:
        if not self._pieces:
            return pl.DataFrame(schema=self._schema)
        whole = [np.concatenate(column) for column in zip(*self._pieces, strict=True)]
        return pl.DataFrame(dict(zip(self._schema, whole, strict=True)), schema=self._schema)


def _parted(
    plan: "Plan", places: "Sequence[int]"
) -> "tuple[list[Placed], list[tuple[int, DataDrivenModel]]]":
    """Return the models at some places: those known journey by journey, and the others."""
    rules: list[Placed] = []
    learning: list[tuple[int, DataDrivenModel]] = []
    for place in places:
        model = plan.models[place].model
        if isinstance(model, DataDrivenModel):
            learning.append((place, model))
        else:
            rules.append((place, model))
    return rules, learning


def _tallies(
    seen: Observed, view: "View", models: "Sequence[Placed]"
) -> "Iterator[tuple[Tally, int]]":
    """Yield what each model gives, with its position."""
    if not models:
        return
    paths = _paths(seen, view)
    tallies = credited(paths, _groups(seen, paths), seen.part.blocks, [each for _, each in models])
    for (place, _), tally in zip(models, tallies, strict=True):
        yield tally, place


def _paths(seen: Observed, view: "View") -> Paths:
    touches, ways, dimension = seen.line.touches, seen.converting(view), seen.plan.dimension
    return Paths(
        touches,
        seen.part.orders.take(seen.counted),
        ways,
        seen.part.vocabularies,
        dimension,
        seen.plan.timezone,
        Repeats(ways.codes(touches.values[dimension])),
    )


def _groups(seen: Observed, paths: Paths) -> "Ints":
    return seen.part.groups[paths.orders.customer] - seen.first_group


def _learn(
    seen: Observed,
    view: "View",
    number: int,
    models: "Sequence[DataDrivenModel]",
    rows: "Mapping[str, _Rows]",
) -> None:
    """File what data-driven models learn from in a view."""
    walks, values = seen.walks(view), len(seen.part.vocabularies[seen.plan.dimension].names)
    memories = [remembered(model) for model in models if isinstance(model, Markov)]
    if memories:
        rows["chains"].add(_filed(number, seen, chained(walks, Alphabet(values, max(memories)))))
    if any(isinstance(model, ShapleyRate) for model in models):
        rows["sets"].add(_filed(number, seen, channel_sets(walks, values)))


def _filed(number: int, seen: Observed, columns: "list[Ints]") -> "list[Floats | Ints]":
    group, *others = columns
    return [np.full(len(group), number), group + seen.first_group, *others]


def _orders(part: "Part") -> pl.DataFrame:
    orders = part.orders.take(np.flatnonzero(part.orders.counted))
    cells = part.groups[orders.customer] * part.blocks + orders.block
    order = np.argsort(cells, kind="stable")
    cells, revenue = cells[order], orders.revenue[order]
    starts = np.flatnonzero(starts_of_runs(cells))
    group, block = np.divmod(cells[starts], part.blocks)
    columns = {
        "group": group,
        "block": block,
        "orders": np.diff(np.append(starts, len(cells))),
        "revenue": np.add.reduceat(revenue, starts) if len(starts) else revenue,
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Int64))
