"""What one part says: additive statistics, added up over the parts of the customers."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from attribution.arrays import mark_run_starts
from attribution.models import DataDrivenModel, Markov, Participation, ShapleyRate
from attribution.models.base import Paths, Repeats
from attribution.models.filing import Filing
from attribution.models.markov import get_counted_order
from attribution.parts.buckets import GROUPS
from attribution.statistics.channel_sets import CHANNEL_SETS, count_channel_sets
from attribution.statistics.credit import CREDIT, CreditSums, credit_orders
from attribution.statistics.customer_counts import PEOPLE
from attribution.statistics.observed import ObservedPart, observe_part
from attribution.statistics.pairs import PAIRS, add_pairs, pair_shares
from attribution.statistics.row_counts import RowCounts, count_rows
from attribution.statistics.transition_counts import CHAIN, Alphabet, count_transitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from attribution.arrays import Floats, Ints
    from attribution.models import ByEffect, MultiTouchModel, SingleTouchModel
    from attribution.parts.parts import Part
    from attribution.plan import Plan, TouchDays, View

    Placed = tuple[int, SingleTouchModel | MultiTouchModel]
    """A model with its position in the plan."""


class Statistics(NamedTuple):
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
    it is of; block -1 is all blocks together, the only one where there is no other than 0. None
    where the plan asks for no contributors."""
    reach: pl.DataFrame
    """As `credit`, once for each view that a data-driven model looks at, under the first such
    model: the orders whose journey holds the value, and their revenue."""
    chains: pl.DataFrame
    """Columns view and those of `attribution.statistics.transition_counts.CHAIN`."""
    sets: pl.DataFrame
    """Columns view and those of `attribution.statistics.channel_sets.CHANNEL_SETS`."""
    orders: pl.DataFrame
    """Counted orders: one row for each group and block, columns group, block, orders, revenue, and
    customers, whose orders they are."""
    customers: "Ints"
    """Customers in each resampling group, with orders or without, shape (200,)."""
    counts: tuple[RowCounts, ...]
    """Of each window of the report."""


class Allocations(NamedTuple):
    """What models give order by order once their effects are known."""

    credit: pl.DataFrame
    """As `Statistics.credit`."""
    pairs: pl.DataFrame
    """Rows of (window, model, block, value, other), to be added up in their order: the sum over
    the orders of the product of their shares, and of that times the revenue, see
    `attribution.statistics.pairs`."""


def add_statistics(statistics: "Iterable[Statistics]") -> Statistics:
    """Return the sum of the parts' statistics, given in the order of the parts."""
    parts = list(statistics)
    counts = zip(*(part.counts for part in parts), strict=True)
    return Statistics(
        customers=sum((part.customers for part in parts), start=np.zeros(GROUPS, dtype=np.int64)),
        counts=tuple(sum(lines, start=RowCounts()) for lines in counts),
        orders=pl.concat(part.orders for part in parts),
        **{name: pl.concat(getattr(part, name) for part in parts) for name in _TABLES},
    )


def add_allocations(parts: "Iterable[Allocations]") -> Allocations:
    """Return the sum of what the parts allocate, given in their order."""
    credit = []

    def iterate_pairs() -> "Iterator[pl.DataFrame]":
        for part in parts:
            credit.append(part.credit)
            yield part.pairs

    whole = add_pairs(iterate_pairs())
    return Allocations(pl.concat(credit), whole)


def measure_part(part: "Part", plan: "Plan") -> Statistics:
    """Return the statistics of one part."""
    return measure_observed(observe_part(part, plan))


def measure_observed(seen: ObservedPart) -> Statistics:
    """Return the statistics of one part with its touches sorted."""
    plan = seen.plan
    rows = {name: RowTable(columns) for name, columns in _TABLES.items()}
    for number, (view, places) in enumerate(plan.views.items()):
        rules, learning = split_models(plan, places)
        reaching: list[Placed] = [(place, Participation()) for place, _ in learning[:1]]
        tallies = sum_credit(seen, view, [*rules, *reaching], contributors=plan.contributors)
        for table, (tally, place) in zip(
            [*["credit"] * len(rules), *["reach"] * len(reaching)], tallies, strict=True
        ):
            rows[table].add(tally.build_credit_columns(view.position, place, seen.first_group))
            if plan.contributors:
                rows["people"].add(tally.build_people_columns(view.position, place))
        if learning:
            _learn(seen, view, number, [model for _, model in learning], rows)
    return Statistics(
        orders=build_order_table(seen),
        customers=np.bincount(seen.part.groups, minlength=GROUPS),
        counts=tuple(count_rows(seen, window) for window in plan.windows),
        **{name: table.to_table() for name, table in rows.items()},
    )


def allocate_part(
    part: "Part", plan: "Plan", models: "Mapping[tuple[View, int], ByEffect]"
) -> Allocations:
    """Return what models, by view and position, give order by order in one part."""
    seen = observe_part(part, plan)
    credit, pairs = RowTable(CREDIT), RowTable(PAIRS)
    for (view, place), model in models.items():
        for tally, _ in sum_credit(seen, view, [(place, model)]):
            credit.add(tally.build_credit_columns(view.position, place, seen.first_group))
        pairs.add(build_pair_columns(seen, view, place, model))
    return Allocations(credit.to_table(), pairs.to_table())


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


