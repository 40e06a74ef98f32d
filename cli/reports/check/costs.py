"""Costs that no touch answers to, and touches that were paid for and have no costs."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cli.inputs.costs.channel_totals import find_channel_totals
from cli.inputs.formats.totals_marks import NAMELESS_TOTALS
from cli.money import format_money
from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.reports.returns.costs import find_order_days, sum_by_attribute
from cli.reports.returns.matching import (
    Unmatched,
    find_costs_without_touches,
    find_touches_without_costs,
)
from cli.reports.returns.uncovered import find_uncovered_orders
from cli.settings.generated.flow_style import to_flow
from cli.wording import format_count, format_examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.reports.check.subject import CheckSubject

_LINES: Final = 5
"""Lines to paste in a remedy."""


def find_totals_as_channel(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the channel whose costs are the sum of all others, day by day, and count twice."""
    for each in () if facts.costs is None else find_channel_totals(facts.costs.frame):
        name = NAMELESS_TOTALS if each.channel is None else each.channel
        money = format_money(each.cost, facts.settings.currency)
        yield Finding(
            FindingName.TOTALS_AS_CHANNEL,
            FindingSeverity.WARNING,
            f"costs: {money} of {name} on {format_count(each.days, 'day')} are the sum of all"
            " other rows of each day, which then count twice",
            f"if they are totals, set costs.totals: {to_flow([name])}",
        )


def find_missing_days(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the orders of days before the first or after the last costs."""
    if facts.costs is None or facts.shop.order_facts.last_day is None:
        return
    days, zone = find_order_days(facts.shop), facts.settings.timezone
    found = find_uncovered_orders(facts.costs.frame, facts.shop, days, zone)
    if found is not None:
        yield Finding(
            FindingName.COSTS_MISS_DAYS, FindingSeverity.WARNING, found.sentence, found.remedy
        )


def find_lonely_costs(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the channels that cost money in the report's days and that no touch has."""
    costs = _sum_costs(facts, "channel")
    found = find_costs_without_touches(costs, tuple(facts.totals.channels))
    if found:
        total = _format_total(found, facts)
        yield Finding(
            FindingName.COSTS_WITHOUT_TOUCHES,
            FindingSeverity.WARNING,
            f"costs: {total} of {format_count(len(found), 'channel')} that no touch has, so that"
            f" nothing is credited to it: {_list_amounts(found)}",
            _list_renames([(each.name, each.near) for each in found])
            or "name the costs as the touches are named: channels.rename, costs.columns, or"
            " costs.files: {path: FILE, channel: NAME}",
        )


def find_touches_not_paid_for(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the channels that are called as paid ones are and that no row of costs names."""
    if facts.costs is None:
        return
    costs = _sum_costs(facts, "channel")
    touched = {name: facts.credited.get(name, 0) for name in facts.totals.channels if name}
    found = find_touches_without_costs(touched, costs)
    if found:
        by = f" by {facts.settings.baseline_name}"
        amounts = _list_amounts(found, by) if facts.credited else _list_touches(found, facts)
        yield Finding(
            FindingName.TOUCHES_WITHOUT_COSTS,
            FindingSeverity.WARNING,
            "costs: none for"
            f" {format_count(len(found), 'channel')} that {'looks' if len(found) == 1 else 'look'}"
            f" paid, whose return stays unknown: {amounts}",
            _list_renames([(each.near, each.name) for each in found])
            or "add the file of their costs under costs.files",
        )


def find_unknown_campaigns(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the campaigns that cost money in the report's days and that no touch has.

    Nothing where the touches or the costs have no campaigns: they meet by channel alone then.
    """
    touched = sorted(facts.totals.campaigns)
    costs = dict(_sum_costs(facts, "campaign"))
    costs.pop(None, None)
    found = find_costs_without_touches(costs, touched) if touched else []
    if found:
        total, likely = _format_total(found, facts), [each for each in found if each.near]
        near = [f"{each.name} = {each.near}" for each in likely]
        yield Finding(
            FindingName.UNKNOWN_CAMPAIGNS,
            FindingSeverity.WARNING if likely else FindingSeverity.INFO,
            f"costs: {total} of {format_count(len(found), 'campaign')} that no touch has:"
            f" {_list_amounts(found)}",
            f"write them alike on both sides; perhaps {format_examples(near)}"
            if near
            else "write campaigns alike in utm_campaign and in the accounts; by channel nothing is"
            " lost",
        )


def _sum_costs(facts: "CheckSubject", attribute: str) -> Mapping[str | None, int]:
    """Return the costs of the report's days by an attribute, nothing without costs or orders."""
    if facts.costs is None or facts.shop.order_facts.last_day is None:
        return {}
    return sum_by_attribute(facts.costs, *find_order_days(facts.shop), attribute)


def _format_total(found: "Sequence[Unmatched]", facts: "CheckSubject") -> str:
    return format_money(sum(each.amount for each in found), facts.settings.currency)


def _list_amounts(found: "Sequence[Unmatched]", by: str = "") -> str:
    return format_examples([f"{each.name} ({format_money(each.amount)}{by})" for each in found])


def _list_touches(found: "Sequence[Unmatched]", facts: "CheckSubject") -> str:
    """Return names with their touches, where nothing was credited by channel."""
    channels = facts.totals.channels
    return format_examples(
        [f"{each.name} ({format_count(channels[each.name], 'touch')})" for each in found]
    )


def _list_renames(pairs: "Sequence[tuple[str | None, str | None]]") -> str:
    """Return the line to paste that gives costs the names of touches, empty without a near one."""
    known = {old: new for old, new in pairs if old is not None and new is not None}
    lines = [f"{to_flow(old)}: {to_flow(new)}" for old, new in [*known.items()][:_LINES]]
    if not lines:
        return ""
    return f"if they are the same, paste channels: {{rename: {{{', '.join(lines)}}}}}"


RULES: Final = (
    find_totals_as_channel,
    find_missing_days,
    find_lonely_costs,
    find_touches_not_paid_for,
    find_unknown_campaigns,
)
"""The rules of this file, each a function of the subject that yields what it finds."""
OF_ORDERS: Final = (find_totals_as_channel,)
"""Those that need no touches."""
