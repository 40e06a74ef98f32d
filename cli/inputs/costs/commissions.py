"""Commissions of affiliate networks that a status calls declined, and that count as money spent."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.detection.number_format import detect_number_format
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.values.amounts import parse_lenient_amount
from cli.inputs.vocabularies.letters import lower_word
from cli.inputs.vocabularies.patterns import matches_names
from cli.inputs.vocabularies.statuses import read_meanings, simplify_status
from cli.money import format_money

if TYPE_CHECKING:
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import ReadPlan, Table

_COMMISSIONS: Final = frozenset(
    {
        *("commission", "commissions", "payout", "provision", "provisionen", "provvigione"),
        *("provvigioni", "commissione", "commissioni", "comisión", "comision", "comissão"),
        *("commissie", "prowizja", "komisyon"),
    }
)
"""Words in the names of amounts that are owed for sales, in lower case."""
_STATUSES: Final = frozenset({"status", "state", "stato", "statut", "estado"})
_STATUS: Final = "status"
_COST: Final = "cost"


def describe_declined(reading: "RoleRows") -> tuple[str, ...]:
    """Return the commissions of each file that nobody pays by their status, nothing without any."""
    said = []
    for table, plan in zip(reading.tables, reading.plans, strict=True):
        cost = next(field for field in table.fields if field.name == _COST)
        name = _find_status(table, cost)
        if name is None:
            continue
        declined = _sum_declined(table, plan, cost, name)
        listed = [f"{status} {rows:,} ({format_money(money)})" for status, rows, money in declined]
        if listed:
            said.append(
                f"costs: {table.source.name}: commissions count as spent whatever their {name}:"
                f" {', '.join(listed)}; take the rows that are not paid out of the file"
            )
    return tuple(said)


def _find_status(table: "Table", cost: "Field") -> str | None:
    """Return the column of statuses beside commissions, None where the costs are none."""
    if cost.formula is not None or _COMMISSIONS.isdisjoint(_split(cost.theirs)):
        return None
    names = table.header.names
    return next((name for name in names if not _STATUSES.isdisjoint(_split(name)[-1:])), None)


def _split(name: str) -> list[str]:
    return lower_word(simplify_name(name)).split()


def _sum_declined(
    table: "Table", plan: "ReadPlan", cost: "Field", name: str
) -> list[tuple[str, int, int]]:
    """Return each status that says that nothing is paid, with its rows and their money."""
    meanings = read_meanings()
    marks = detect_number_format(table, plan, cost)
    status = pl.col(str(table.header.names.index(name))).cast(pl.String).str.strip_chars()
    plain = simplify_status(pl.col(_STATUS))
    found = (
        table.scan_numbered()
        .select(
            status.alias(_STATUS),
            parse_lenient_amount(pl.col(str(cost.position)), marks, cost.digits).alias(_COST),
        )
        .filter(matches_names(plain, [*meanings["no_sale"], *meanings["refunded"]]))
        .filter(pl.col(_COST) != 0)
        .group_by(_STATUS)
        .agg(pl.len().alias("rows"), pl.col(_COST).sum())
        .sort(_COST, _STATUS, descending=[True, False])
        .collect(engine="streaming")
    )
    return [(status, rows, int(money)) for status, rows, money in found.iter_rows()]
