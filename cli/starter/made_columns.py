"""Columns of ours that a file has in no column of its own: day and time, products, leads."""

from typing import TYPE_CHECKING, Final

from cli.expressions import quote_name, write_blank_as_zero
from cli.inputs.reading.columns.clock_columns import find_clock
from cli.inputs.reading.columns.minor_amounts import divide_units, find_units
from cli.inputs.reading.columns.unused_columns import is_unit_price, list_unit_prices
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.minor_units import UNIT_NAMES
from cli.inputs.tables.table import Table
from cli.inputs.tables.usual_names.ranking import rank_name
from cli.settings.generated.template import Guess
from cli.settings.sections.exports.files import Role
from cli.starter.columns.candidates import may_name_customers
from cli.starter.ids.joined_ids import find_joined_id
from cli.starter.order_rows import find_refund_column
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cli.inputs.tables.columns import RoleColumns
    from cli.starter.evidence import ColumnEvidence
    from cli.starter.sample import FileSample

_REVENUE, _ORDER_ID = "revenue", "order_id"
_TOUCHED, _CUSTOMER, _COST = "touched_at", "customer_id", "cost"
_CHANNEL, _INTERACTION = "channel", "interaction"
_SOURCES: Final = frozenset({_CHANNEL, "source", "medium"})
"""Columns of ours that tell the channel of a message."""
_NO_EMAILS: Final = r"(?i)\b(?:sms|mms|push|whatsapp|wechat|rcs|line|in-?app|calls?|anruf)\b"
"""Words of messages and contacts that are no e-mails."""
_LEADS: Final = frozenset({"order_id", "customer_id", "ordered_at"})
"""Columns of ours that leads have."""


class FirstFilled(Guess):
    """Columns of which the first that is not blank tells, row by row."""


def find_made_columns(
    sample: "FileSample",
    wanted: "RoleColumns",
    known: "Mapping[str, str]",
    columns: "Sequence[ColumnEvidence]",
) -> dict[str, Guess]:
    """Return what makes columns of ours, by their names, each with its evidence.

    `known` are our names and theirs of the columns that are found, `wanted` those of the role.
    """
    fields = tuple(
        wanted.make_field(ours, theirs, sample.names.index(theirs))
        for ours, theirs in known.items()
    )
    table = Table(sample.source, sample.header, fields, wanted.role)
    found = {
        **dict(_divide_units(table, columns)),
        **dict(_join_clock(table)),
        **dict(_multiply_prices(table)),
    }
    if wanted.role == Role.TOUCHPOINTS:
        filled = dict(_fill_customers(sample, known, columns))
        found = {**filled, **dict(_fill_times(sample, known, columns)), **found}
        found |= dict(_name_messages(sample, known, columns))
    if wanted.role == Role.ORDERS:
        found |= dict(_make_order_columns(sample, known, columns))
    if wanted.role == Role.COSTS:
        found = {**dict(_fill_costs(known, columns)), **found}
    return found


def _make_order_columns(
    sample: "FileSample", known: "Mapping[str, str]", columns: "Sequence[ColumnEvidence]"
) -> "Iterator[tuple[str, Guess]]":
    refunds = find_refund_column(sample, known)
    if refunds is not None:
        yield (
            "refund_of",
            Guess(refunds, "likely: its values are ids of orders, of amounts below 0"),
        )
    joined = find_joined_id(sample, known, columns)
    if joined is not None:
        yield _ORDER_ID, joined
    numbers = [each for each in columns if each.name not in known.values()]
    leads = _REVENUE not in known and not any(each.may_hold_amounts for each in numbers)
    if known.keys() >= _LEADS and leads:
        yield _REVENUE, Guess(0, "likely: no column holds amounts, so these are leads")


def _fill_costs(
    known: "Mapping[str, str]", columns: "Sequence[ColumnEvidence]"
) -> "Iterator[tuple[str, Guess]]":
    """Yield the cost of touches, those of customers, of which some have none."""
    cost = next((each for each in columns if each.name == known.get(_COST)), None)
    if cost is not None and cost.filled < cost.rows and any(map(may_name_customers, columns)):
        why = f"likely: {format_count(cost.rows - cost.filled, 'touch', ('has', 'have'))} none"
        yield _COST, Guess({"expression": write_blank_as_zero(cost.name)}, why)


