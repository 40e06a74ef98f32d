"""Columns that are not read though their names say that those read need them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.second_status import list_unread
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.errors import UnitPriceError, propose_product
from cli.inputs.tables.usual_names import space_words
from cli.inputs.values.clocks import CLOCK, MIDNIGHT, TIMED
from cli.inputs.vocabularies.interactions import NO_CONTACT, explain_interactions
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cli.inputs.reading.rows import ReadCounts
    from cli.inputs.tables.columns import Field, RoleColumns
    from cli.inputs.tables.table import Table

_CLOCKS: Final = frozenset(
    {
        *("time", "order time", "transaction time", "time of day", "hour", "ora", "orario"),
        *("ora ordine", "uhrzeit", "zeit", "heure", "hora", "tijd", "tijdstip", "godzina"),
    }
)
"""What columns of times of day are called."""
_DAY_WORDS: Final = {
    "date": "time",
    "day": "time",
    "on": "at",
    "data": "ora",
    "giorno": "ora",
    "datum": "zeit",
    "jour": "heure",
    "fecha": "hora",
    "dag": "tijd",
    "bestelldatum": "bestellzeit",
}
"""Words for a day, and what stands in their place in the name of the time of day."""
_EVENTS: Final = frozenset(
    {
        *("event", "event type", "event name", "action", "activity", "activity type", "type"),
        *("interaction type", "email event", "email status", "status", "message status"),
        *("delivery status", "evento", "azione", "ereignis", "aktion", "événement", "acción"),
    }
)
"""What columns of events are called."""
_SAMPLE: Final = 1000
_ONE: Final = r"^1(?:[.,]0+)?$"
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


@dataclass(frozen=True, slots=True)
class JoinedClock:
    """A day and a time of day in two columns, of which the settings name the day."""

    ours: str
    day: str
    clock: str

    def add_to(self, wanted: "RoleColumns") -> "RoleColumns":
        """Return what is read from the file, with day and time of day as one."""
        columns = {ours: name for ours, name in wanted.columns.items() if ours != self.ours}
        sources = {**wanted.sources, self.ours: (self.day, self.clock)}
        return replace(wanted, columns=columns, sources=sources)

    def describe(self, table: "Table") -> str:
        """Return what was done, and what says the same in the settings."""
        mapped = f"{table.role}.columns: {{{self.ours}: [{self.day}, {self.clock}]}}"
        what = f"{self.day} holds days without times, so {self.clock} is read with it"
        return f"{table.role}: {table.source.name}: {what}, as {mapped} says"


def find_clock(table: "Table") -> JoinedClock | None:
    """Return the time of day that stands beside a day and is not read; None where none surely is.

    Its column is the next one, or has the day's name with a word for time, and holds nothing else.
    """
    unused = {space_words(name): name for name in _list_unused(table)}
    for field in table.fields:
        if field.kind is not ValueKind.TIME or field.position >= len(table.header.names):
            continue
        for plain, name in unused.items():
            place = table.header.names.index(name)
            near = place == field.position + 1 and plain in _CLOCKS
            if (near or plain in _name_clocks(field.theirs)) and _hold_day_and_clock(
                table, field.position, place
            ):
                return JoinedClock(field.name, field.theirs, name)
    return None


def _name_clocks(day: str) -> set[str]:
    """Return what the time of day is called beside a day: Order Time beside Order Date."""
    words = space_words(day).split()
    pairs = [(place, _DAY_WORDS[word]) for place, word in enumerate(words) if word in _DAY_WORDS]
    return {" ".join([*words[:place], clock, *words[place + 1 :]]) for place, clock in pairs}


def _hold_day_and_clock(table: "Table", day: int, clock: int) -> bool:
    days, clocks = _read_sample(table, day), _read_sample(table, clock)
    timed = days.str.replace(MIDNIGHT, "").str.contains(TIMED)
    return bool(len(clocks) and clocks.str.contains(CLOCK).all() and not timed.any())


def _read_sample(table: "Table", place: int) -> "pl.Series":
    """Return the values in a column of the first rows, without blanks."""
    texts = table.read_first_rows(_SAMPLE)[str(place)].cast(pl.String).str.strip_chars()
    return texts.filter((texts != "").fill_null(value=False))


def find_interactions(table: "Table") -> str | None:
    """Return the column, not read, that says what became of messages; None where none does.

    It is called as events are, and some of the first values say that nobody met the message.
    """
    read = {field.name for field in table.fields}
    if table.role != Role.TOUCHPOINTS or read & {"interaction", "touchpoint_id"}:
        return None
    for name in _list_unused(table):
        if space_words(name) in _EVENTS:
            texts = _read_sample(table, table.header.names.index(name)).unique()
            if (explain_interactions(texts) == NO_CONTACT).any():
                return name
    return None


def refuse_unit_prices(table: "Table", mapped: "Mapping[str, str]") -> None:
    """Raise `UnitPriceError` where the settings take the price of one piece for the amount."""
    for field, name in list_unit_prices(table):
        if mapped.get(field.name) == field.theirs:
            raise UnitPriceError(table.source.name, table.role, field.name, field.theirs, name)


def is_unit_price(name: str) -> bool:
    """Tell whether a column is called as prices of one piece are."""
    return space_words(name) in _PRICES


def list_unit_prices(table: "Table") -> "Iterator[tuple[Field, str]]":
    """Yield the columns of prices of one piece, with that of the pieces where rows have several."""
    for field in table.fields:
        name = None if field.operand else _find_quantity(table, field)
        if name is not None:
            pieces = _read_sample(table, table.header.names.index(name))
            if not pieces.str.contains(_ONE).all():
                yield field, name


def _find_quantity(table: "Table", field: "Field") -> str | None:
    """Return the column of quantities that is not read beside one of prices."""
    if field.kind is not ValueKind.AMOUNT or not is_unit_price(field.theirs):
        return None
    unused = (name for name in _list_unused(table) if space_words(name) in _QUANTITIES)
    return next(unused, None)


def describe_unused_columns(table: "Table", counts: "ReadCounts", rows: int) -> "Iterator[str]":
    """Yield what a file may say in columns that are not read, with the line to paste."""
    for field in table.fields:
        if field.kind is ValueKind.TIME and counts.dated == rows:
            yield from _describe_clock(table, field)
        name = None if field.operand else _find_quantity(table, field)
        if name is not None:
            product = propose_product(table.role, field.name, field.theirs, name)
            yield (
                f"{table.role}: {table.source.name}: {field.name} is {field.theirs}, and {name} is "
                f"not read; if it is the price of one piece, set {product}"
            )


def _describe_clock(table: "Table", field: "Field") -> "Iterator[str]":
    for name in _list_unused(table):
        if space_words(name) in _CLOCKS and _hold_clocks(table, table.header.names.index(name)):
            mapped = f"{table.role}.columns: {{{field.name}: [{field.theirs}, {name}]}}"
            yield (
                f"{table.role}: {table.source.name}: {field.theirs} holds days without times, and "
                f"{name} is not read; set {mapped}"
            )
            return


def _hold_clocks(table: "Table", place: int) -> bool:
    return bool(_read_sample(table, place).str.contains(CLOCK).any())


def _list_unused(table: "Table") -> "Iterator[str]":
    taken = [field.position for field in table.fields]
    return (name for _, name in list_unread(table.header.names, taken, table.made))
