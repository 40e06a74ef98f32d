"""Columns that are not read though their names say that those read need them."""

from typing import TYPE_CHECKING, Final

from cli.inputs.formats.columns.second_status import list_unread
from cli.inputs.reading.columns.clock_columns import CLOCKS
from cli.inputs.reading.columns.column_samples import list_unused, read_column_sample
from cli.inputs.tables.columns import OPERAND, ValueKind
from cli.inputs.tables.errors import UnitPriceError, propose_product
from cli.inputs.tables.name_forms import quote_name, simplify_name
from cli.inputs.values.clocks import CLOCK
from cli.inputs.vocabularies.letters import space_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cli.inputs.reading.rows import ReadCounts
    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import Table

_ONE: Final = r"^1(?:[.,]0+)?$"
_QUANTITIES: Final = frozenset(
    {
        *("quantity", "qty", "units", "pieces", "item quantity", "quantita", "quantit\u00e0"),
        *("qta", "qtà", "q.tà", "pezzi", "stück", "stk", "qté", "unidades", "unità", "ilość"),
        *("adet", "quantity sold", "qty sold", "units sold", "items sold", "quantity ordered"),
        *("pcs", "menge", "anzahl", "quantite", "quantit\u00e9", "cantidad", "aantal"),
        "quantidade",
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
_LINE_TOTALS: Final = frozenset(
    {
        *("line total", "line amount", "line price", "line value", "line net", "line total net"),
        *("total line", "row total", "row amount", "lineitem total", "line item total"),
        *("item total", "extended price", "ext price", "extended amount", "extended total"),
        *("totale riga", "importo riga", "prezzo totale", "valore riga", "gesamtpreis"),
        *("zeilensumme", "zeilenbetrag", "positionssumme", "positionsbetrag", "zeilenpreis"),
        *("total ligne", "montant ligne", "prix total", "total línea", "total linea"),
        *("importe línea", "importe linea", "precio total", "preço total"),
        *("total do item", "total da linha", "regeltotaal", "regelbedrag", "totaalprijs"),
        *("wartość pozycji", "suma pozycji", "satir toplami", "satir tutari"),
    }
)
"""What columns of the amounts of whole rows are called, as `simplify_name` gives them."""


def refuse_unit_prices(table: "Table", mapped: "Mapping[str, str]") -> None:
    """Raise `UnitPriceError` where the settings take the price of one piece for the amount."""
    for field, name in list_unit_prices(table):
        if mapped.get(field.name) == field.theirs:
            raise UnitPriceError(
                table.source.name,
                field.name,
                field.theirs,
                name,
                _propose_amount(table, field, name),
            )


def is_unit_price(name: str) -> bool:
    """Tell whether a column is called as prices of one piece are."""
    return space_words(name) in _PRICES


def is_quantity(name: str) -> bool:
    """Tell whether a column is called as numbers of pieces are."""
    return space_words(name) in _QUANTITIES


def is_line_total(name: str) -> bool:
    """Tell whether a column is called as the amounts of whole rows are, discounts taken off."""
    return simplify_name(name) in _LINE_TOTALS


def list_unit_prices(table: "Table") -> "Iterator[tuple[Field, str]]":
    """Yield the columns of prices of one piece, with that of the pieces where rows have several."""
    for field in table.fields:
        name = None if field.operand else _find_quantity(table, field)
        if name is not None:
            pieces = read_column_sample(table, table.header.names.index(name))
            if not pieces.str.contains(_ONE).all():
                yield field, name


def _find_quantity(table: "Table", field: "Field") -> str | None:
    """Return the column of quantities that is not read beside one of prices."""
    if field.kind is not ValueKind.AMOUNT or not is_unit_price(field.theirs):
        return None
    taken = [each.position for each in table.fields]
    # Types of rows are made of quantities as well, which does not make these part of an amount.
    left = (name for _, name in list_unread(table.header.names, taken, ()))
    return next(filter(is_quantity, left), None)


def _find_line_total(table: "Table") -> str | None:
    """Return the column of amounts of whole rows that is not read; None where none is."""
    return next(filter(is_line_total, list_unused(table)), None)


def _is_product(field: "Field") -> bool:
    """Tell whether an amount is pieces times the price of one, by the names of both."""
    names = {space_words(name.rpartition(OPERAND)[2]) for name in field.operands}
    return not (names.isdisjoint(_QUANTITIES) or names.isdisjoint(_PRICES))


def _propose_amount(table: "Table", field: "Field", pieces: str) -> str:
    """Return the setting that makes the amount of a row whose pieces have a price."""
    total = _find_line_total(table)
    if total is not None:
        return _propose_total(table, field, total)
    return propose_product(table.role, field.name, field.theirs, pieces)


def _propose_total(table: "Table", field: "Field", total: str) -> str:
    return f"{table.role}.columns: {{{field.name}: {quote_name(total)}}}"


def describe_unused_columns(table: "Table", counts: "ReadCounts", rows: int) -> "Iterator[str]":
    """Yield what a file may say in columns that are not read, with the line to paste."""
    for field in table.fields:
        if field.kind is ValueKind.TIME and counts.dated == rows:
            yield from _describe_clock(table, field)
        name = None if field.operand else _find_quantity(table, field)
        if name is not None:
            proposed = _propose_amount(table, field, name)
            yield (
                f"{table.role}: {table.source.name}: {field.name} is {field.theirs}, and {name} is "
                f"not read; if it is the price of one piece, set {proposed}"
            )
        total = _find_line_total(table) if _is_product(field) else None
        if total is not None:
            yield (
                f"{table.role}: {table.source.name}: {field.name} is {field.theirs}, and {total} is"
                f" not read, of which discounts may be taken off; if it is the amount of the row, "
                f"set {_propose_total(table, field, total)}"
            )


def _describe_clock(table: "Table", field: "Field") -> "Iterator[str]":
    for name in list_unused(table):
        if space_words(name) in CLOCKS and _hold_clocks(table, table.header.names.index(name)):
            mapped = f"{table.role}.columns: {{{field.name}: [{field.theirs}, {name}]}}"
            yield (
                f"{table.role}: {table.source.name}: {field.theirs} holds days without times, and "
                f"{name} is not read; set {mapped}"
            )
            return


def _hold_clocks(table: "Table", place: int) -> bool:
    return bool(read_column_sample(table, place).str.contains(CLOCK).any())
