"""Credit added up by resampling group, block and value."""

from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.journeys.journeys import refuse_many_pairs
from attribution.models.base import (
    CreditRows,
    Paths,
    RowCredit,
    SingleTouchModel,
)
from attribution.models.value_rows import CountingModel
from attribution.statistics.batches import cut_into_batches
from attribution.statistics.customer_counts import (
    CellCustomers,
    CustomerCounter,
    CustomerRuns,
    find_runs,
    pair_cells,
)
from attribution.statistics.large_customers import merge_orders, split_orders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Codes, Floats, Ints
    from attribution.models import MultiTouchModel
    from attribution.models.value_rows import ValueRows
    from attribution.statistics.large_customers import SplitOrders

    Tallied = tuple[MultiTouchModel, "CreditSums"]
    """A model and what it gives."""
    CountingTally = tuple[CountingModel, "CreditSums"]

MOST_PAIRS: Final = 1 << 30
"""Pairs of order and touch of one customer that are gone through one by one: half a minute for each
model."""

CREDIT: Final = ("window", "model", "group", "block", "value", "conversions", "revenue")
"""Columns of credit: see `Statistics.credit`."""


class CreditSums:
    """Conversions and revenue of one model for each (group, block, cell), and its customers.

    Cells are those of a `Filing`: as a rule the values, then nobody. Customers are counted where
    `contributors` asks for them. Float sums run over whole groups in the order of (customer, time,
    id), so that they do not depend on how many groups a part or a batch holds.
    """

    def __init__(self, groups: int, blocks: int, size: int, *, contributors: bool = True) -> None:
        self.shape = (groups, blocks, size)
        self.conversions = np.zeros(groups * blocks * size)
        self.revenue = np.zeros_like(self.conversions)
        self.contributors = contributors
        self._people = [CustomerCounter(cells) for cells in self._levels]
        self._left: list[tuple[Ints, Ints]] = []

    @property
    def _levels(self) -> tuple[int, ...]:
        """Return the numbers of cells that customers are counted in: of all, and by block."""
        _, blocks, size = self.shape
        return (size,) if blocks == 1 else (size, blocks * size)

    def add(
        self,
        cells: "Ints",
        revenue: "Floats",
        weights: "Floats | None" = None,
        of_revenue: "Floats | None" = None,
        start: int = 0,
    ) -> None:
        """Add weights (None: 1) and weights times revenue to cells, arrays of shape (rows,).

        `of_revenue` are the revenue's weights where they differ. Cells are counted from `start`.
        """
        shares = weights if of_revenue is None else of_revenue
        paid = revenue if shares is None else revenue * shares
        counts = np.bincount(cells, weights)
        stop = start + len(counts)
        self.conversions[start:stop] += counts
        self.revenue[start:stop] += np.bincount(cells, paid)

    def find_shown_customers(
        self, values: "Ints | Codes", cells: "Ints", who: CustomerRuns, start: int = 0
    ) -> list[CellCustomers]:
        """Return whom `count` shall count, of values in cells, arrays of shape (rows,)."""
        whole, *parted = self._levels
        by_block = (pair_cells((cells + start) % count, who, count) for count in parted)
        return [pair_cells(values, who, whole), *by_block]

    def count(self, shown: list[CellCustomers]) -> None:
        """Count customers."""
        for people, each in zip(self._people, shown, strict=True):
            each.count(people)

    def leave(self, cells: "Ints", revenue: "Floats", customers: "Ints") -> None:
        """Give whole orders to the cells of nobody, arrays of shape (orders,)."""
        self.add(cells, revenue)
        if self.contributors:
            self._left.append((cells, customers))

    def begin_anew(self) -> None:
        """Expect other customers than those before, from the first on."""
        for people in self._people:
            people.begin_anew()

    def close(self) -> None:
        """Count the customers of the cells of nobody, once all orders are given."""
        if not self.contributors:
            return
        cells, customers = (np.concatenate(each) for each in zip(*self._left, strict=True))
        order = np.argsort(customers, kind="stable")
        cells = cells[order]
        nobody = cells % self.shape[2]
        self.count(self.find_shown_customers(nobody, cells, find_runs(customers[order])))

    def build_credit_columns(
        self, window: int, model: int, first_group: int
    ) -> list["Floats | Ints"]:
        """Return the columns of `CREDIT` for the cells with any credit."""
        cells = np.flatnonzero((self.conversions != 0) | (self.revenue != 0))
        group, block, value = np.unravel_index(cells, self.shape)
        own = (np.full(len(cells), window), np.full(len(cells), model), group + first_group)
        return [*own, block, value, self.conversions[cells], self.revenue[cells]]

    def build_people_columns(self, window: int, model: int) -> list["Ints"]:
        """Return the columns of `PEOPLE`; block -1 has the customers of all blocks together."""
        counts = np.concatenate([people.counts for people in self._people])
        cells = np.flatnonzero(counts)
        block, value = np.divmod(cells, self.shape[2])
        own = (np.full(len(cells), window), np.full(len(cells), model))
        return [*own, block - 1, value, counts[cells]]