class RowTable:
    """A table in the making, piece by piece."""

    def __init__(self, names: "Sequence[str]") -> None:
        """Begin a table with these columns."""
        floats = frozenset() if names in (_CHAINS, _SETS) else _FLOATS
        self._schema = {name: pl.Float64 if name in floats else pl.Int64 for name in names}
        self._read_pieces: list[Sequence[Floats | Ints]] = []

    def add(self, columns: "Sequence[Floats | Ints]") -> None:
        """Add rows, given by column."""
        self._read_pieces.append(columns)

    def to_table(self) -> pl.DataFrame:
        """Return all rows."""
        if not self._read_pieces:
            return pl.DataFrame(schema=self._schema)
        whole = [np.concatenate(column) for column in zip(*self._read_pieces, strict=True)]
        return pl.DataFrame(dict(zip(self._schema, whole, strict=True)), schema=self._schema)


def split_models(
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


def sum_credit(
    seen: ObservedPart,
    view: "View",
    models: "Sequence[Placed]",
    days: "TouchDays | None" = None,
    *,
    contributors: bool = False,
) -> "Iterator[tuple[CreditSums, int]]":
    """Yield what each model gives, with its position; the contributors where they are counted.

    With days credit is filed by the date of the touch as well: see `build_paths`.
    """
    if not models:
        return
    paths = build_paths(seen, view, days)
    tallies = credit_orders(
        paths,
        get_groups(seen, paths),
        seen.part.blocks,
        [each for _, each in models],
        contributors=contributors,
    )
    for (place, _), tally in zip(models, tallies, strict=True):
        yield tally, place


def build_pair_columns(
    seen: ObservedPart,
    view: "View",
    place: int,
    model: "ByEffect",
    days: "TouchDays | None" = None,
) -> "list[Floats | Ints]":
    """Return the columns of `PAIRS` for a model at some place of the plan."""
    paths = build_paths(seen, view, days)
    columns = pair_shares(paths, get_groups(seen, paths), seen.part.blocks, model)
    keys = [np.full(len(columns[0]), each) for each in (view.position, place)]
    return [*keys, *columns]


def build_paths(seen: ObservedPart, view: "View", days: "TouchDays | None" = None) -> Paths:
    """Return the credited orders with their journeys as a view has them.

    With days each touch is filed under its value and its date.
    """
    touches, ways, dimension = seen.line.touches, seen.find_converting(view), seen.plan.dimension
    values = len(seen.part.vocabularies[dimension].names)
    if days is None:
        filing = Filing.by_value(touches, dimension, values)
    else:
        filing = Filing.by_date(touches, dimension, values, np.array(days.edges))
    return Paths(
        touches,
        seen.part.orders.take(seen.counted),
        ways,
        seen.part.vocabularies,
        dimension,
        filing,
        seen.plan.timezone,
        Repeats(ways.get_codes(touches.values[dimension])),
    )


def get_groups(seen: ObservedPart, paths: Paths) -> "Ints":
    """Return the resampling group of each order, counted from the part's first."""
    return seen.part.groups[paths.orders.customer] - seen.first_group


def _learn(
    seen: ObservedPart,
    view: "View",
    number: int,
    models: "Sequence[DataDrivenModel]",
    rows: "Mapping[str, RowTable]",
) -> None:
    """File what data-driven models learn from in a view."""
    walks, values = seen.build_walks(view), len(seen.part.vocabularies[seen.plan.dimension].names)
    memories = [get_counted_order(model) for model in models if isinstance(model, Markov)]
    if memories:
        rows["chains"].add(
            _prepend_keys(number, seen, count_transitions(walks, Alphabet(values, max(memories))))
        )
    if any(isinstance(model, ShapleyRate) for model in models):
        rows["sets"].add(_prepend_keys(number, seen, count_channel_sets(walks, values)))


def _prepend_keys(number: int, seen: ObservedPart, columns: "list[Ints]") -> "list[Floats | Ints]":
    group, *others = columns
    return [np.full(len(group), number), group + seen.first_group, *others]


def build_order_table(seen: ObservedPart) -> pl.DataFrame:
    """Return the credited orders, see `Statistics.orders`."""
    part = seen.part
    orders = part.orders.take(seen.counted)
    cells = part.groups[orders.customer] * part.blocks + orders.block
    order = np.argsort(cells, kind="stable")
    cells, revenue = cells[order], orders.revenue[order]
    new = mark_run_starts(cells)
    starts = np.flatnonzero(new)
    # Orders are sorted by customer, and so are those of a cell.
    customers = (new | mark_run_starts(orders.customer[order])).astype(np.int64)
    group, block = np.divmod(cells[starts], part.blocks)
    columns = {
        "group": group,
        "block": block,
        "orders": np.diff(np.append(starts, len(cells))),
        "revenue": np.add.reduceat(revenue, starts) if len(starts) else revenue,
        "customers": np.add.reduceat(customers, starts) if len(starts) else customers,
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Int64))
