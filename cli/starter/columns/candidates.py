"""Which columns of a file may be one of ours, by their names and by what they hold."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cli.inputs.reading.columns.unused_columns import is_line_total, is_unit_price
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.tables.usual_names.ranking import USUAL_NAMES, rank_name
from cli.starter.columns.keys import ID_KEYS, MONEY_KEYS, TIME_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.starter.evidence import ColumnEvidence

_NO_CHANNELS: Final = frozenset(
    {
        *("event", "status", "state", "stato", "direction", "answered", "type", "kind", "lib"),
        *("id", "uuid", "euid", "guid", "sid", "body", "subject", "name", "surname"),
        *("firstname", "lastname", "adid", "idfa", "idfv", "gaid", "device", "nome", "cognome"),
        *("vorname", "nachname", "nom", "prénom", "nombre", "apellido", "apellidos", "user"),
        *("agent", "email", "mail", "phone", "telefono", "cliente", "kunde", "customer"),
        *("client", "publisher", "affiliate", "advertiser"),
    }
)
"""Words in names of columns whose few values are no channels."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that may be one of ours."""

    column: "ColumnEvidence"
    tier: int
    """0: called so; 1: a word of its name says so; 2: its values alone may say so."""
    rank: int
    """Among those of its tier."""


def rank_column(column: "ColumnEvidence", ours: str) -> Candidate | None:
    """Return how a column's name speaks for one of ours; None where it does not."""
    found = rank_name(ours, column.name)
    return None if found is None else Candidate(column, *found)


def _has_name_of(ours: str, column: "ColumnEvidence") -> bool:
    """Tell whether a column's name speaks for one of ours."""
    return rank_column(column, ours) is not None


def may_be(ours: str, column: "ColumnEvidence") -> bool:
    """Tell whether the values of a column can be those of one of ours."""
    if ours in TIME_KEYS:
        named = _has_name_of(ours, column) and "id" not in simplify_name(column.name).split()
        return column.holds_times or (column.may_hold_times and named)
    named = ours in MONEY_KEYS and _has_name_of(ours, column)
    if named and column.may_hold_amounts and not column.holds_flags:
        return True
    held = {
        **dict.fromkeys(MONEY_KEYS, column.holds_amounts),
        "refunded": column.holds_amounts and not column.holds_flags,
        **dict.fromkeys(ID_KEYS, column.may_hold_ids),
        "currency": column.holds_codes,
        "interaction": column.holds_messages,
        "status": column.holds_kinds or column.holds_statuses,
        "cancelled_at": column.may_hold_times,
        "landing_page": column.tagged > 0,
        "channel": _may_be_channel(column),
    }
    return held.get(ours, not column.holds_times and not column.holds_money)


def _may_be_channel(column: "ColumnEvidence") -> bool:
    """Tell whether the values of a column can be channels: no messages' fates, nor campaigns."""
    if column.holds_times or column.holds_money or column.tagged or column.holds_records:
        return False
    if "is" in simplify_name(column.name).split():  # Is Primary Attribution: yes or no
        return False
    other = column.holds_interactions or column.unmet > 0 or _has_name_of("campaign", column)
    return _has_name_of("channel", column) or not other


def holds(ours: str, column: "ColumnEvidence") -> bool:
    """Tell whether the values of a column speak for one of ours without its name."""
    if ours in TIME_KEYS:
        return column.holds_times and is_allowed(ours, column)
    if ours in ("revenue", "cost"):
        return column.holds_money and is_allowed(ours, column)
    if ours == "customer_id":
        return column.holds_addresses
    if ours == "landing_page":
        return column.tagged > 0
    if ours == "interaction":
        return column.holds_messages
    few = column.holds_kinds and column.distinct > 1
    return few and not column.holds_addresses and is_allowed(ours, column)


def is_allowed(ours: str, column: "ColumnEvidence") -> bool:
    """Tell whether no word of a column's name says that it is not one of ours."""
    never = _NO_CHANNELS if ours == "channel" else USUAL_NAMES[ours].never
    return set(simplify_name(column.name).split()).isdisjoint(never)


def names_amounts(column: "ColumnEvidence") -> bool:
    """Tell whether a column is called as amounts are, and neither prices nor those of rows."""
    if is_line_total(column.name) or not _has_name_of("revenue", column):
        return False
    words = set(simplify_name(column.name).split())
    return not (is_unit_price(column.name) or ("price" in words and "total" not in words))


def may_name_customers(column: "ColumnEvidence") -> bool:
    """Tell whether a column may hold the ids of customers, by its name or its values."""
    if not column.may_hold_ids:
        return False
    return column.holds_addresses or _has_name_of("customer_id", column)


def has_named_costs(columns: "Iterable[ColumnEvidence]") -> bool:
    """Tell whether a column of amounts is called as costs are, and not as what is earned may be."""
    ranks = (
        rank_column(each, "cost")
        for each in columns
        if may_be("cost", each) and not _has_name_of("revenue", each)
    )
    return any(found is not None and found.tier == 0 for found in ranks)
