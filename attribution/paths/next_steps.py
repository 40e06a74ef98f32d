"""What customers do after a touch, from their timelines."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import polars as pl

from attribution.arrays import mark_run_starts
from attribution.errors import TooManyHistoriesError
from attribution.paths.batches import NO_ORDER, number_cells
from attribution.paths.keys import STEP, escape
from attribution.paths.quotients import divide

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from attribution.arrays import Bools, Ints
    from attribution.parts.orders import Orders
    from attribution.parts.timeline import Timeline
    from attribution.paths.plan import PathPlan
    from attribution.statistics.observed import ObservedPart

G = TypeVar("G", bound=np.generic)

HISTORY_KEYS: Final = ("block", "length", "context")
STEP_KEYS: Final = ("group", *HISTORY_KEYS, "outcome")
STEP_COUNTS: Final = ("cases", "ordered")
ORDER: Final = "(order)"
NOTHING: Final = "(nothing)"
FEWEST: Final = 30
"""Cases of a longer history that is listed."""

_CONTEXTS: Final = 1 << 63
"""Most contexts that have a number of their own."""


@dataclass(frozen=True, slots=True)
class _OrderEvents:
    """The instants at which customers ordered, by customer and time."""

    customer: "Ints"
    at: "Ints"
    ends: "Ints"
    """Place in the timeline after the last touch that is not later."""
    counted: "Bools"
    """Whether any of the instant's orders is not refunded."""

    def take(self, some: "Ints") -> "_OrderEvents":
        return _OrderEvents(self.customer[some], self.at[some], self.ends[some], self.counted[some])

    def find_following(self, customers: "Ints", places: "Ints") -> "Ints":
        """Return for touches at places the next event of their customer, -1 where there is none."""
        if not len(self.ends):
            return np.full(len(places), -1)
        # How many events there are up to each place of the timeline.
        before = np.cumsum(np.bincount(self.ends, minlength=int(places.max(initial=0)) + 1))
        found = before[places]
        known = np.minimum(found, len(self.ends) - 1)
        mine = (found < len(self.ends)) & (self.customer[known] == customers)
        return np.where(mine, found, -1)


def count_steps(seen: "ObservedPart", asked: "PathPlan") -> pl.DataFrame:
    """Return what follows the touches of a part whose window has closed (definitions, next steps).

    Columns block (of the customer's orders, where all of them have the same, `NO_ORDER` for who has
    none; else 0), length (of the history), context (codes of the last so many touches in base
    values + 1, each plus one), outcome (code of the next value; values: an order; values + 1:
    nothing), cases, and ordered: cases with a counted order within the window. Raises
    `TooManyHistoriesError` where contexts are past what 64 bits hold.
    """
    values = len(seen.part.vocabularies[asked.plan.dimension].names)
    _refuse_many_histories(values, asked.history)
    tables = [_count_outcomes(cases, values) for cases in _iterate_cases(seen, asked)]
    return pl.concat(tables)


def _refuse_many_histories(values: int, history: int) -> None:
    told_apart = [each for each in range(1, history + 1) if (values + 1) ** each <= _CONTEXTS]
    if len(told_apart) < history:
        raise TooManyHistoriesError(values, history, len(told_apart))


def _count_outcomes(cases: "_Cases", values: int) -> pl.DataFrame:
    """Return the cases of one length by what follows them, columns as `count_steps`."""
    contexts, numbers = number_cells(cases.context, (values + 1) ** cases.length)
    # Blocks are counted from `NO_ORDER` on.
    blocks, kinds = cases.block - NO_ORDER, values + 2
    histories = blocks * len(contexts) + numbers
    cells, places = number_cells(
        histories * kinds + cases.outcome,
        (int(blocks.max(initial=0)) + 1) * len(contexts) * kinds,
    )
    histories, outcome = np.divmod(cells, kinds)
    block, number = np.divmod(histories, max(len(contexts), 1))
    return pl.DataFrame(
        {
            "block": block + NO_ORDER,
            "length": np.full_like(cells, cases.length),
            "context": contexts[number],
            "outcome": outcome,
            "cases": np.bincount(places, minlength=len(cells)),
            "ordered": np.bincount(places[cases.ordered], minlength=len(cells)),
        }
    )


