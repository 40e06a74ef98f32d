"""Addresses of customers whose id says nobody, or stands for many, as the first values tell."""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.reading.columns.column_samples import list_unused, read_first_rows
from cli.inputs.reading.columns.joined_columns import join_columns
from cli.inputs.reading.problems import quote_value
from cli.inputs.tables.name_forms import quote_name
from cli.inputs.values.identifiers import NOBODY_AT, clean_id, list_words_for_none
from cli.inputs.vocabularies.letters import space_words
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.inputs.tables.columns import Field, RoleColumns
    from cli.inputs.tables.table import Table

_CUSTOMER: Final = "customer_id"
_ADDRESSES: Final = frozenset(
    {"email", "mail", "e-mail", "emailaddress", "posta", "eposta", "correo"}
)
"""Words in the names of columns of addresses."""
_NOT_BUYERS: Final = frozenset(
    {
        *("to", "seller", "merchant", "store", "shop", "vendor", "sales", "rep", "agent", "owner"),
        *("staff", "support", "reply", "cc", "bcc", "recipient", "gift", "venditore", "negozio"),
        *("verkäufer", "händler", "vendeur", "vendedor", "tienda", "boutique", "empfänger"),
        *("destinatario", "destinataire"),
    }
)
"""Words in the names of those that are somebody else's."""
_MANY: Final = 5
"""Addresses from which on one id may be many people."""
_ADDRESS: Final = r"^\S+@\S+\.\S+$"


class GuestAddresses(NamedTuple):
    """Addresses in a column of their own, of customers whose id says nobody."""

    ids: str
    addresses: str
    guests: int
    """Rows with an address and no id among the first ones."""
    rows: int

    def add_to(self, wanted: "RoleColumns") -> "RoleColumns":
        """Return what is read from the file, the address where the id says nobody."""
        return join_columns(wanted, _CUSTOMER, (self.ids, self.addresses))

    def describe(self, table: "Table") -> str:
        """Return what was done, and what says the same in the settings."""
        names = f"{quote_name(self.ids)}, {quote_name(self.addresses)}"
        rows = f"{self.guests:,} of the first {format_count(self.rows, 'row')}"
        return (
            f"{table.role}: {table.source.name}: {self.ids} names nobody in {rows} where"
            f" {self.addresses} has an address, so that is read there, as"
            f" {table.role}.columns: {{{_CUSTOMER}: [{names}]}} says"
        )


def find_guests(table: "Table") -> GuestAddresses | None:
    """Return the addresses of customers whose id is 0, guest or blank; None without any."""
    field = _find_customer(table)
    if field is None:
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


def describe_shared_ids(table: "Table") -> str | None:
    """Return that an id may stand for all guests: the first rows have many addresses with it.

    Of an order only one counts: a buyer of many tickets has those of all who come along.
    """
    field = _find_customer(table)
    if field is None:
        return None
    order = _find_field(table, "order_id")
    for name in _list_addresses(table):
        place = table.header.names.index(name)
        places = (field.position, place, *(() if order is None else (order.position,)))
        rows = read_first_rows(table, places)
        person, address = (pl.col(str(column)) for column in places[:2])
        written = rows.filter(address.str.contains(_ADDRESS) & (person != address))
        if order is not None:
            written = written.unique(str(order.position), keep="first", maintain_order=True)
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


def _find_customer(table: "Table") -> "Field | None":
    """Return the column that customers are read of as it stands; None where they are made."""
    return _find_field(table, _CUSTOMER)


def _find_field(table: "Table", ours: str) -> "Field | None":
    """Return the column that is read as ours as it stands; None without one."""
    field = next((each for each in table.fields if each.name == ours), None)
    return None if field is None or field.position >= len(table.header.names) else field


def _list_addresses(table: "Table") -> "Iterator[str]":
    """Return the columns of buyers' addresses that nothing is read of."""
    for name in list_unused(table):
        words = set(space_words(name).split())
        if words & _ADDRESSES and not words & _NOT_BUYERS:
            yield name