def credit_orders(
    paths: Paths,
    groups: "Ints",
    blocks: int,
    models: "Sequence[SingleTouchModel | MultiTouchModel]",
    *,
    contributors: bool,
) -> list[CreditSums]:
    """Return for each model the credit of all orders of `paths`.

    `groups` has the resampling group of each order, ascending, from 0; `contributors` tells whether
    the customers of each value are counted.
    """
    size = paths.filing.size
    count = int(groups[-1]) + 1 if len(groups) else 0
    tallies = [CreditSums(count, blocks, size, contributors=contributors) for _ in models]
    cells = (groups * blocks + paths.orders.block) * size
    nobody = cells + paths.filing.find_nobody(paths.orders)
    revenue = paths.orders.revenue.astype(np.float64)
    touched = paths.journeys.last > paths.journeys.first
    with_touch, without = np.flatnonzero(touched), np.flatnonzero(~touched)
    for tally in tallies:
        tally.leave(nobody[without], revenue[without], paths.orders.customer[without])
    reached = paths.take(with_touch)
    cells, revenue = cells[with_touch], revenue[with_touch]
    several: list[Tallied] = []
    for model, tally in zip(models, tallies, strict=True):
        if isinstance(model, SingleTouchModel):
            _credit_whole_orders(model, tally, reached, cells, revenue)
        else:
            several.append((model, tally))
    if several:
        _credit_several(several, reached, groups[with_touch], cells)
    for tally in tallies:
        tally.close()
    return tallies


def _credit_whole_orders(
    model: "SingleTouchModel",
    tally: CreditSums,
    paths: Paths,
    cells: "Ints",
    revenue: "Floats",
) -> None:
    """Give orders that all have a touch to one touch each."""
    if not len(cells):
        return
    chosen, customers = model.choose_touches(paths), paths.orders.customer
    lost, given = np.flatnonzero(chosen < 0), np.flatnonzero(chosen >= 0)
    codes = np.take(paths.get_filed(), chosen[given])
    own = cells[given] + codes
    tally.add(own, revenue[given])
    if tally.contributors:
        tally.count(tally.find_shown_customers(codes, own, find_runs(customers[given])))
    nobody = cells + paths.filing.find_nobody(paths.orders)
    tally.leave(nobody[lost], revenue[lost], customers[lost])


def _credit_several(
    models: "Sequence[Tallied]", paths: Paths, groups: "Ints", cells: "Ints"
) -> None:
    """Credit orders that all have a touch."""
    counting = [(model, tally) for model, tally in models if isinstance(model, CountingModel)]
    split = split_orders(paths) if counting else None
    if split is None:
        _credit_by_row(models, paths, groups, cells)
        return
    others = [each for each in models if not isinstance(each[0], CountingModel)]
    rest = split.by_row
    _credit_by_row(counting, paths.take(rest), groups[rest], cells[rest])
    _credit_by_row(others, paths, groups, cells)
    _credit_by_value(counting, paths, groups, cells, split)


