"""Columns that are not read though their names say that those read need them."""

from typing import TYPE_CHECKING, Final

from cli.expressions import quote_name
from cli.inputs.tables.columns import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.inputs.reading.rows import ReadCounts
    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import Table

_CLOCKS: Final = frozenset(
    {
        *("time", "order time", "transaction time", "time of day", "hour", "ora", "orario"),
        *("ora ordine", "uhrzeit", "zeit", "heure", "hora", "tijd", "tijdstip", "godzina"),
    }
)
"""What columns of times of day are called."""
_QUANTITIES: Final = frozenset(
    {
        *("quantity", "qty", "units", "pieces", "item quantity", "quantita", "quantit\u00e0"),
        *("menge", "anzahl", "quantite", "quantit\u00e9", "cantidad", "aantal", "quantidade"),
    }
)
_PRICES: Final = frozenset(
    {
        *("price", "unit price", "unitprice", "price each", "price per unit", "unit cost"),
        *("prezzo", "prezzo unitario", "preis", "einzelpreis", "stückpreis", "prix"),
        *("prix unitaire", "precio", "precio unitario", "prijs", "stukprijs", "pre\u00e7o"),
    }
)
"""What columns of prices of one piece are called."""


def describe_unused_columns(table: "Table", counts: "ReadCounts", rows: int) -> "Iterator[str]":
    """Yield what a file may say in columns that are not read, with the line to paste."""
    unused = {_simplify(name): name for name in _list_unused(table)}
    for field in table.fields:
        if field.kind is ValueKind.TIME and counts.dated == rows:
            yield from _describe_clock(table, field, unused)
        if field.kind is ValueKind.AMOUNT and _simplify(field.theirs) in _PRICES:
            yield from _describe_quantity(table, field, unused)


def _describe_clock(table: "Table", field: "Field", unused: dict[str, str]) -> "Iterator[str]":
    for plain, name in unused.items():
        if plain in _CLOCKS:
            mapped = f"{table.role}.columns: {{{field.name}: [{field.theirs}, {name}]}}"
            yield (
                f"{table.role}: {table.source.name}: {field.theirs} holds days without times, and "
                f"{name} is not read; set {mapped}"
            )
            return


def _describe_quantity(table: "Table", field: "Field", unused: dict[str, str]) -> "Iterator[str]":
    for plain, name in unused.items():
        if plain in _QUANTITIES:
            terms = " * ".join(quote_name(each) for each in (name, field.theirs))
            mapped = f'{table.role}.columns: {{{field.name}: {{expression: "{terms}"}}}}'
            yield (
                f"{table.role}: {table.source.name}: {field.name} is {field.theirs}, and {name} is "
                f"not read; if it is the price of one piece, set {mapped}"
            )
            return


def _list_unused(table: "Table") -> "Iterator[str]":
    read = {str(field.position) for field in table.fields}
    read.update(name for made in table.made for name in made.meta.root_names())
    for place, name in enumerate(table.header.names):
        if str(place) not in read:
            yield name


def _simplify(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())
