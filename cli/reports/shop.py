"""The files of a run, read: what every report starts from."""

import glob
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

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
from cli.interrupts import interruptible
from cli.reports.breakdown import Breakdown, UnknownBreakdownError, made, refuse_unfit, with_made
from cli.reports.identities import identified

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date

    from cli.inputs.identities import IdentityInput
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
    frame: pl.DataFrame
    """The orders with `counted`: not refunded, and in the range of the report."""
    touches: TouchpointInput | None
    """None where the report needs none."""
    breakdown: Breakdown
    days: "Range"
    logins: "IdentityInput | None" = None
    """None where no file of logins is named."""
    identity_lines: "tuple[LedgerLine, ...]" = ()
    """What became of the logins, and which touches they gained."""

    def inputs(self) -> "tuple[TouchpointInput | OrderInput | IdentityInput, ...]":
        """Return what was read: touchpoints, orders, logins."""
        every = (self.touches, self.orders, self.logins)
        return tuple(each for each in every if each is not None)

    def first_day(self) -> "date | None":
        """Return the day of the first order in the files."""
        days: list[date | None] = (
            self.frame.select(pl.col("ordered_on").min()).to_series().to_list()
        )
        return days[0]

    def latest(self) -> int | None:
        """Return the instant of the latest order, microseconds since 1970, UTC."""
        latest: int | None = self.frame["ordered_at"].to_physical().max()  # type: ignore[assignment]  # integers
        return latest

    def last_day(self) -> "date":
        """Return the day of the latest order that is not refunded; raises NoOrdersError."""
        kept = self.frame.filter(~pl.col("refunded"))
        days: list[date | None] = kept.select(pl.col("ordered_on").max()).to_series().to_list()
        if days[0] is None:
            raise NoOrdersError(self.days)
        return days[0]


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
        return _shop(loaded, *_both(loaded), Breakdown(), days)
    refuse_unfit(by)
    if made(by):
        return _shop(loaded, *_both(loaded), Breakdown(block=by), days)
    try:
        touches = _touches(loaded, by)
    except UnknownAttributeError as of_touches:
        if by in TOUCH_ATTRIBUTES:
            raise
        try:
            orders = _orders(loaded, by)
        except UnknownAttributeError as of_orders:
            raise UnknownBreakdownError(by, of_touches, of_orders) from None
        return _shop(loaded, orders, _touches(loaded), Breakdown(block=by), days)
    return _shop(loaded, _orders(loaded), touches, Breakdown(dimension=by), days)


def read_orders_alone(loaded: "Loaded", days: "Range", *, touches: bool = False) -> Shop:
    """Read the orders, and the touchpoints only where they are asked for."""
    interruptible()
    _refuse_standard_input_twice(loaded, *(["touchpoints"] if touches else []), "orders")
    with bad_rows_saved(loaded):
        orders = _orders(loaded)
        return _shop(loaded, orders, _touches(loaded) if touches else None, Breakdown(), days)


def _refuse_standard_input_twice(loaded: "Loaded", *roles: str) -> None:
    read = (*roles, "identities")
    refuse_standard_input_twice({role: getattr(loaded.settings, role) for role in read})


def _both(loaded: "Loaded") -> tuple[OrderInput, TouchpointInput]:
    """Read orders and touchpoints, side by side: neither keeps every core busy all the time.

    A pipe is read in this thread alone, where Ctrl-C ends the wait for it. The orders' mistakes
    are told first in either case.
    """
    given = (*loaded.touchpoint_files, *loaded.order_files)
    if not all(glob.has_magic(each.text) or Path(each.resolved).is_file() for each in given):
        return _orders(loaded), _touches(loaded)
    with threads(1, abandon=True) as beside:
        touches = beside.submit(_touches, loaded)
        return _orders(loaded), touches.result()


def _shop(
    loaded: "Loaded",
    orders: OrderInput,
    touches: TouchpointInput | None,
    breakdown: Breakdown,
    days: "Range",
) -> Shop:
    known = identified(loaded, orders, touches)
    orders, touches = known.orders, known.touches
    frame = orders.frame.with_columns((~pl.col("refunded") & _within(days)).alias("counted"))
    if breakdown.block is not None and made(breakdown.block):
        frame = with_made(frame, breakdown.block)
    return Shop(orders, frame, touches, breakdown, days, known.logins, known.lines)


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