def _credit_by_value(
    models: "Sequence[CountingTally]",
    paths: Paths,
    groups: "Ints",
    cells: "Ints",
    split: "SplitOrders",
) -> None:
    """Credit the orders of large customers by value, once those of the others are credited."""
    for _, tally in models:
        tally.begin_anew()
    for alike in merge_orders(paths, groups, cells, split):
        rows, start = alike.rows, int(alike.cells.min())
        places = np.repeat(alike.cells - start, rows.lengths)
        places += rows.codes
        counts, paid = np.repeat(alike.orders, rows.lengths), np.repeat(alike.revenue, rows.lengths)
        shown = _ShownCustomers(rows, rows.codes, places, start)
        for model, tally in models:
            credit = model.credit_values(rows)
            shares = credit.weights if credit.of_revenue is None else credit.of_revenue
            weights: Floats = credit.weights * counts
            tally.add(places, paid, weights, shares, start)
            shown.count(model, tally, credit)


def _credit_by_row(
    models: "Sequence[Tallied]", paths: Paths, groups: "Ints", cells: "Ints"
) -> None:
    """Credit orders by going through the touches of each."""
    if not models:
        return
    kinds = ", ".join(sorted({model.kind for model, _ in models}))
    refuse_many_pairs(paths.journeys, paths.orders, MOST_PAIRS, kinds)
    for start, stop in cut_into_batches(groups, paths.journeys.last - paths.journeys.first):
        rows = CreditRows(paths.get_between(start, stop))
        _credit_shares(models, rows, cells[start:stop])


def _credit_shares(models: "Sequence[Tallied]", rows: CreditRows, cells: "Ints") -> None:
    start, revenue = int(cells.min()), rows.paths.orders.revenue.astype(np.float64)
    own = np.repeat(cells - start, rows.lengths)
    codes = rows.get_filed()
    own += codes
    paid = np.repeat(revenue, rows.lengths)
    customers = rows.paths.orders.customer
    shown = _ShownCustomers(rows, codes, own, start)
    for model, tally in models:
        credit: RowCredit = model.credit(rows)
        tally.add(own, paid, credit.weights, credit.of_revenue, start)
        shown.count(model, tally, credit)
        if credit.nobody is not None:
            lost = credit.nobody
            nobody = cells + rows.paths.filing.find_nobody(rows.paths.orders)
            tally.leave(nobody[lost], revenue[lost], customers[lost])


class _ShownCustomers:
    """Whom the rows of some orders show, found once for all models that credit every row."""

    def __init__(
        self, rows: "CreditRows | ValueRows", codes: "Codes", cells: "Ints", start: int
    ) -> None:
        self._rows, self._codes, self._cells, self._start = rows, codes, cells, start
        self._everyone: list[CellCustomers] | None = None

    def count(self, model: "MultiTouchModel", tally: CreditSums, credit: RowCredit) -> None:
        """Count the customers of the rows that are given anything, where they are asked for."""
        if tally.contributors:
            whole = model.everybody or credit.given.all()
            tally.count(self._find(tally, None if whole else np.flatnonzero(credit.given)))

    def _find(self, tally: CreditSums, some: "Ints | None") -> list[CellCustomers]:
        """Return the customers of some of the rows, None: of all."""
        customers = self._rows.paths.orders.customer
        if some is not None:
            who = find_runs(np.repeat(customers, self._rows.lengths)[some])
            codes, cells = self._codes[some], self._cells[some]
            return tally.find_shown_customers(codes, cells, who, self._start)
        if self._everyone is None:
            by_order = find_runs(customers)
            by_row = CustomerRuns(self._rows.starts[by_order.starts], by_order.customers)
            self._everyone = tally.find_shown_customers(
                self._codes, self._cells, by_row, self._start
            )
        return self._everyone
