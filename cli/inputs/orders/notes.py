"""What is told of all orders once they are settled, in the order in which it is printed."""

from typing import TYPE_CHECKING

from cli.inputs.orders.ledger import UNKNOWN
from cli.inputs.orders.refunds.net_amounts import describe_net_amounts
from cli.inputs.orders.refunds.repeats import describe_repeated_refunds
from cli.inputs.orders.refunds.unknown_orders import describe_unknown_refunds
from cli.inputs.orders.row_orders import describe_row_orders
from cli.inputs.orders.row_types import TYPE, describe_types
from cli.inputs.orders.several_lines import (
    describe_distant_lines,
    describe_repeated_amounts,
    describe_several_customers,
)
from cli.inputs.orders.statuses.notes import (
    describe_doubtful,
    describe_given_back,
    describe_returned_lines,
    describe_statuses,
)
from cli.inputs.reading.notes import (
    describe_absent_attribute,
    describe_counts,
    describe_mixed_attribute,
    describe_total_rows,
    describe_turned_refunds,
    describe_typed_refunds,
)
from cli.money import format_money
from cli.settings.sections.exports.files import OrderRows, Role
from cli.wording import format_count, format_examples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.inputs.orders.settle import SettledOrders
    from cli.inputs.orders.statuses.by_rule import RuleStatuses
    from cli.inputs.orders.terms import OrderTerms
    from cli.inputs.reading.problems import Problems
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tally import Tally


def describe_orders(
    reading: "RoleRows",
    terms: "OrderTerms",
    found: "SettledOrders",
    statuses: "Sequence[RuleStatuses]",
    problems: "Problems",
) -> tuple[str, ...]:
    """Return the notes on orders, `problems` being those of all their rows."""
    rows, rated = reading.rows, terms.conversion
    typed = reading.name_column(TYPE) if TYPE in reading.fields else ""
    return (
        *describe_counts(Role.ORDERS.value, rows.bad + found.bad, problems, rows.counts),
        *_describe_totals(reading, terms),
        *describe_unknown_refunds(found.tallies[UNKNOWN], reading),
        *describe_repeated_refunds(found.repeated),
        *describe_turned_refunds(found.turned),
        *describe_net_amounts(reading, found.tallies),
        *describe_typed_refunds(found.typed, typed),
        *(describe_types(found.types, typed, terms.section.drop_types) if found.types else ()),
        *describe_absent_attribute(terms.by, reading),
        *describe_mixed_attribute(terms.by or "", found.mixed),
        *describe_statuses(statuses),
        *_describe_unsaid(reading, terms, found.changes),
        *describe_doubtful(found.doubtful, statuses, len(reading.tables)),
        *describe_given_back(found.given_back),
        *describe_returned_lines(found.returned),
        *describe_repeated_amounts(found.several),
        *describe_distant_lines(reading, found.several),
        *describe_several_customers(found.several),
        *_describe_apart(found.apart),
        *describe_row_orders(reading.fields, reading.tables[0].source.name, found.equal),
        *(() if rated is None else (rated.note,)),
    )


def _describe_apart(orders: "Tally") -> tuple[str, ...]:
    """Return which orders count though another file has their id, as the settings say."""
    if not orders.rows:
        return ()
    count, money = format_count(orders.rows, "order", ("has", "have")), format_money(orders.amount)
    return (f"orders: {count} an id that an order of another file has, and all count: {money}",)


def _describe_unsaid(
    reading: "RoleRows", terms: "OrderTerms", changes: "Mapping[int, int]"
) -> tuple[str, ...]:
    """Return which files count whole, since only others have the status that is dropped."""
    if "status" not in reading.fields:
        return ()
    rules = terms.rules_by_file or (terms.rule,) * len(reading.tables)
    read = reading.with_changes(changes).files
    whole = [
        file
        for file, table, rule in zip(read, reading.tables, rules, strict=True)
        if not rule.judges_blank and all(each.name != "status" for each in table.fields)
    ]
    if not whole:
        return ()
    rows = format_count(sum(file.rows for file in whole), "row", ("counts", "count"))
    money = format_money(sum(file.total or 0 for file in whole))
    names = format_examples([file.path for file in whole])
    return (f"orders: no column of {names} is a status, so that all {rows}: {money}",)


def _describe_totals(reading: "RoleRows", terms: "OrderTerms") -> tuple[str, ...]:
    """Return what is odd about totals rows, where rows have amounts of their own."""
    if {*(terms.rows_by_file or (terms.rows,))} == {OrderRows.TOTALS_ON_FIRST_ROW}:
        return ()
    total = sum(file.total or 0 for file in reading.files)
    return describe_total_rows(Role.ORDERS.value, reading.rows.total_amounts, total)
