"""Amounts in cents or millionths, as names, values or a service tell, that count as they stand."""

from typing import TYPE_CHECKING, Final, NamedTuple

from cli.expressions import quote_name
from cli.inputs.reading.columns.column_samples import read_column_sample
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.minor_units import CENTS, UNIT_NAMES, find_minor_units
from cli.inputs.values.amounts import DIGITS
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import Table

_MONEY: Final = {"revenue", "refunded", "cost"}
_MILLION: Final = 1_000_000
_CENT: Final = 10_000
"""A cent in millionths."""
_SEVERAL: Final = 10
"""Amounts that tell it, at least."""
_MOST: Final = 0.9
_CHEAP: Final = frozenset(
    {
        *("VND", "IDR", "KRW", "IRR", "UZS", "PYG", "LAK", "COP", "CLP", "JPY"),
        *("HUF", "TWD", "ISK", "RSD", "RUB", "KZT", "PKR", "UGX", "TZS", "RWF", "XAF", "XOF"),
    }
)
"""Currencies of which round amounts are as large."""
_OBJECT: Final = "object"
_OBJECTS: Final = frozenset(
    {"charge", "payment_intent", "invoice", "checkout.session", "balance_transaction", "refund"}
)
_CURRENCY: Final = "currency"
_WITHOUT_CENTS: Final = frozenset(
    {
        *("bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd"),
        *("vuv", "xaf", "xof", "xpf"),
    }
)
"""Currencies whose amounts the service writes as they are."""


class MinorUnits(NamedTuple):
    """Parts of a unit of money that amounts are in."""

    parts: int
    """How many one unit of money has."""
    teller: str
    """What tells it: the column itself, or another one with what it says."""


def describe_minor_amounts(table: "Table") -> str | None:
    """Return that a column of whole amounts is in cents, None where none is."""
    found = [
        (field, units)
        for field in table.fields
        # Columns of an expression are fields of their own.
        if field.name in _MONEY and (units := find_units(table, field.theirs)) is not None
        if _holds_whole_amounts(table, field)
    ]
    if not found:
        return _describe_millionths(table)
    first = found[0][1]
    divided = ", ".join(
        f"{field.name}: {{expression: {divide_units(field.theirs, units.parts)}}}"
        for field, units in found
    )
    said = f"{first.teller} names {UNIT_NAMES[first.parts]}, and its amounts count as they stand"
    settings = f"{table.role}.columns: {{{divided}}}"
    return f"{table.role}: {table.source.name}: {said}; {settings} divides them"


def _describe_millionths(table: "Table") -> str | None:
    """Return that all costs are as whole and as large as millionths, None where some are not."""
    field = next((field for field in table.fields if field.name == "cost"), None)
    if table.role != Role.COSTS or field is None or not _holds_whole_amounts(table, field):
        return None
    texts = read_column_sample(table, field.position)
    if field.digits != DIGITS or find_minor_units(field.theirs) is not None:
        return None
    if not texts.str.contains(r"^[0-9]{1,18}$").all() or names_cheap_currency(table):
        return None
    if not _are_like_millionths([int(text) for text in texts]):
        return None
    divided = f"{{expression: {divide_units(field.theirs, _MILLION)}}}"
    return (
        f"costs: {table.source.name}: the amounts of {field.theirs} are whole, large and multiples"
        f" of 10000, as millionths of a unit are, and count as they stand; if they are, set"
        f" costs.columns: {{cost: {divided}}}"
    )


def _are_like_millionths(amounts: "Sequence[int]") -> bool:
    """Tell whether amounts are as those of a shop are in millionths: cents, and mostly units."""
    some = [amount for amount in amounts if amount]
    round_ones = sum(amount % _CENT == 0 for amount in some)
    large = sum(amount >= _MILLION for amount in some)
    several = len(some) >= _SEVERAL and min(some) >= _CENT
    return several and round_ones >= _MOST * len(some) and 2 * large >= len(some)


def names_cheap_currency(table: "Table") -> bool:
    """Tell whether a column of the file names a currency of large amounts."""
    field = next((field for field in table.fields if field.name == "currency"), None)
    if field is None or field.position >= len(table.header.names):
        return field is not None
    return not _CHEAP.isdisjoint(read_column_sample(table, field.position).str.to_uppercase())


def find_units(table: "Table", name: str) -> MinorUnits | None:
    """Return the units of the amounts in a column, None where these are units of money.

    Its name tells, or the kinds of objects that Stripe's service answers with, whose amounts are
    all in cents.
    """
    count = find_minor_units(name)
    if count is not None:
        return MinorUnits(count, name)
    kinds = _list_values(table, _OBJECT)
    if not kinds or not kinds <= _OBJECTS or _list_values(table, _CURRENCY) & _WITHOUT_CENTS:
        return None
    return MinorUnits(CENTS, f"{_OBJECT} ({', '.join(sorted(kinds))})")


def _list_values(table: "Table", name: str) -> set[str]:
    """Return the first values of a column in lower case, none where the file has no such column."""
    names = table.header.names
    if name not in names or table.parquet:
        return set()
    return set(read_column_sample(table, names.index(name)).str.to_lowercase().unique())


def divide_units(name: str, units: int) -> str:
    """Return the expression that turns the amounts of a column into units of money."""
    return f"{quote_name(name)} / {units}"


def _holds_whole_amounts(table: "Table", field: "Field") -> bool:
    """Tell whether a column is read as amounts, none of the first of which has decimals."""
    if field.kind is not ValueKind.AMOUNT or field.position >= len(table.header.names):
        return False
    return table.parquet or not read_column_sample(table, field.position).str.contains("[.,]").any()
