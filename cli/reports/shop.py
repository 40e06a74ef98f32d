"""The files of a run, read: what every report starts from."""

import glob
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.engines.memory import MemoryStock
from cli.engines.stored import Shape, StoredStock
from cli.engines.threads import threads
from cli.errors import DataError
from cli.inputs import (
    OrderInput,
    TouchpointInput,
    read_orders,
    read_touchpoints,
    refuse_standard_input_twice,
)
from cli.inputs.errors import UnknownAttributeError
from cli.inputs.facts import OrderFacts, TouchFacts
from cli.inputs.formats.recognise import recognised
from cli.inputs.orders import order_files, wanted_orders
from cli.inputs.parted.orders import store_orders
from cli.inputs.parted.touchpoints import store_touchpoints
from cli.inputs.reading import opened
from cli.inputs.touchpoints import wanted_touchpoints
from cli.interrupts import interruptible
from cli.reports.breakdown import Breakdown, UnknownBreakdownError, made, refuse_unfit, with_made
from cli.reports.identities import aside_lines, gained_lines, identified, order_notes, owners_of
from cli.settings.files import Role

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date

    from cli.engines.stock import Stock
    from cli.inputs.identities import IdentityInput
    from cli.inputs.parted.intake import Intake
    from cli.report import LedgerLine
    from cli.reports.dates import Range
    from cli.settings import GivenPath, Loaded

TOUCH_ATTRIBUTES: Final = ("channel", "source_medium")
"""Names of `--by` that are an attribute of the touches in every file."""


class NoOrdersError(DataError):
    """A report has no order to count."""

    def __init__(self, days: "Range") -> None:
        where = f"{days}: none counts" if str(days) else "no order counts: every one was refunded"
        super().__init__(f"{where}; merito check shows what became of each row")


@dataclass(frozen=True, slots=True)
class Shop:
    """The tables of a run and how its report is cut."""

    orders: OrderInput
    touches: TouchpointInput | None
    """None where the report needs none."""
    stock: "Stock"
    """The orders, with `counted`: not refunded, and in the range of the report; and the touches."""
    order_facts: OrderFacts
    touch_facts: TouchFacts | None
    """None where there are no touches."""
    breakdown: Breakdown
    days: "Range"
    logins: "IdentityInput | None" = None
    """None where no file of logins is named."""
    identity_lines: "tuple[LedgerLine, ...]" = ()
    """What became of the logins, and which touches they gained."""

    @property
    def frame(self) -> pl.DataFrame:
        """The orders of a shop that is in memory, with `counted`."""
        assert isinstance(self.stock, MemoryStock)  # noqa: S101 - `merito check` has no other
        return self.stock.orders

    def inputs(self) -> "tuple[TouchpointInput | OrderInput | IdentityInput, ...]":
        """Return what was read: touchpoints, orders, logins."""
        every = (self.touches, self.orders, self.logins)
        return tuple(each for each in every if each is not None)

    def last_day(self) -> "date":
        """Return the day of the latest order that is not refunded; raises NoOrdersError."""
        if self.order_facts.last_day is None:
            raise NoOrdersError(self.days)
        return self.order_facts.last_day


def read_shop(loaded: "Loaded", days: "Range", by: str | None = None) -> Shop:
    """Read touchpoints and orders; raises what reading them raises, and UnknownBreakdownError."""
    with bad_rows_saved(loaded):
        return _read_shop(loaded, days, by)


def bad_rows_saved(loaded: "Loaded") -> "AbstractContextManager[None]":
    """Return the context that what `Loaded.keep` is given is saved in, where that is asked for."""
    return nullcontext() if loaded.bad_rows is None else loaded.bad_rows.saved()


def _read_shop(loaded: "Loaded", days: "Range", by: str | None) -> Shop:
    interruptible()
    _refuse_standard_input_twice(loaded, "touchpoints", "orders", "costs")
    if by is None or by == "channel":
        return _both(loaded, days, Breakdown())
    refuse_unfit(by)
    if made(by):
        return _both(loaded, days, Breakdown(block=by))
    return _both(loaded, days, _breakdown(loaded, by))


def _breakdown(loaded: "Loaded", by: str) -> Breakdown:
    """Return whose attribute a column is, by the headers of the files."""
    settings, home = loaded.settings, loaded.folder
    find = recognised if loaded.intake is None else loaded.intake.recognised
    try:
        files = find(settings.touchpoints, Role.TOUCHPOINTS, _folder(loaded.touchpoint_files), home)
        for file in files:
            wanted = wanted_touchpoints(file.section, by, settings.channels)
            opened(file, wanted, settings.timezone, last_instant=False)
    except UnknownAttributeError as of_touches:
        if by in TOUCH_ATTRIBUTES:
            raise
        try:
            orders, _ = order_files(
                settings.orders, settings.timezone, by, find, _folder(loaded.order_files), home
            )
            for each in orders:
                opened(each, wanted_orders(each.section, by), settings.timezone, last_instant=True)
        except UnknownAttributeError as of_orders:
            raise UnknownBreakdownError(by, of_touches, of_orders) from None
        return Breakdown(block=by)
    return Breakdown(dimension=by)


