"""The shop of a run, opened: its files read the way its engine does."""

from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from cli.inputs import refuse_standard_input_twice
from cli.inputs.errors import UnknownAttributeError
from cli.inputs.formats.recognise import recognised
from cli.inputs.orders import order_files, wanted_orders
from cli.inputs.reading import opened
from cli.inputs.touchpoints import wanted_touchpoints
from cli.interrupts import interruptible
from cli.reports.breakdown import Breakdown, UnknownBreakdownError, made, refuse_unfit
from cli.reports.given import folder_of
from cli.reports.memory_shop import memory_shop
from cli.reports.stored_shop import stored_shop
from cli.settings.files import Role

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from cli.reports.dates import Range
    from cli.reports.shop import Shop
    from cli.settings import Loaded

TOUCH_ATTRIBUTES: Final = ("channel", "source_medium")
"""Names of `--by` that are an attribute of the touches in every file."""


def read_shop(loaded: "Loaded", days: "Range", by: str | None = None) -> "Shop":
    """Read touchpoints and orders; raises what reading them raises, and UnknownBreakdownError."""
    with bad_rows_saved(loaded):
        return _read_shop(loaded, days, by)


def bad_rows_saved(loaded: "Loaded") -> "AbstractContextManager[None]":
    """Return the context that what `Loaded.keep` is given is saved in, where that is asked for."""
    return nullcontext() if loaded.bad_rows is None else loaded.bad_rows.saved()


def _read_shop(loaded: "Loaded", days: "Range", by: str | None) -> "Shop":
    interruptible()
    _refuse_standard_input_twice(loaded, "touchpoints", "orders", "costs")
    if by is None or by == "channel":
        return _shop(loaded, days, Breakdown())
    refuse_unfit(by)
    if made(by):
        return _shop(loaded, days, Breakdown(block=by))
    return _shop(loaded, days, _breakdown(loaded, by))


def _breakdown(loaded: "Loaded", by: str) -> Breakdown:
    """Return whose attribute a column is, by the headers of the files."""
    settings, home = loaded.settings, loaded.folder
    find = recognised if loaded.intake is None else loaded.intake.recognised
    try:
        files = find(
            settings.touchpoints, Role.TOUCHPOINTS, folder_of(loaded.touchpoint_files), home
        )
        for file in files:
            wanted = wanted_touchpoints(file.section, by, settings.channels)
            opened(file, wanted, settings.timezone, last_instant=False)
    except UnknownAttributeError as of_touches:
        if by in TOUCH_ATTRIBUTES:
            raise
        try:
            orders, _ = order_files(
                settings.orders, settings.timezone, by, find, folder_of(loaded.order_files), home
            )
            for each in orders:
                opened(each, wanted_orders(each.section, by), settings.timezone, last_instant=True)
        except UnknownAttributeError as of_orders:
            raise UnknownBreakdownError(by, of_touches, of_orders) from None
        return Breakdown(block=by)
    return Breakdown(dimension=by)


def read_orders_alone(loaded: "Loaded", days: "Range", *, touches: bool = False) -> "Shop":
    """Read the orders, and the touchpoints only where they are asked for."""
    interruptible()
    _refuse_standard_input_twice(loaded, *(["touchpoints"] if touches else []), "orders")
    with bad_rows_saved(loaded):
        return _shop(loaded, days, Breakdown(), touches=touches)


def _shop(loaded: "Loaded", days: "Range", breakdown: Breakdown, *, touches: bool = True) -> "Shop":
    if loaded.intake is None:
        return memory_shop(loaded, days, breakdown, touches=touches)
    return stored_shop(loaded, loaded.intake, days, breakdown, touches=touches)


def _refuse_standard_input_twice(loaded: "Loaded", *roles: str) -> None:
    read = (*roles, "identities")
    refuse_standard_input_twice({role: getattr(loaded.settings, role) for role in read})
