"""Sentences for stderr about what was decided while reading."""

from typing import TYPE_CHECKING

from cli.errors import join_lines
from cli.inputs.tables.columns import SOURCE_MEDIUM
from cli.money import format_money
from cli.wording import format_count, format_examples

if TYPE_CHECKING:
    from collections.abc import Collection

    from cli.inputs.reading.problems import Problems
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.reading.rows import ReadCounts
    from cli.inputs.tables.table import Table
    from cli.inputs.tally import Tally


def describe_counts(
    role: str, bad: int, problems: "Problems", counts: "ReadCounts"
) -> tuple[str, ...]:
    """Return a sentence for each count of the reading that is not 0."""
    said = (
        (counts.finer, "with an amount finer than 1/10 000, rounded half to even"),
        (counts.ambiguous, "at a local time that occurs twice, read as the earlier instant"),
        (counts.absent, "with -- or < 10 instead of a number, read as 0"),
        (
            counts.nobody,
            "with a word for nobody (NULL, guest, …) as the customer's id, read as blank",
        ),
        (counts.skipped, "at a local time that does not exist, moved to the next instant"),
    )
    left_out = f"{role}: {format_count(bad, 'row')} left out because of bad values, which"
    notes = (f"{role}: {format_count(count, 'row')} {text}" for count, text in said if count)
    many = (join_lines(f"{left_out} max_bad_rows allows:", *problems.lines),) if bad else ()
    return *many, *notes


def describe_total_rows(role: str, amounts: "Collection[int]", total: int) -> tuple[str, ...]:
    """Return a warning where some totals rows were left out and none is the sum of the others."""
    if not amounts or total in amounts or total == sum(amounts):
        return ()
    listed = format_examples([format_money(amount) for amount in amounts])
    return (
        (
            f"{role}: {format_count(len(amounts), 'row')} of totals ({listed}) left out, but the"
            f" rows add up to {format_money(total)}: the file is cut off, or these are no totals,"
            f" in which case set {role}.totals: []"
        ),
    )


def describe_turned_refunds(refunds: "Tally") -> tuple[str, ...]:
    """Return which rows count as refunds by the order that they name alone, if there are any."""
    if not refunds.rows:
        return ()
    rows = format_count(refunds.rows, "row", ("names", "name"))
    amount = format_money(refunds.amount)
    return (f"orders: {rows} another order in refund_of without a minus; {amount} taken off it",)


def describe_typed_refunds(refunds: "Tally", column: str) -> tuple[str, ...]:
    """Return which rows count as refunds by the column of types alone, if there are any."""
    if not refunds.rows:
        return ()
    rows = format_count(refunds.rows, "row", ("is a refund", "are refunds"))
    taken = f"by {column} without a minus, taken as {format_money(-refunds.amount)}"
    setting = "orders.columns: {row_type: {value: sale}} counts them as sales"
    return (f"orders: {rows} {taken}; {setting}",)


def describe_absent_attribute(by: str | None, reading: "RoleRows") -> tuple[str, ...]:
    """Return which files have no column of the report's attribute, while others have, if any."""
    if by is None:
        return ()
    pairs = zip(reading.files, reading.tables, strict=True)
    without = [file for file, table in pairs if not _has_attribute(table, by)]
    if not without or len(without) == len(reading.files):
        return ()
    role, whose = without[0].role, "its" if len(without) == 1 else "their"
    rows = format_count(sum(file.rows for file in without), "row")
    totals = [file.total for file in without if file.total is not None]
    money = f", {format_money(sum(totals))}" if totals else ""
    names = format_examples([file.path for file in without])
    said = f"no column of {names} is {by}, so that {whose} {role} are under (none)"
    return (f"{role}: {said}: {rows}{money}",)


def _has_attribute(table: "Table", by: str) -> bool:
    """Tell whether a file has an attribute, or a part of one that is put together."""
    names = {by} | ({"source", "medium"} if by == SOURCE_MEDIUM else set())
    made = {column.meta.output_name() for column in table.made}
    return not names.isdisjoint({field.name for field in table.fields} | made)


def describe_mixed_attribute(by: str, orders: int) -> tuple[str, ...]:
    """Return what was done about orders with several values of an attribute, if there are any."""
    if not orders:
        return ()
    word = format_count(orders, "order", ("has", "have"))
    return (f"orders: {word} rows with several values of {by}; the first one is taken",)
