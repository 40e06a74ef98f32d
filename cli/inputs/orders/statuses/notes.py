"""What reports say of the statuses of orders: what was left out, and what nobody knows."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.orders.statuses.rule import BLANK, CANCELLED, DOUBT, StatusRule
from cli.inputs.tables.name_forms import quote_name
from cli.inputs.tally import add_maps
from cli.inputs.vocabularies.letters import space_words
from cli.inputs.vocabularies.statuses import read_meanings, simplify_status
from cli.money import format_money
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cli.inputs.orders.statuses.by_rule import RuleStatuses
    from cli.inputs.tally import Tally

_MOST: Final = 8


def describe_statuses(statuses: "Sequence[RuleStatuses]") -> tuple[str, ...]:
    """Return which orders statuses left out, and of which no meaning is known.

    Nothing of the former where the settings or the one format of all files say which count, but
    for orders without a status.
    """
    said = [told for each in statuses if (told := _describe_dropped(each, statuses))]
    if doubtful := find_unknown_statuses(statuses):
        drops = propose_drops(doubtful, statuses)
        said.append(
            f"counted, though nothing is known of their status: {list_statuses(doubtful)};"
            f" orders.drop_status: {drops} leaves those out"
            f"{describe_other_drops(doubtful, statuses)}"
        )
    return tuple(f"orders: {each}" for each in said)


def _describe_dropped(own: "RuleStatuses", statuses: "Sequence[RuleStatuses]") -> str:
    """Return which orders a rule left out, empty where that goes without saying."""
    dropped = own.dropped
    if not dropped or not (own.formats or own.rule.by_meaning or BLANK in dropped):
        return ""
    if own.formats:
        whose = ", ".join(own.formats)
        return f"left out as no sales by the statuses of {whose}: {list_statuses(dropped)}"
    said = f"left out as no sales by status: {list_statuses(dropped)}"
    drops = _propose_without(own, statuses) if own.rule.by_meaning else None
    return said if drops is None else f"{said}; orders.drop_status: {drops} counts those"


def _propose_without(own: "RuleStatuses", statuses: "Sequence[RuleStatuses]") -> str | None:
    """Return the value of drop_status that counts what words left out, and changes nothing else.

    None where there is none.
    """
    words = [word for each in statuses if each is not own for word in _list_drops(each)]
    rule = StatusRule(drop=tuple(words))
    names = (*own.dropped, *(name for each in statuses for name in each.counted))
    return None if any(map(rule.is_dropped_word, names)) else list_words(words)


def describe_doubtful(
    doubtful: "Mapping[str, Tally]", statuses: "Sequence[RuleStatuses]", files: int = 1
) -> tuple[str, ...]:
    """Return which orders count though a second status may say otherwise, and what drops them."""
    if not doubtful:
        return ()
    said = f"counted, though a second status may say otherwise: {list_statuses(doubtful)}"
    remedy = propose_second_drops(doubtful, statuses, files)
    return (f"orders: {said}; if those are no sales, set {remedy}",)


def propose_second_drops(
    doubtful: "Iterable[str]", statuses: "Sequence[RuleStatuses]", files: int = 1
) -> str:
    """Return the settings that leave out second statuses, `COLUMN: STATUS`, of the first column.

    Of several files some may have no such column, which only a second status allows.
    """
    columns = [name.rpartition(DOUBT)[0] for name in doubtful]
    theirs = [name for name, column in zip(doubtful, columns, strict=True) if column == columns[0]]
    second = files > 1 or any(each.counted for each in statuses)
    ours = "second_status" if second else "status"
    mapped = f"orders.columns: {{{ours}: {quote_name(columns[0])}}}"
    drops = propose_drops(theirs, statuses)
    others = describe_other_drops(theirs, statuses, ", which leaves out")
    return f"{mapped} and orders.drop_status: {drops}{others}"


def propose_drops(doubtful: "Iterable[str]", statuses: "Sequence[RuleStatuses]") -> str:
    """Return the value of drop_status that leaves out some statuses with those left out so far."""
    return list_words(_list_all_drops(doubtful, statuses))


def _list_all_drops(
    doubtful: "Iterable[str]", statuses: "Sequence[RuleStatuses]"
) -> "Iterator[str]":
    for each in statuses:
        yield from _list_drops(each)
    yield from (name.rpartition(DOUBT)[2] for name in doubtful)


def _list_drops(own: "RuleStatuses") -> list[str]:
    """Return the statuses that are left out by a rule; of those that words tell the ones found."""
    if not own.rule.by_meaning:
        return list(own.rule.drop)
    return [name.partition(" (")[0] for name in own.dropped if name != CANCELLED]


def describe_other_drops(
    doubtful: "Iterable[str]", statuses: "Sequence[RuleStatuses]", joint: str = ", and"
) -> str:
    """Return what `propose_drops` leaves out besides, where the rules of formats differ."""
    doubtful = tuple(doubtful)
    rule = StatusRule(drop=tuple(_list_all_drops(doubtful, statuses)))
    others = add_maps(
        {name: found}
        for each in statuses
        for name, found in each.counted.items()
        if rule.is_dropped_word(name) and not (name in doubtful and name in _find_unknown(each))
    )
    return f"{joint} {list_statuses(others)} as well" if len(statuses) > 1 and others else ""


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


def find_unknown_statuses(statuses: "Iterable[RuleStatuses]") -> "dict[str, Tally]":
    """Return the counted statuses of which nothing is known where meanings decide.

    Where settings or format decide: those whose meaning is no sale, or is none beside sales.
    """
    return add_maps(_find_unknown(each) for each in statuses)


def _find_unknown(own: "RuleStatuses") -> "dict[str, Tally]":
    counted, meanings = own.counted, read_meanings()
    if not own.has_column:
        return {}
    if own.rule.by_meaning:
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


def describe_no_orders(statuses: "Sequence[RuleStatuses]", no_status: str) -> str | None:
    """Return why no order counts where all are dropped by status; None where some are not."""
    dropped = add_maps(each.dropped for each in statuses)
    if not dropped or any(each.counted for each in statuses):
        return None
    count = sum(found.rows for found in dropped.values())
    orders = "the only order is" if count == 1 else f"all {count:,} orders are"
    keep = statuses[0].rule.keep if len(statuses) == 1 else ()
    kept = f"; orders.keep_status is {', '.join(keep)}" if keep else ""
    why = f"{orders} dropped by status: {list_statuses(dropped)}{kept}"
    if no_status and set(dropped) == {BLANK}:
        return f"{why}. {no_status.rstrip('.')}"
    return why
