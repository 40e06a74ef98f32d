"""Amounts of orders that are as whole as their taxes, as those in cents are."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.reading.columns.column_samples import list_unused, read_first_rows
from cli.inputs.reading.columns.minor_amounts import divide_units, find_units, names_cheap_currency
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.minor_units import CENTS
from cli.inputs.tables.name_forms import simplify_name
from cli.settings.sections.exports.files import Role
from cli.wording import format_count

if TYPE_CHECKING:
    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import Table

_TAXES: Final = frozenset(
    {"tax", "taxes", "vat", "gst", "iva", "mwst", "ust", "umsatzsteuer", "steuer", "tva", "btw"}
)
_NO_AMOUNTS: Final = frozenset(
    {
        *("rate", "name", "id", "number", "code", "country", "percent", "included", "exempt"),
        *("aliquota", "satz", "taux", "tipo", "numero", "nummer"),
    }
)
_WHOLE: Final = r"^[0-9]{1,15}$"
_ROUND: Final = 5
"""Prices without taxes that are multiples of it have whole taxes of 20 % by themselves."""
_SEVERAL: Final = 10
"""Orders with taxes that tell it, at least."""
_ODD: Final = 0.25
"""How many of them are no multiples of `_ROUND`, at least."""
_MOST_TAX: Final = 2
"""An amount is this many times its tax, at least."""


def describe_whole_taxes(table: "Table") -> str | None:
    """Return that amounts of orders may be in cents, None where nothing tells it.

    Whole prices are common; taxes that come out whole on all of them are not.
    """
    revenue = _find_amount(table, "revenue")
    if table.role != Role.ORDERS or table.parquet or revenue is None or names_cheap_currency(table):
        return None
    if find_units(table, revenue.theirs) is not None:
        return None
    for name in filter(_is_tax, list_unused(table)):
        place = table.header.names.index(name)
        rows = read_first_rows(table, [revenue.position, place]).rename(
            {str(revenue.position): "amount", str(place): "tax"}
        )
        count = _count_whole(rows)
        if count:
            return _describe(table, revenue, name, count)
    return None


def _find_amount(table: "Table", ours: str) -> "Field | None":
    """Return the column of an amount of ours that the file has itself."""
    found = (each for each in table.fields if each.name == ours and each.kind is ValueKind.AMOUNT)
    field = next(found, None)
    return field if field is not None and field.position < len(table.header.names) else None


def _is_tax(name: str) -> bool:
    words = set(simplify_name(name).split())
    return not words.isdisjoint(_TAXES) and words.isdisjoint(_NO_AMOUNTS)


def _count_whole(rows: pl.DataFrame) -> int:
    """Return how many rows have taxes; 0 where these and the amounts do not look like cents."""
    texts = rows.select(pl.all().str.strip_chars().replace("", None)).drop_nulls()
    if not texts.height or not all(texts.select(pl.all().str.contains(_WHOLE).all()).row(0)):
        return 0
    amount, tax = pl.col("amount"), pl.col("tax")
    taxed = texts.cast(pl.Int64).filter((tax > 0) & (amount >= _MOST_TAX * tax))
    odd = taxed.filter(amount % _ROUND != 0).height
    return taxed.height if taxed.height >= _SEVERAL and odd >= _ODD * taxed.height else 0


def _describe(table: "Table", revenue: "Field", tax: str, count: int) -> str:
    fields = [revenue, _find_amount(table, "refunded")]
    divided = ", ".join(
        f"{each.name}: {{expression: {divide_units(each.theirs, CENTS)}}}"
        for each in fields
        if each is not None
    )
    rows = format_count(count, "row")
    return (
        f"orders: {table.source.name}: {revenue.theirs} and {tax} are whole in all of the first"
        f" {rows} with both, as amounts in cents are, and count as they stand; if they are in"
        f" cents, set orders.columns: {{{divided}}}"
    )