def count_step_people(seen: "ObservedPart", asked: "PathPlan") -> pl.DataFrame:
    """Return the customers with a touch of each history; columns `HISTORY_KEYS` and customers."""
    tables = [
        pl.DataFrame(
            {
                "block": cases.block,
                "length": np.full(len(cases.block), cases.length),
                "context": cases.context,
                "customer": cases.customer,
            }
        )
        for cases in _iterate_cases(seen, asked)
    ]
    people = pl.concat(tables).unique()
    return people.group_by(HISTORY_KEYS).agg(pl.len().cast(pl.Int64).alias("customers"))


@dataclass(frozen=True, slots=True)
class _Cases:
    """Touches with a history of one length, one element each."""

    length: int
    customer: "Ints"
    block: "Ints"
    context: "Ints"
    outcome: "Ints"
    """These as `count_steps` has them."""
    ordered: "Bools"
    """Whether there is a counted order within the window."""


def _iterate_cases(seen: "ObservedPart", asked: "PathPlan") -> "Iterator[_Cases]":
    """Yield the cases by the length of their histories, shortest first."""
    values = len(seen.part.vocabularies[asked.plan.dimension].names)
    line, events = seen.line, _list_events(seen.line, seen.part.orders)
    cases = _find_cases(line, asked)
    outcome = _tell_outcomes(line, events, cases, asked, values)
    cases, outcome = cases[outcome >= 0], outcome[outcome >= 0]
    ordered = _is_followed_by_order(line, events, cases, asked)
    codes = line.touches.values[asked.plan.dimension].astype(np.int64)
    places = np.arange(len(codes)) - _find_run_starts(line, events, asked)
    context = np.zeros(len(cases), dtype=np.int64)
    blocks = _find_blocks(seen, asked)
    for length in range(1, asked.history + 1):
        deep = np.flatnonzero(places[cases] >= length - 1)
        cases, outcome, ordered = cases[deep], outcome[deep], ordered[deep]
        context = context[deep] + (codes[cases - length + 1] + 1) * (values + 1) ** (length - 1)
        customer = line.touches.customer[cases]
        yield _Cases(length, customer, blocks[customer], context, outcome, ordered)


def _find_blocks(seen: "ObservedPart", asked: "PathPlan") -> "Ints":
    """Return the block of each customer, shape (customers,)."""
    orders, touches = seen.part.orders, seen.line.touches
    ends = (orders.customer.max(initial=-1), touches.customer.max(initial=-1))
    if not asked.customer_blocks:
        return np.zeros(int(max(ends)) + 1, dtype=np.int64)
    blocks = np.full(int(max(ends)) + 1, NO_ORDER, dtype=np.int64)
    blocks[orders.customer] = orders.block
    return blocks


def _list_events(line: "Timeline", orders: "Orders") -> _OrderEvents:
    """Return the orders, those of one instant as one event."""
    new = mark_run_starts(orders.customer) | mark_run_starts(orders.at)
    starts = np.flatnonzero(new)
    counted = np.zeros(len(starts), dtype=np.bool_)
    counted[(np.cumsum(new) - 1)[~orders.refunded]] = True
    customer, at = orders.customer[starts], orders.at[starts]
    return _OrderEvents(
        customer, at, line.find_place(customer, line.clock.find_first_after(at)), counted
    )


def _find_cases(line: "Timeline", asked: "PathPlan") -> "Ints":
    """Return the touches of the report's range whose window has closed, as places."""
    at = line.touches.at
    if asked.known_until is None:
        return np.zeros(0, dtype=np.int64)
    chosen = at <= asked.known_until - asked.window.default
    if asked.plan.begin is not None:
        chosen &= at >= asked.plan.begin
    if asked.plan.end is not None:
        chosen &= at < asked.plan.end
    return np.flatnonzero(chosen)