def add_unit_price(
    columns: "Sequence[ColumnEvidence]", known: "Mapping[str, str]"
) -> dict[str, str]:
    """Return our columns of orders and theirs, with a price of one piece where no amount is."""
    prices = list(filter(is_unit_price, list_free_amounts(columns, known)))
    return {**known, **({_REVENUE: prices[0]} if prices and _REVENUE not in known else {})}


def list_free_amounts(columns: "Sequence[ColumnEvidence]", known: "Mapping[str, str]") -> list[str]:
    """Return the columns that hold amounts and are none of ours."""
    return [each.name for each in columns if each.holds_amounts and each.name not in known.values()]


def _join_clock(table: Table) -> "Iterator[tuple[str, Guess]]":
    clock = find_clock(table)
    if clock is not None:
        why = f"certain: {clock.day} holds days, {clock.clock} times of day"
        yield clock.ours, Guess([clock.day, clock.clock], why)


def _divide_units(
    table: Table, columns: "Sequence[ColumnEvidence]"
) -> "Iterator[tuple[str, Guess]]":
    whole = {each.name for each in columns if each.holds_amounts and not each.fractions}
    for field in table.fields:
        units = find_units(table, field.theirs) if field.theirs in whole else None
        if units is not None and field.kind is ValueKind.AMOUNT:
            why = f"certain: {units.teller} names {UNIT_NAMES[units.parts]}"
            yield field.name, Guess({"expression": divide_units(field.theirs, units.parts)}, why)


def _fill_times(
    sample: "FileSample", known: "Mapping[str, str]", columns: "Sequence[ColumnEvidence]"
) -> "Iterator[tuple[str, Guess]]":
    """Yield the times of touches with those of a column that is filled where theirs is blank."""
    if _TOUCHED not in known:
        return
    timed = (each for each in columns if each.holds_times or each.may_hold_times)
    yield from _fill_blanks(sample, known, _TOUCHED, timed)


def _fill_customers(
    sample: "FileSample", known: "Mapping[str, str]", columns: "Sequence[ColumnEvidence]"
) -> "Iterator[tuple[str, Guess]]":
    """Yield the customers of touches with those of a column that is filled where they are blank.

    Of most visits nothing but the cookie is known.
    """
    if _CUSTOMER in known:
        yield from _fill_blanks(sample, known, _CUSTOMER, filter(may_name_customers, columns))


def _name_messages(
    sample: "FileSample", known: "Mapping[str, str]", columns: "Sequence[ColumnEvidence]"
) -> "Iterator[tuple[str, Guess]]":
    """Yield the channel of a file of what became of e-mails, which names none.

    Who opens one clicks on no link that could say where the visit came from.
    """
    if not known.keys() >= {_INTERACTION, _CUSTOMER} or known.keys() & _SOURCES:
        return
    evidence = {each.name: each for each in columns}
    messages, people = evidence[known[_INTERACTION]], evidence[known[_CUSTOMER]]
    if not messages.unmet or not people.holds_addresses:
        return
    if sample.get_texts(messages.name).str.contains(_NO_EMAILS).any():
        return
    why = f"likely: {messages.name} says what became of messages to e-mail addresses"
    yield _CHANNEL, Guess({"value": "Email"}, why)


def _fill_blanks(
    sample: "FileSample",
    known: "Mapping[str, str]",
    ours: str,
    columns: "Iterable[ColumnEvidence]",
) -> "Iterator[tuple[str, Guess]]":
    """Yield a column of ours with another one, called alike, that is filled where it is blank."""
    theirs = known[ours]
    blank = sample.get_texts(theirs).is_null()
    free = [each.name for each in columns if each.name not in known.values()]
    named = [(rank, name) for name in free if (rank := rank_name(ours, name)) is not None]
    filled = (
        name for _, name in sorted(named) if not sample.get_texts(name).filter(blank).null_count()
    )
    other = next(filled, None) if blank.any() else None
    if other is not None:
        rows = f"{blank.sum():,} of {format_count(len(blank), 'row')}"
        why = f"likely: {theirs} is blank in {rows}, where {other} is not"
        yield ours, FirstFilled([theirs, other], why)


def _multiply_prices(table: Table) -> "Iterator[tuple[str, Guess]]":
    for field, quantity in list_unit_prices(table):
        product = f"{quote_name(quantity)} * {quote_name(field.theirs)}"
        why = f"likely: {field.theirs} is the price of one piece, and rows are of several"
        yield field.name, Guess({"expression": product}, why)
