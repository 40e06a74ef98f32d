"""Columns that are read with others, as the first values tell: clocks, addresses, events."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.reading.column_samples import list_unused, read_column_sample, read_first_rows
from cli.inputs.reading.problems import quote_value
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.usual_names import quote_name, space_words
from cli.inputs.values.clocks import CLOCK, MIDNIGHT, TIMED
from cli.inputs.values.identifiers import NOBODY_AT, clean_id, list_words_for_none
from cli.inputs.vocabularies.interactions import NO_CONTACT, explain_interactions
from cli.settings.sections.exports.files import Role
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.table import Table

CLOCKS: Final = frozenset(
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
_CUSTOMER: Final = "customer_id"
_ADDRESSES: Final = frozenset(
    {"email", "mail", "e-mail", "emailaddress", "posta", "eposta", "correo"}
)
"""Words in the names of columns of addresses."""
_NOT_BUYERS: Final = frozenset(
    {
        *("to", "seller", "merchant", "store", "shop", "vendor", "sales", "rep", "agent", "owner"),
        *("staff", "support", "reply", "cc", "bcc", "recipient", "gift", "venditore", "negozio"),
        *("verkäufer", "händler", "vendeur", "vendedor", "tienda", "boutique"),
    }
)
"""Words in the names of those that are somebody else's."""
_MANY: Final = 5
"""Addresses from which on one id may be many people."""
_ADDRESS: Final = r"^\S+@\S+\.\S+$"


@dataclass(frozen=True, slots=True)
class JoinedClock:
    """A day and a time of day in two columns, of which the settings name the day."""

    ours: str
    day: str
    clock: str

    def add_to(self, wanted: "RoleColumns") -> "RoleColumns":
        """Return what is read from the file, with day and time of day as one."""
        return _join_columns(wanted, self.ours, (self.day, self.clock))

    def describe(self, table: "Table") -> str:
        """Return what was done, and what says the same in the settings."""
        mapped = f"{table.role}.columns: {{{self.ours}: [{self.day}, {self.clock}]}}"
        what = f"{self.day} holds days without times, so {self.clock} is read with it"
        return f"{table.role}: {table.source.name}: {what}, as {mapped} says"


@dataclass(frozen=True, slots=True)
class GuestAddresses:
    """Addresses in a column of their own, of customers whose id says nobody."""

    ids: str
    addresses: str
    guests: int
    """Rows with an address and no id among the first ones."""
    rows: int

    def add_to(self, wanted: "RoleColumns") -> "RoleColumns":
        """Return what is read from the file, the address where the id says nobody."""
        return _join_columns(wanted, _CUSTOMER, (self.ids, self.addresses))

    def describe(self, table: "Table") -> str:
        """Return what was done, and what says the same in the settings."""
        names = f"{quote_name(self.ids)}, {quote_name(self.addresses)}"
        rows = f"{self.guests:,} of the first {format_count(self.rows, 'row')}"
        return (
            f"{table.role}: {table.source.name}: {self.ids} names nobody in {rows} where"
            f" {self.addresses} has an address, so that is read there, as"
            f" {table.role}.columns: {{{_CUSTOMER}: [{names}]}} says"
        )


def _join_columns(wanted: "RoleColumns", ours: str, theirs: tuple[str, ...]) -> "RoleColumns":
    """Return what is read from a file, with a column of ours made of some of theirs."""
    columns = {name: column for name, column in wanted.columns.items() if name != ours}
    return replace(wanted, columns=columns, sources={**wanted.sources, ours: theirs})


def name_columns(wanted: "RoleColumns", table: "Table") -> "RoleColumns":
    """Return what is read from a file, with the names that its header has for columns of ours."""
    width = len(table.header.names)
    plain = (each for each in table.fields if each.position < width and not each.operand)
    found = {each.name: each.theirs for each in plain if each.theirs != each.name}
    return replace(wanted, columns={**found, **wanted.columns})


def find_guests(table: "Table") -> GuestAddresses | None:
    """Return the addresses of customers whose id is 0, guest or blank; None without any."""
    field = next((each for each in table.fields if each.name == _CUSTOMER), None)
    if field is None or field.position >= len(table.header.names):
        return None
    named = list(_list_addresses(table))
    places = [field.position, *(table.header.names.index(name) for name in named)]
    if not named:
        return None
    rows = read_first_rows(table, places)
    ids = clean_id(pl.col(str(places[0])), list_words_for_none(_CUSTOMER))
    guests = rows.filter(ids.is_null() | ids.str.contains(NOBODY_AT))
    for name, place in zip(named, places[1:], strict=True):
        known = clean_id(pl.col(str(place)), list_words_for_none(_CUSTOMER))
        written = guests.filter(known.str.contains(_ADDRESS) & ~known.str.contains(NOBODY_AT))
        if written.height:
            return GuestAddresses(field.theirs, name, written.height, rows.height)
    return None


def _list_addresses(table: "Table") -> "Iterator[str]":
    """Return the columns of buyers' addresses that nothing is read of."""
    for name in list_unused(table):
        words = set(space_words(name).split())
        if words & _ADDRESSES and not words & _NOT_BUYERS:
            yield name


def find_clock(table: "Table") -> JoinedClock | None:
    """Return the time of day that stands beside a day and is not read; None where none surely is.

    Its column is the next one, or has the day's name with a word for time, and holds nothing else.
    """
    unused = {space_words(name): name for name in list_unused(table)}
    for field in table.fields:
        if field.kind is not ValueKind.TIME or field.position >= len(table.header.names):
            continue
        for plain, name in unused.items():
            place = table.header.names.index(name)
            near = place == field.position + 1 and plain in CLOCKS
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
    days, clocks = read_column_sample(table, day), read_column_sample(table, clock)
    timed = days.str.replace(MIDNIGHT, "").str.contains(TIMED)
    return bool(len(clocks) and clocks.str.contains(CLOCK).all() and not timed.any())


def describe_shared_ids(table: "Table") -> str | None:
    """Return that an id may stand for all guests: the first rows have many addresses with it."""
    field = next((each for each in table.fields if each.name == _CUSTOMER), None)
    if field is None or field.position >= len(table.header.names):
        return None
    for name in _list_addresses(table):
        rows = read_first_rows(table, (field.position, table.header.names.index(name)))
        person, address = (pl.col(column) for column in rows.columns)
        written = rows.filter(address.str.contains(_ADDRESS) & (person != address))
        counts = written.group_by(person).agg(address.str.to_lowercase().n_unique().alias("n"))
        most = counts.sort("n", person, descending=(True, False)).head(1)
        if most.height and most["n"][0] >= _MANY:
            who, count = most.row(0)
            first = format_count(rows.height, "row")
            mapped = f"{table.role}.columns: {{{_CUSTOMER}: {quote_name(name)}}}"
            said = f"{field.theirs} {quote_value(who)} has {count:,} addresses in {name}"
            return (
                f"{table.role}: {table.source.name}: {said} in the first {first}; if it stands for"
                f" guests, set {mapped}"
            )
    return None


def find_interactions(table: "Table") -> str | None:
    """Return the column, not read, that says what became of messages; None where none does.

    It is called as events are, and some of the first values say that nobody met the message.
    """
    read = {field.name for field in table.fields}
    if table.role != Role.TOUCHPOINTS or read & {"interaction", "touchpoint_id"}:
        return None
    for name in list_unused(table):
        if space_words(name) in _EVENTS:
            texts = read_column_sample(table, table.header.names.index(name)).unique()
            if (explain_interactions(texts) == NO_CONTACT).any():
                return name
    return None