def _tell_outcomes(
    line: "Timeline", events: _OrderEvents, cases: "Ints", asked: "PathPlan", values: int
) -> "Ints":
    """Return what follows each case; -1 where that is a refunded order alone."""
    touches, window = line.touches, asked.window.default
    customers, at = touches.customer[cases], touches.at[cases]
    outcome = np.full(len(cases), values + 1)
    event = events.find_following(customers, cases)
    after = np.minimum(cases + 1, len(touches.at) - 1)
    follows = (after > cases) & (touches.customer[after] == customers)
    # A touch at the instant of an order precedes it.
    first = follows & ((event < 0) | (_pick(events.ends, event) > after))
    soon = first & (touches.at[after] - at <= window)
    outcome[soon] = touches.values[asked.plan.dimension][after[soon]]
    orders = ~first & (event >= 0)
    counted = _pick(events.counted, event)
    outcome[orders & counted & (_pick(events.at, event) - at <= window)] = values
    outcome[orders & ~counted] = -1
    return outcome


def _is_followed_by_order(
    line: "Timeline", events: _OrderEvents, cases: "Ints", asked: "PathPlan"
) -> "Bools":
    counted = events.take(np.flatnonzero(events.counted))
    event = counted.find_following(line.touches.customer[cases], cases)
    within: Bools = _pick(counted.at, event) - line.touches.at[cases] <= asked.window.default
    return within & (event >= 0)


def _find_run_starts(line: "Timeline", events: _OrderEvents, asked: "PathPlan") -> "Ints":
    """Return for each touch the place that its run begins at: after an order, or a long gap."""
    touches = line.touches
    new = mark_run_starts(touches.customer)
    new[1:] |= np.diff(touches.at) > asked.window.default
    after_order = events.ends[events.ends < len(new)]
    new[after_order] = True
    return np.maximum.accumulate(np.where(new, np.arange(len(new)), 0))


def _pick(column: "NDArray[G]", events: "Ints") -> "NDArray[G]":
    """Return the items of a column, anything where the event is -1."""
    if not len(column):
        return np.zeros(len(events), dtype=column.dtype)
    picked: NDArray[G] = column[np.maximum(events, 0)]
    return picked


def build_steps(
    every: pl.DataFrame, names: "Sequence[str]", block: int | None = None
) -> pl.DataFrame:
    """Return one row per history and outcome, of customers of one block or (None) of all.

    Columns history, touches, cases, order_within_share, next, next_cases, probability; histories
    of two and more touches where they have 30 cases. By length, cases descending and history, then
    probability descending and next.
    """
    own = every if block is None else every.filter(pl.col("block") == block)
    steps = own.group_by("length", "context", "outcome").agg(pl.col(STEP_COUNTS).sum())
    keys = ["length", "context"]
    labels = pl.Series([*names, ORDER, NOTHING], dtype=pl.String)
    sums = steps.group_by(keys).agg(
        pl.col("cases").sum().alias("all"), pl.col("ordered").sum().alias("all_ordered")
    )
    listed = sums.filter((pl.col("length") == 1) | (pl.col("all") >= FEWEST))
    found = steps.join(listed.with_columns(spell_histories(listed, names)), on=keys)
    return (
        found.with_columns(labels.gather(found["outcome"]).alias("next"))
        .sort(
            *("length", "all", "history", "cases", "next"),
            descending=[False, True, False, True, False],
        )
        .select(
            "history",
            pl.col("length").alias("touches"),
            pl.col("all").alias("cases"),
            divide(pl.col("all_ordered"), pl.col("all")).alias("order_within_share"),
            "next",
            pl.col("cases").alias("next_cases"),
            divide(pl.col("cases"), pl.col("all")).alias("probability"),
        )
    )


def spell_histories(table: pl.DataFrame, names: "Sequence[str]") -> pl.Series:
    """Return the names of the touches of histories, given as length and context."""
    histories = (
        STEP.join(escape(names[code], STEP) for code in _unpack(context, length, len(names) + 1))
        for length, context in table.select("length", "context").iter_rows()
    )
    return pl.Series("history", list(histories), dtype=pl.String)


def _unpack(context: int, length: int, base: int) -> list[int]:
    """Return the codes of a history, the earliest first."""
    return [context // base**place % base - 1 for place in range(length - 1, -1, -1)]
