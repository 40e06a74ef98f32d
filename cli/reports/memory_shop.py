"""A shop in memory."""

import glob
from pathlib import Path
from typing import TYPE_CHECKING

from cli.engines.memory import MemoryStock
from cli.engines.threads import threads
from cli.inputs import OrderInput, TouchpointInput, read_orders, read_touchpoints
from cli.inputs.facts import OrderFacts, TouchFacts
from cli.reports.breakdown import Breakdown, with_made
from cli.reports.counted import with_counted
from cli.reports.given import given_orders, given_touchpoints
from cli.reports.identities import identified
from cli.reports.shop import Shop

if TYPE_CHECKING:
    from cli.reports.dates import Range
    from cli.settings import Loaded


def memory_shop(loaded: "Loaded", days: "Range", breakdown: Breakdown, *, touches: bool) -> Shop:
    """Read the files of a run into memory, the touchpoints only where they are asked for.

    Orders and touchpoints are read side by side: neither keeps every core busy all the time. A
    pipe is read in this thread alone, where Ctrl-C ends the wait for it. The orders' mistakes are
    told first in either case.
    """
    of_touches, of_orders = breakdown.read
    if not touches:
        return _shop(loaded, _orders(loaded, of_orders), None, breakdown, days)
    given = (*loaded.touchpoint_files, *loaded.order_files)
    if not all(glob.has_magic(each.text) or Path(each.resolved).is_file() for each in given):
        orders = _orders(loaded, of_orders)
        return _shop(loaded, orders, _touches(loaded, of_touches), breakdown, days)
    with threads(1, abandon=True) as beside:
        found = beside.submit(_touches, loaded, of_touches)
        return _shop(loaded, _orders(loaded, of_orders), found.result(), breakdown, days)


def _touches(loaded: "Loaded", by: str | None) -> TouchpointInput:
    return read_touchpoints(loaded.settings.touchpoints, **given_touchpoints(loaded, by))


def _orders(loaded: "Loaded", by: str | None) -> OrderInput:
    return read_orders(loaded.settings.orders, **given_orders(loaded, by))


def _shop(
    loaded: "Loaded",
    orders: OrderInput,
    touches: TouchpointInput | None,
    breakdown: Breakdown,
    days: "Range",
) -> Shop:
    known = identified(loaded, orders, touches)
    orders, touches = known.orders, known.touches
    frame = with_counted(orders.frame, days)
    if breakdown.made is not None:
        frame = with_made(frame, breakdown.made)
    return Shop(
        orders,
        touches,
        MemoryStock(None if touches is None else touches.frame, frame),
        OrderFacts.of(frame),
        None if touches is None else TouchFacts.of(touches.frame, ["channel"]),
        breakdown,
        days,
        known.logins,
        known.lines,
    )
