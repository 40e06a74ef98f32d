"""The shop of a run, opened: its files read the way its engine does."""

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Final

from cli.dataset.breakdown import Breakdown, UnknownBreakdownError, is_made, refuse_unfit
from cli.dataset.contexts import make_context
from cli.dataset.in_memory import read_into_memory
from cli.inputs.files.find import refuse_standard_input_twice
from cli.inputs.formats.recognise import recognise
from cli.inputs.orders.read import choose_order_columns, find_order_files
from cli.inputs.reading.open import are_holders
from cli.inputs.tables.errors import UniqueAttributeError, UnknownAttributeError
from cli.inputs.touchpoints.read import choose_touchpoint_columns
from cli.interrupts import allow_interrupts
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from cli.dataset.dataset import Dataset
    from cli.dataset.date_range import DateRange
    from cli.dataset.run import Run

TOUCH_ATTRIBUTES: Final = ("channel", "source_medium")
"""Names of `--by` that are an attribute of the touches in every file."""


def open_dataset(run: "Run", days: "DateRange", by: str | None = None) -> "Dataset":
    """Read touchpoints and orders; raises what reading them raises, and UnknownBreakdownError."""
    with save_bad_rows(run):
        return _open_dataset(run, days, by)


def save_bad_rows(run: "Run") -> "AbstractContextManager[None]":
    """Return the context that saves the bad rows of a run, where that is asked for."""
    return nullcontext() if run.bad_rows is None else run.bad_rows.save_on_exit()


def _open_dataset(run: "Run", days: "DateRange", by: str | None) -> "Dataset":
    allow_interrupts()
    _refuse_standard_input_twice(run, "touchpoints", "orders", "costs")
    if by is None or by == "channel":
        return _read_dataset(run, days, Breakdown())
    refuse_unfit(by)
    if is_made(by):
        return _read_dataset(run, days, Breakdown(block=by))
    return _read_dataset(run, days, _choose_breakdown(run, by))


def _choose_breakdown(run: "Run", by: str) -> Breakdown:
    """Return whose attribute a column is, by the headers of the files.

    Some of several files may lack it; what only some of the touches have and all orders, is of the
    orders.
    """
    try:
        whole = _look_for_touch_attribute(run, by)
    except UnknownAttributeError as of_touches:
        if by in TOUCH_ATTRIBUTES:
            raise
        try:
            _look_for_order_attribute(run, by)
        except UnknownAttributeError as of_orders:
            raise UnknownBreakdownError(by, of_touches, of_orders) from None
        return Breakdown(block=by)
    if whole or by in TOUCH_ATTRIBUTES or not _is_of_all_orders(run, by):
        return Breakdown(dimension=by)
    return Breakdown(block=by)


def _look_for_touch_attribute(run: "Run", by: str) -> bool:
    """Tell whether all files of touches have it; raises UnknownAttributeError where none has."""
    settings = run.settings
    context = make_context(run, run.touchpoint_files)
    find = recognise if run.reader is None else run.reader.recognise
    files = find(settings.touchpoints, Role.TOUCHPOINTS, context.folder, context.home)
    wanted = partial(choose_touchpoint_columns, by=by, channels=settings.channels)
    return are_holders(files, wanted, settings.timezone, last_instant=False)


def _look_for_order_attribute(run: "Run", by: str) -> bool:
    """Tell whether all files of orders have it; raises UnknownAttributeError where none has."""
    settings = run.settings
    context = make_context(run, run.order_files, by)
    find = recognise if run.reader is None else run.reader.recognise
    files, _ = find_order_files(settings.orders, context, find)
    wanted = partial(choose_order_columns, by=by)
    return are_holders(files, wanted, settings.timezone, last_instant=True)


def _is_of_all_orders(run: "Run", by: str) -> bool:
    try:
        return _look_for_order_attribute(run, by)
    except (UnknownAttributeError, UniqueAttributeError):
        return False


def open_orders_alone(run: "Run", days: "DateRange", *, touches: bool = False) -> "Dataset":
    """Read the orders, and the touchpoints only where they are asked for."""
    allow_interrupts()
    _refuse_standard_input_twice(run, *(["touchpoints"] if touches else []), "orders")
    with save_bad_rows(run):
        return _read_dataset(run, days, Breakdown(), touches=touches)


def _read_dataset(
    run: "Run", days: "DateRange", breakdown: Breakdown, *, touches: bool = True
) -> "Dataset":
    if run.reader is None:
        return read_into_memory(run, days, breakdown, touches=touches)
    # Here, since a shop that fits into memory needs none of it.
    from cli.dataset.in_store import read_into_store  # noqa: PLC0415

    return read_into_store(run, run.reader, days, breakdown, touches=touches)


def _refuse_standard_input_twice(run: "Run", *roles: str) -> None:
    read = (*roles, "identities")
    refuse_standard_input_twice({role: getattr(run.settings, role) for role in read})
