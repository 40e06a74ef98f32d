"""A shop in memory."""

import glob
from pathlib import Path
from typing import TYPE_CHECKING

from cli.dataset.breakdown import Breakdown, with_made
from cli.dataset.contexts import make_context
from cli.dataset.counted_orders import find_last_day, with_counted
from cli.dataset.dataset import Dataset
from cli.dataset.identities import resolve_customers
from cli.engines.memory_rows import MemoryRows
from cli.engines.threads import open_threads
from cli.inputs.orders.read import OrderInput, read_orders
from cli.inputs.totals import OrderTotals, TouchTotals
from cli.inputs.touchpoints.read import TouchpointInput, read_touchpoints

if TYPE_CHECKING:
    from cli.dataset.date_range import DateRange
    from cli.dataset.run import Run


def read_into_memory(
    run: "Run", days: "DateRange", breakdown: Breakdown, *, touches: bool
) -> Dataset:
    """Read the files of a run into memory, the touchpoints only where they are asked for.

    Orders and touchpoints are read side by side: neither keeps every core busy all the time. A
    pipe is read in this thread alone, where Ctrl-C ends the wait for it. The orders' mistakes are
    told first in either case.
    """
    of_touches, of_orders = breakdown.read
    if not touches:
        return _build_dataset(run, _read_orders(run, of_orders), None, breakdown, days)
    given = (*run.touchpoint_files, *run.order_files)
    if not all(glob.has_magic(each.text) or Path(each.resolved).is_file() for each in given):
        orders = _read_orders(run, of_orders)
        return _build_dataset(run, orders, _read_touches(run, of_touches), breakdown, days)
    with open_threads(1, abandon=True) as beside:
        found = beside.submit(_read_touches, run, of_touches)
        return _build_dataset(run, _read_orders(run, of_orders), found.result(), breakdown, days)


def _read_touches(run: "Run", by: str | None) -> TouchpointInput:
    context = make_context(run, run.touchpoint_files, by)
    return read_touchpoints(run.settings.touchpoints, context, run.settings.channels)


def _read_orders(run: "Run", by: str | None) -> OrderInput:
    return read_orders(run.settings.orders, make_context(run, run.order_files, by))


def _total_touches(touches: TouchpointInput) -> TouchTotals:
    """Return the facts about touches, with the values that settings may name."""
    columns = touches.frame.columns
    named = ["channel", *(["interaction"] if "interaction" in columns else [])]
    return TouchTotals.of(touches.frame, named)


def _build_dataset(
    run: "Run",
    orders: OrderInput,
    touches: TouchpointInput | None,
    breakdown: Breakdown,
    days: "DateRange",
) -> Dataset:
    known = resolve_customers(run, orders, touches)
    orders, touches = known.orders, known.touches
    days = days.count_back(run.settings.rfm.as_of or find_last_day(orders.frame))
    frame = with_counted(orders.frame, days)
    if breakdown.made is not None:
        frame = with_made(frame, breakdown.made)
    facts = None if touches is None else _total_touches(touches)
    return Dataset(
        orders,
        touches,
        MemoryRows(
            None if touches is None else touches.frame,
            frame,
            values={} if facts is None else facts.values,
        ),
        OrderTotals.of(frame),
        facts,
        breakdown,
        days,
        known.logins,
        known.lines,
    )
