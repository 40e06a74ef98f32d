"""Costs without touches or orders, touches without costs, and what would match them."""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cli.errors import find_nearest, join_lines
from cli.money import format_money
from cli.settings.generated.flow_style import to_flow
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

_MOST: Final = 5
"""Names in a note."""
_NAMELESS: Final = "(none)"
"""Costs that name no channel."""
_PAID: Final = re.compile(
    r"\b(paid|ads?|adwords|cpc|ppc|cpm|display|affiliates?|sponsored|(re|re-)?marketing"
    r"|retargeting|shopping|cross-network)\b",
    re.IGNORECASE,
)
"""What channels that cost money are called."""
_ACCOUNTS: Final = {
    **dict.fromkeys(
        (
            *("google", "googleads", "googleadwords", "adwords", "bing", "bingads", "microsoftads"),
            *("microsoftadvertising", "microsoftadvertisingbing", "yahooads", "applesearchads"),
        ),
        "Paid Search",
    ),
    **dict.fromkeys(
        (
            *("facebook", "facebookads", "meta", "metaads", "instagram", "instagramads", "tiktok"),
            *("tiktokads", "linkedin", "linkedinads", "pinterest", "pinterestads", "snapchat"),
            *("snapchatads", "twitterads", "xads", "redditads"),
        ),
        "Paid Social",
    ),
}
"""The channels of what accounts of advertising are called, without marks."""


class Unmatched(NamedTuple):
    """A name of one side that the other does not have."""

    name: str
    amount: int
    """Cost, or credited revenue, in 1/10 000 of the currency unit."""
    near: str | None
    """The name of the other side that is most like it, None where none is near."""


def find_costs_without_touches(
    costs: "Mapping[str | None, int]", touched: "Sequence[str | None]"
) -> list[Unmatched]:
    """Return the names that cost money and no touch has, the most expensive first."""
    known = [name for name in touched if name is not None]
    found = [
        Unmatched(_NAMELESS if name is None else name, amount, _find_channel(name or "", known))
        for name, amount in costs.items()
        if name not in touched
    ]
    return sorted(found, key=lambda each: (-each.amount, each.name))


def _find_channel(name: str, known: "Sequence[str]") -> str | None:
    """Return the name of the touches that costs may be of: one like it, or an account's channel."""
    account = _ACCOUNTS.get(_strip_marks(name))
    return find_like(name, known) or (account if account in known else None)


def find_touches_without_costs(
    revenue: "Mapping[str, int]", costs: "Mapping[str | None, int]"
) -> list[Unmatched]:
    """Return the names that look paid and that no cost names, those of most revenue first.

    `revenue` is what each name of the touches is credited with.
    """
    known = [name for name in costs if name is not None]
    found = [
        Unmatched(name, amount, find_like(name, [each for each in known if each not in revenue]))
        for name, amount in revenue.items()
        if name not in costs and looks_paid(name)
    ]
    return sorted(found, key=lambda each: (-each.amount, each.name))


def looks_paid(name: str) -> bool:
    """Tell whether a channel is called as those are that cost money."""
    return _PAID.search(name.replace("_", " ")) is not None


def find_like(name: str, known: "Sequence[str]") -> str | None:
    """Return the known name that is the same but for case, spaces and marks, else the nearest."""
    plain = _strip_marks(name)
    same = next((each for each in known if plain and _strip_marks(each) == plain), None)
    return same or find_nearest(name, known)


def _strip_marks(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def list_cost_notes(
    found: "Sequence[Unmatched]", dimension: str, currency: str | None
) -> "Iterator[str]":
    """Yield costs that nothing is credited to, with the line that would match each."""
    if not found:
        return
    noun = dimension.replace("_", " ")
    total = format_money(sum(each.amount for each in found), currency)
    yield join_lines(
        f"costs: {total} of {format_count(len(found), noun)} that no touch has, without credit:",
        *_list_most([(each, _describe_remedy(each, dimension)) for each in found]),
    )


def list_month_notes(
    costs: "Mapping[str | None, Mapping[str | None, int]]",
    shown: "Collection[str]",
    currency: str | None,
) -> "Iterator[str]":
    """Yield the costs of months that have no rows of their own, since nothing is credited in them.

    `costs` are those of each month of the report, `shown` the months that have rows.
    """
    found = [
        Unmatched(month, sum(parts.values()), None)
        for month, parts in sorted((str(month), parts) for month, parts in costs.items())
        if month not in shown and any(parts.values())
    ]
    if not found:
        return
    total = format_money(sum(each.amount for each in found), currency)
    yield join_lines(
        f"costs: {total} of {format_count(len(found), 'month')} without credit, in (all) alone:",
        *_list_most([(each, "") for each in found]),
    )


def _list_most(found: "Sequence[tuple[Unmatched, str]]") -> "Iterator[str]":
    """Yield a line for each of the first names, with what is said of it, and one for the rest."""
    for each, said in found[:_MOST]:
        yield f"    {each.name} ({format_money(each.amount)}){said}"
    if len(found) > _MOST:
        rest = format_money(sum(each.amount for each, _ in found[_MOST:]))
        yield f"    and {len(found) - _MOST:,} more ({rest})"


def _describe_remedy(each: Unmatched, dimension: str) -> str:
    if each.near is None and each.name == _NAMELESS and dimension == "channel":
        return (
            "; say whose they are: costs.channel: NAME, or costs.columns: {channel: NAME}; where a"
            " name stands once above its rows, write it in each"
        )
    if each.near is None:
        return ""
    if dimension != "channel":
        return f"; did you mean {each.near}?"
    return (
        f"; did you mean {each.near}? Under channels.rename: {to_flow(each.name)}:"
        f" {to_flow(each.near)}"
    )


def list_touch_notes(found: "Sequence[Unmatched]", currency: str | None) -> "Iterator[str]":
    """Yield channels that look paid and have no costs: what they cost is unknown, not 0."""
    if not found:
        return
    shown = [f"{each.name} ({format_money(each.amount, currency)})" for each in found[:_MOST]]
    more = f" and {len(found) - _MOST:,} more" if len(found) > _MOST else ""
    yield (
        f"costs: none for {', '.join(shown)}{more}, paid by the name: what is not known is no 0;"
        " add the file under costs.files"
    )
