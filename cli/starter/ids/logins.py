"""Touches known by cookie or device that say, in some rows, whose these are.

A visitor who logs in or buys leaves an id of the shop beside that of the device: a number of
customers, an address, or the order. So the file of touches is one of logins too.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.formats.catalogue import STANDARD, load_formats
from cli.inputs.formats.columns.column_names import find_column
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.tables.table import Table
from cli.settings.sections.exports.identities import Normalise
from cli.starter.columns.candidates import may_name_customers
from cli.starter.ids.shared_ids import clean_ids, list_ids, list_named_orders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from cli.starter.evidence import ColumnEvidence
    from cli.starter.inspect import InspectedRole, LookedAtFile

    Ids = Mapping[str, pl.Series]

_CUSTOMER: Final = "customer_id"
_NUMBERS: Final = frozenset({"name", "number", "order name"})
"""What orders are called by beside their ids, as Shopify does."""
_MOSTLY: Final = 0.5
"""Share of the orders that touches name which the file of orders has."""
_SOME: Final = 0.1
"""Share of those who log in that have bought."""


class TouchLogins(NamedTuple):
    """What leads from the devices of touches to customers."""

    alias: tuple[str, ...]
    customers: tuple[str, ...]
    why: str
    normalise: Normalise | None = None
    """What makes the numbers of orders alike; None where they are."""


class _KnownColumn(NamedTuple):
    """A column of touches whose values a column of orders has as well."""

    ours: str
    theirs: str
    why: str


def find_touch_logins(
    touches: "LookedAtFile",
    devices: "Sequence[str]",
    orders: "LookedAtFile",
    customers: "Sequence[str]",
) -> TouchLogins | None:
    """Return what tells whose the devices of touches are; None where nothing does.

    `devices` and `customers` are the columns that the customers of either file are read from, the
    first filled. Devices that are customers of the orders themselves need nothing.
    """
    if not devices or not customers:
        return None
    device = devices[-1]
    named = [each for each in touches.columns if may_name_customers(each) and each.name != device]
    numbers = [each for each in list_named_orders(touches) if each.name != device]
    if not (named or numbers) or _have_customers_in_common(touches, device, orders, customers):
        return None
    sold = [*list_named_orders(orders), *(each for each in orders.columns if _is_number(each))]
    ours = read_ids(touches, [device, *(each.name for each in (*named, *numbers))])
    theirs = read_ids(orders, [*customers, *(each.name for each in sold)])
    bought, known = pl.concat(theirs[name] for name in customers), ours[device]
    if _count_shared(known, bought):
        return None
    other = orders.sample.source.name
    login = _find_login(named, ours, bought, customers[0], other)
    order, way = _find_order(ours, numbers, theirs, sold, other), None
    if order is None and login is None:
        # #1001 and 1001 are one order.
        ours, theirs, way = _loosen(ours), _loosen(theirs), Normalise.LOOSE
        bought, known = pl.concat(theirs[name] for name in customers), ours[device]
        order = _find_order(ours, numbers, theirs, sold, other)
    if order is not None and (
        any(_count_shared(theirs[order.theirs], each) for each in (bought, known))
        or not _tell_apart((touches, orders), device, login, customers[0])
    ):
        order = None
    return _join_columns(device, customers, login, order, way)


def _have_customers_in_common(
    touches: "LookedAtFile", device: str, orders: "LookedAtFile", customers: "Sequence[str]"
) -> bool:
    """Tell whether devices are customers of the orders by the first rows, which may be enough."""
    bought = pl.concat(list_ids(orders, name) for name in customers)
    return _count_shared(list_ids(touches, device), bought) > 0


def _join_columns(
    device: str,
    customers: "Sequence[str]",
    login: _KnownColumn | None,
    order: _KnownColumn | None,
    way: Normalise | None,
) -> TouchLogins | None:
    """Return what leads to customers by the columns that are found; None where none is."""
    found = [each for each in (login, order) if each is not None]
    if not found:
        return None
    by_order = () if order is None else (*customers, order.ours)
    names = (*(() if login is None else (login.ours,)), *by_order)
    return TouchLogins(
        (device,) if order is None else (device, order.theirs),
        tuple(dict.fromkeys(names)),
        "; ".join(each.why for each in found),
        None if order is None else way,
    )


def list_customer_columns(
    found: "InspectedRole", first: "LookedAtFile", home: "Path"
) -> tuple[str, ...]:
    """Return the columns that the customers of a file are read from, the first filled."""
    columns = found.keys.get("columns")
    given = columns.get(_CUSTOMER) if isinstance(columns, dict) else None
    if given is not None:
        value = given.value
        return (value,) if isinstance(value, str) else tuple(value or ())
    names = first.sample.names
    name = found.keys.get("format", STANDARD)
    form = next((each.form for each in load_formats(home) if each.name == name), None)
    if form is None:
        return tuple(each for each in names if each == _CUSTOMER)
    steps = (step.column for step in form.derived.get(_CUSTOMER, ()))
    wanted = (form.columns[_CUSTOMER],) if _CUSTOMER in form.columns else steps
    return tuple(column for each in wanted if (column := find_column(each, names)) is not None)


def _is_number(column: "ColumnEvidence") -> bool:
    return column.may_hold_ids and simplify_name(column.name) in _NUMBERS


def read_ids(file: "LookedAtFile", names: "Iterable[str]") -> "dict[str, pl.Series]":
    """Return the different ids of columns, those of all rows.

    The first rows of exports are those of other days where one has the newest first.
    """
    sample = file.sample
    places = {name: str(sample.names.index(name)) for name in names}
    rows = Table(sample.source, sample.header, (), "").scan_texts(truncate=True)
    columns = [pl.col(place).cast(pl.String) for place in dict.fromkeys(places.values())]
    frame = rows.select(columns).collect(engine="streaming")
    return {name: clean_ids(frame[place]) for name, place in places.items()}


def _loosen(ids: "Ids") -> "dict[str, pl.Series]":
    return {name: clean_ids(each, Normalise.LOOSE) for name, each in ids.items()}


def _count_shared(ids: pl.Series, others: pl.Series) -> int:
    return int(ids.is_in(others.implode()).sum())


def _find_login(
    named: "Sequence[ColumnEvidence]",
    ours: "Ids",
    bought: pl.Series,
    theirs: str,
    other: str,
) -> _KnownColumn | None:
    """Return the column of touches that names customers of the orders."""
    counts = {each.name: _count_shared(ours[each.name], bought) for each in named}
    best = max(counts, key=counts.__getitem__, default="")
    if not counts or counts[best] < max(1, _SOME * len(ours[best])):
        return None
    why = f"{counts[best]:,} of the {len(ours[best]):,} values of {best} are customers of {other}"
    return _KnownColumn(best, theirs, why)


def _find_order(
    ours: "Ids",
    numbers: "Sequence[ColumnEvidence]",
    theirs: "Ids",
    sold: "Sequence[ColumnEvidence]",
    other: str,
) -> _KnownColumn | None:
    """Return the column of touches that names orders of the other file."""
    pairs = [
        (count, mine.name, each.name)
        for mine in numbers
        for each in sold
        if (count := _count_shared(ours[mine.name], theirs[each.name]))
        >= max(1, _MOSTLY * len(ours[mine.name]))
    ]
    if not pairs:
        return None
    count, name, sale = max(pairs, key=lambda pair: pair[0])
    why = f"{count:,} of the {len(ours[name]):,} values of {name} are orders of {other}"
    return _KnownColumn(name, sale, why)


def _tell_apart(
    files: "tuple[LookedAtFile, LookedAtFile]",
    device: str,
    login: _KnownColumn | None,
    customer: str,
) -> bool:
    """Tell whether the names of the columns say in touches and orders which of them is meant."""
    ours, theirs = (each.sample.names for each in files)
    name = None if login is None else login.ours
    return device not in theirs and (
        name == customer or (customer not in ours and name not in theirs)
    )
