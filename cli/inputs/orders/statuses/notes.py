"""What reports say of the statuses of orders: what was left out, and what nobody knows."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.orders.statuses.rule import BLANK, CANCELLED, DOUBT
from cli.inputs.tables.name_forms import quote_name
from cli.inputs.vocabularies.letters import space_words
from cli.inputs.vocabularies.statuses import read_meanings, simplify_status
from cli.money import format_money
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cli.inputs.orders.statuses.rule import StatusRule
    from cli.inputs.tally import Tally

_MOST: Final = 8


def describe_statuses(
    statuses: "Mapping[tuple[str, bool], Tally]", rule: "StatusRule"
) -> tuple[str, ...]:
    """Return which orders the meaning of a status left out, and which ones no meaning is known of.

    Nothing where the settings or the format say which count, but for orders without a status.
    """
    said = []
    dropped = {name: found for (name, counted), found in statuses.items() if not counted}
    if dropped and (rule.by_meaning or BLANK in dropped):
        setting = "; orders.drop_status: [] counts those" if rule.by_meaning else ""
        said.append(f"left out as no sales by status: {list_statuses(dropped)}{setting}")
    if doubtful := find_unknown_statuses(statuses, rule):
        drops = propose_drops(doubtful, statuses, rule)
        said.append(
            f"counted, though nothing is known of their status: {list_statuses(doubtful)};"
            f" orders.drop_status: {drops} leaves those out"
        )
    return tuple(f"orders: {each}" for each in said)


def describe_doubtful(
    doubtful: "Mapping[str, Tally]",
    statuses: "Mapping[tuple[str, bool], Tally]",
    rule: "StatusRule",
    files: int = 1,
) -> tuple[str, ...]:
    """Return which orders count though a second status may say otherwise, and what drops them."""
    if not doubtful:
        return ()
    said = f"counted, though a second status may say otherwise: {list_statuses(doubtful)}"
    remedy = propose_second_drops(doubtful, statuses, rule, files)
    return (f"orders: {said}; if those are no sales, set {remedy}",)


def propose_second_drops(
    doubtful: "Iterable[str]",
    statuses: "Mapping[tuple[str, bool], Tally]",
    rule: "StatusRule",
    files: int = 1,
) -> str:
    """Return the settings that leave out second statuses, `COLUMN: STATUS`, of the first column.

    Of several files some may have no such column, which only a second status allows.
    """
    columns = [name.rpartition(DOUBT)[0] for name in doubtful]
    theirs = [name for name, column in zip(doubtful, columns, strict=True) if column == columns[0]]
    second = files > 1 or any(counted for _, counted in statuses)
    ours = "second_status" if second else "status"
    mapped = f"orders.columns: {{{ours}: {quote_name(columns[0])}}}"
    return f"{mapped} and orders.drop_status: {propose_drops(theirs, statuses, rule)}"


def propose_drops(
    doubtful: "Iterable[str]", statuses: "Mapping[tuple[str, bool], Tally]", rule: "StatusRule"
) -> str:
    """Return the value of drop_status that leaves out some statuses with those left out so far."""
    so_far = [name.partition(" (")[0] for (name, counted), _ in statuses.items() if not counted]
    known = so_far if rule.by_meaning else list(rule.drop)
    words = [*known, *(name.rpartition(DOUBT)[2] for name in doubtful)]
    return list_words(word for word in words if word != CANCELLED)


def list_words(words: "Iterable[str]") -> str:
    """Return statuses or types as a list of the settings; of two spellings the first."""
    plain: dict[str, str] = {}
    for word in words:
        plain.setdefault(space_words(word), word)
    return f"[{', '.join(quote_name(plain[word]) for word in sorted(plain))}]"


def describe_given_back(orders: "Tally") -> tuple[str, ...]:
    """Return which orders only their status calls refunded, nothing where there are none."""
    return _describe_refunded(orders, "order", " without an amount, taken as given back in full")


def describe_returned_lines(lines: "Tally") -> tuple[str, ...]:
    """Return which lines only their status calls refunded, nothing where there are none."""
    return _describe_refunded(lines, "line", ", of orders of other lines, taken as given back")


def _describe_refunded(found: "Tally", what: str, how: str) -> tuple[str, ...]:
    if not found.rows:
        return ()
    count, money = format_count(found.rows, what), format_money(found.amount)
    return (f"orders: {count} ({money}) refunded by status{how}",)


def find_unknown_statuses(
    statuses: "Mapping[tuple[str, bool], Tally]", rule: "StatusRule"
) -> "dict[str, Tally]":
    """Return the counted statuses of which nothing is known where meanings decide.

    Where settings or format decide: those whose meaning is no sale, or is none beside sales.
    """
    counted = {name: found for (name, counts), found in statuses.items() if counts}
    meanings = read_meanings()
    if rule.by_meaning:
        known = {*meanings["sale"], *meanings["refunded"]}
        return {name: found for name, found in counted.items() if _simplify(name) not in known}
    wrong = set(meanings["no_sale"])
    if not {_simplify(name) for name in counted}.isdisjoint(meanings["sale"]):
        wrong.update(meanings["no_sale_beside_sales"])
    return {name: found for name, found in counted.items() if _simplify(name) in wrong}


def list_statuses(statuses: "Mapping[str, Tally]") -> str:
    """Return statuses with their orders and money, the most money first."""
    ranked = sorted(statuses.items(), key=lambda each: (-each[1].amount, each[0]))
    listed = [f"{name} {found.rows:,} ({found.amount / 10_000:,.2f})" for name, found in ranked]
    more = len(listed) - _MOST
    return ", ".join(listed[:_MOST]) + (f" and {more:,} more" if more > 0 else "")


def _simplify(name: str) -> str:
    plain = pl.DataFrame({"status": [name]}).select(simplify_status(pl.col("status"))).item()
    return plain or BLANK


def describe_no_orders(
    statuses: "Mapping[tuple[str, bool], Tally]", rule: "StatusRule", no_status: str
) -> str | None:
    """Return why no order counts where all are dropped by status; None where some are not."""
    if not statuses or any(counted for _, counted in statuses):
        return None
    dropped = {name: found for (name, _), found in statuses.items()}
    count = sum(found.rows for found in dropped.values())
    orders = "the only order is" if count == 1 else f"all {count:,} orders are"
    kept = f"; orders.keep_status is {_list(rule.keep)}" if rule.keep else ""
    why = f"{orders} dropped by status: {list_statuses(dropped)}{kept}"
    if no_status and set(dropped) == {BLANK}:
        return f"{why}. {no_status.rstrip('.')}"
    return why


def _list(names: "Iterable[str]") -> str:
    return ", ".join(names)
