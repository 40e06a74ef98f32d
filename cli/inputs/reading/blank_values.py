"""What a blank where a value is needed may mean: another row of the order above, or a total."""

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.expressions import write_blank_as_zero
from cli.inputs.formats.totals_marks import BLANK_TOTALS
from cli.inputs.reading.blank_statuses import BlankStatuses
from cli.inputs.reading.columns.column_samples import list_unused
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.name_forms import quote_name
from cli.inputs.tables.table import ROW
from cli.inputs.tables.usual_names.ranking import rank_name
from cli.settings.sections.exports.files import OrderRows, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import Table

_ID, _REVENUE, _CURRENCY, _COST = "order_id", "revenue", "currency", "cost"
_TIME: Final = re.compile(r"\s*\d{1,4}[-/. ]\w{1,3}[-/. ]\d{1,4}")
"""How times begin that have a day."""
_WORDS: Final = re.compile(r"[^\W\d_][^\d\"]{1,39}")
_FIRST_ROW: Final = (
    "the row above has it for the whole order: set"
    f" orders.rows: {OrderRows.TOTALS_ON_FIRST_ROW.value}"
)


def propose_for_blanks(table: "Table", field: "Field", rows: "Sequence[int]") -> list[str]:
    """Return for rows that lack a value of a column what to set; "" where nothing is known."""
    statuses = BlankStatuses(table, field)
    wanted = pl.Series(sorted({*rows, *(row - 1 for row in rows if row)}), dtype=pl.UInt32)
    found = table.read_rows(wanted).rows_by_key(ROW, named=True, unique=True)
    proposed = (
        _propose(table, found[row], found.get(row - 1), statuses)
        or _propose_times(table, field, found[row])
        or _propose_nothing(table, field, found[row])
        if row in found
        else ""
        for row in rows
    )
    return list(proposed)


def propose_total(role: str, text: str) -> str:
    """Return the setting that leaves out rows which say a text, if they are totals."""
    return f"if the row is a total, set {role}.totals: [{quote_name(text)}]"


def is_words(text: str) -> bool:
    """Tell whether a text is a few words without a digit, as totals are called."""
    return _WORDS.fullmatch(text) is not None


def _propose(
    table: "Table",
    row: "dict[str, object]",
    above: "dict[str, object] | None",
    statuses: BlankStatuses,
) -> str:
    fields = [each for each in table.fields if not each.operand and each.formula is None]
    texts = {each.name: _strip(row, each) for each in fields}
    key = next((each for each in table.fields if each.name == _ID), None)
    if key is not None and above is not None and texts[_ID] and _strip(above, key) == texts[_ID]:
        return _FIRST_ROW
    amounts = {each.name for each in table.fields if each.kind is ValueKind.AMOUNT}
    # Beside an amount alone there is a currency where its sign tells it.
    signs = {each.name for each in fields if each.position >= len(table.header.names)}
    filled = {name for name, text in texts.items() if text} - (signs & {_CURRENCY})
    if filled and filled <= amounts:
        return propose_total(table.role, BLANK_TOTALS)
    first = next((each.name for each in fields if each.position == 0), None)
    if table.role != Role.IDENTITIES and first is not None and filled - amounts == {first}:
        return propose_total(table.role, texts[first]) if is_words(texts[first]) else ""
    return statuses.propose_drops(texts.get("status", ""))


def _propose_times(table: "Table", time: "Field", row: "dict[str, object]") -> str:
    """Return the setting that takes a time that is blank from another column, if one has it."""
    if time.kind is not ValueKind.TIME or time.position >= len(table.header.names):
        return ""
    ranks = {name: rank_name(time.name, name) for name in list_unused(table)}
    named = sorted((rank, name) for name, rank in ranks.items() if rank is not None)
    places = {name: str(table.header.names.index(name)) for _, name in named}
    held = (name for name, place in places.items() if _TIME.match(str(row.get(place) or "")))
    other = next(held, None)
    if other is None:
        return ""
    both = f"{{{time.name}: [{quote_name(time.theirs)}, {quote_name(other)}]}}"
    return f"{other} has one: set {table.role}.columns: {both}"


def _propose_nothing(table: "Table", amount: "Field", row: "dict[str, object]") -> str:
    """Return what counts a row of costs, or an order of a status that counts, as worth 0."""
    if amount.position >= len(table.header.names):
        return ""
    formula = f'"{write_blank_as_zero(amount.theirs)}"'
    zero = f"set {table.role}.columns: {{{amount.name}: {{expression: {formula}}}}}"
    if (table.role, amount.name) == (Role.COSTS, _COST):
        return f"if it means 0, {zero}"
    status = next((each for each in table.fields if each.name == "status"), None)
    if amount.name != _REVENUE or table.excused is None or status is None:
        return ""
    if not _strip(row, status):
        return ""
    return f"if it means 0, {zero}; or leave such orders out with max_bad_rows"


def _strip(row: "dict[str, object]", field: "Field") -> str:
    return str(row.get(str(field.position)) or "").strip()