def read_orders_alone(loaded: "Loaded", days: "Range", *, touches: bool = False) -> Shop:
    """Read the orders, and the touchpoints only where they are asked for."""
    interruptible()
    _refuse_standard_input_twice(loaded, *(["touchpoints"] if touches else []), "orders")
    with bad_rows_saved(loaded):
        if loaded.intake is not None:
            return stored_shop(loaded, loaded.intake, days, Breakdown(), touches=touches)
        orders = _orders(loaded)
        return _shop(loaded, orders, _touches(loaded) if touches else None, Breakdown(), days)


def _refuse_standard_input_twice(loaded: "Loaded", *roles: str) -> None:
    read = (*roles, "identities")
    refuse_standard_input_twice({role: getattr(loaded.settings, role) for role in read})


def _both(loaded: "Loaded", days: "Range", breakdown: Breakdown) -> Shop:
    """Read orders and touchpoints, side by side: neither keeps every core busy all the time.

    A pipe is read in this thread alone, where Ctrl-C ends the wait for it. The orders' mistakes
    are told first in either case.
    """
    if loaded.intake is not None:
        return stored_shop(loaded, loaded.intake, days, breakdown, touches=True)
    of_touches, of_orders = breakdown.read
    given = (*loaded.touchpoint_files, *loaded.order_files)
    if not all(glob.has_magic(each.text) or Path(each.resolved).is_file() for each in given):
        orders = _orders(loaded, of_orders)
        return _shop(loaded, orders, _touches(loaded, of_touches), breakdown, days)
    with threads(1, abandon=True) as beside:
        found = beside.submit(_touches, loaded, of_touches)
        return _shop(loaded, _orders(loaded, of_orders), found.result(), breakdown, days)


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


def with_counted(orders: pl.DataFrame, days: "Range") -> pl.DataFrame:
    """Return orders with `counted`: not refunded, and in the range of the report."""
    return orders.with_columns((~pl.col("refunded") & _within(days)).alias("counted"))


def stored_shop(
    loaded: "Loaded", intake: "Intake", days: "Range", breakdown: Breakdown, *, touches: bool
) -> Shop:
    """Read the files of a run into a store, and return the shop that is in it."""
    owners, logins, lines = owners_of(loaded)
    of_touches, of_orders = breakdown.read
    settings = loaded.settings
    orders = store_orders(
        intake,
        settings.orders,
        owners,
        partial(with_counted, days=days),
        timezone=settings.timezone,
        tolerance=settings.max_bad_rows,
        folder=_folder(loaded.order_files),
        home=loaded.folder,
        by=of_orders,
        rates=settings.rates,
        currency=settings.currency,
        keep=loaded.keep,
    )
    order_read = replace(orders.input, notes=(*orders.input.notes, *order_notes(orders.ways)))
    store, schema = orders.store, orders.schema
    found, touch_read = None, None
    if touches:
        found = store_touchpoints(
            intake,
            settings.touchpoints,
            owners,
            timezone=settings.timezone,
            tolerance=settings.max_bad_rows,
            folder=_folder(loaded.touchpoint_files),
            home=loaded.folder,
            by=of_touches,
            channels=settings.channels,
            keep=loaded.keep,
        )
        touch_read = replace(found.input, lines=(*found.input.lines, *aside_lines(found.ways)))
        store, lines = store.joined(found.store), (*lines, *gained_lines(found.ways))
    made = None if breakdown.made is None else partial(with_made, name=breakdown.made)
    facts = None if found is None else found.facts
    whole_ids = facts is not None and facts.whole_ids and facts.ids > 0
    shape = Shape(None if found is None else found.schema, schema, whole_ids, made)
    stock = StoredStock(store, intake.buckets, shape, facts)
    return Shop(order_read, touch_read, stock, orders.facts, facts, breakdown, days, logins, lines)


def _within(days: "Range") -> pl.Expr:
    day, inside = pl.col("ordered_on"), pl.lit(True)
    if days.first is not None:
        inside &= day >= days.first
    return inside if days.last is None else inside & (day <= days.last)


def _touches(loaded: "Loaded", by: str | None = None) -> TouchpointInput:
    settings = loaded.settings
    return read_touchpoints(
        settings.touchpoints,
        timezone=settings.timezone,
        tolerance=settings.max_bad_rows,
        folder=_folder(loaded.touchpoint_files),
        home=loaded.folder,
        by=by,
        channels=settings.channels,
        keep=loaded.keep,
    )


def _orders(loaded: "Loaded", by: str | None = None) -> OrderInput:
    settings = loaded.settings
    return read_orders(
        settings.orders,
        timezone=settings.timezone,
        tolerance=settings.max_bad_rows,
        folder=_folder(loaded.order_files),
        home=loaded.folder,
        by=by,
        rates=settings.rates,
        currency=settings.currency,
        keep=loaded.keep,
    )


def _folder(files: "tuple[GivenPath, ...]") -> "Path | None":
    return files[0].folder if files else None
