"""The columns of a file of no known export: which are ours, which are made, and what is said."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.detection.net_amounts import find_amount_before_fees, find_net_amount
from cli.settings.generated.flow_style import to_flow
from cli.settings.generated.template import Guess
from cli.settings.sections.exports.files import Role
from cli.starter.columns.choices import choose_role_columns
from cli.starter.columns.descriptions import CHANNELLESS
from cli.starter.columns.keys import CHANNELS
from cli.starter.made_columns import add_unit_price, find_made_columns
from cli.starter.order_rows import find_kept_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cli.inputs.tables.columns import RoleColumns
    from cli.starter.columns.choices import ColumnChoice, SharedIds
    from cli.starter.evidence import ColumnEvidence
    from cli.starter.order_rows import KeptKinds
    from cli.starter.sample import FileSample

_ORDER: Final = "order_id"
_CUSTOMER: Final = "customer_id"
_REVENUE: Final = "revenue"
_TAGGED: Final = ("source", "medium", "landing_page")
_BY_RULES: Final = "channels are made of source and medium by GA4's rules (channels.grouping)"
_UNTAGGED: Final = (
    "visits without tags or click ids count as direct ({:,} of the first {:,} links), since no"
    " column of referrers tells search from other visits; if one does: columns: {{referrer: NAME}}"
)
_RECORDS: Final = (
    "{} holds records of JSON, whose properties no column has: where they name the source of a"
    " visit, export the events as JSON, a record a line"
)


class RoleChoice(NamedTuple):
    """The columns of a file."""

    role: Role
    choices: "tuple[ColumnChoice, ...]"
    """Those that are wanted, without the ids of orders where each row is one."""
    known: "Mapping[str, str]"
    """What is read of one column each, by our names."""
    priced: "Mapping[str, str]"
    """The same with the price of a piece."""
    made: "Mapping[str, Guess]"
    """What is made of several columns, or of none."""
    kept: "KeptKinds | None"
    """The rows that are orders, where another column says it; None where all may be."""
    alone: bool
    """Whether each row is an order, since no column holds ids."""
    net: str | None
    """What the amounts are where they are net of a column of refunds, which is not read then."""

    @property
    def listed(self) -> "dict[str, ColumnChoice]":
        """The columns that the settings name, by our names."""
        return {
            each.ours: each
            for each in self.choices
            if each.theirs != each.ours or each.ours in self.made
        }

    @property
    def grouped(self) -> bool:
        """Whether channels are made of where visits came from."""
        tagged = not self.known.keys().isdisjoint(_TAGGED)
        named = "channel" in self.known or "channel" in self.made
        return tagged and not named and self.role is Role.TOUCHPOINTS

    @property
    def channelless(self) -> bool:
        """Whether costs name neither a channel nor a campaign."""
        return self.role is Role.COSTS and self.known.keys().isdisjoint(CHANNELS)

    def guess(self) -> "dict[str, Guess]":
        """Return the columns as the settings have them."""
        guesses = {
            ours: Guess(each.theirs, each.sentence, open=each.theirs is None)
            for ours, each in self.listed.items()
        }
        return {**guesses, **self.made}


def choose_file_columns(
    role: Role,
    sample: "FileSample",
    columns: "Sequence[ColumnEvidence]",
    shared: "SharedIds",
    wanted: "RoleColumns",
) -> RoleChoice:
    """Return the columns of a file of which these are wanted, by what they hold and are called."""
    choices = choose_role_columns(role, columns, shared)
    if role is Role.ORDERS:
        choices = _choose_buyers(sample, columns, shared, choices)
        choices = [_choose_before_fees(sample, each) for each in choices]
    known = {each.ours: each.theirs for each in choices if each.theirs is not None}
    net = _find_net_amount(sample, known)
    kept = find_kept_kinds(sample, known) if role is Role.ORDERS else None
    paid = kept is not None and "order_id" not in known
    alone = [each for each in choices if each.ours == "order_id" and (paid or not each.candidates)]
    priced = add_unit_price(columns, known) if role is Role.ORDERS else known
    made = find_made_columns(sample, wanted, priced, columns)
    if kept is not None:
        made["status"] = Guess(kept.column, f"likely: it tells the rows that have {kept.what}")
    left = () if net is None else ("refunded",)
    return RoleChoice(
        role,
        tuple(each for each in choices if each not in alone and each.ours not in left),
        {ours: theirs for ours, theirs in known.items() if ours not in left},
        priced,
        made,
        kept,
        bool(alone),
        net,
    )


def _choose_buyers(
    sample: "FileSample",
    columns: "Sequence[ColumnEvidence]",
    shared: "SharedIds",
    choices: "list[ColumnChoice]",
) -> "list[ColumnChoice]":
    """Return the columns with another one of customers, where the rows of orders have several.

    So those who bought go before those who come. Nothing changes where no column that the other
    file shares has one value an order.
    """
    known = {each.ours: each.theirs for each in choices if each.theirs is not None}
    if not {_ORDER, _CUSTOMER} <= known.keys() or _is_steady(
        sample, known[_ORDER], known[_CUSTOMER]
    ):
        return choices
    steady = [
        each
        for each in columns
        if shared.counts.get(each.name) and _is_steady(sample, known[_ORDER], each.name)
    ]
    if not steady:
        return choices
    others = {each.name for each in columns if each.name in shared.counts and each not in steady}
    left = [each for each in columns if each.name not in others]
    return choose_role_columns(Role.ORDERS, left, shared)


def _choose_before_fees(sample: "FileSample", choice: "ColumnChoice") -> "ColumnChoice":
    """Return a revenue that is what buyers paid where the one chosen is that less fees."""
    if choice.ours != _REVENUE or choice.theirs is None:
        return choice
    found = find_amount_before_fees(sample.names, sample.rows, choice.theirs)
    if found is None:
        return choice
    why = f"what was paid: {choice.theirs} is {found.sentence}"
    return replace(choice, theirs=found.parts[0], why=why, certain=False)


def _is_steady(sample: "FileSample", orders: str, name: str) -> bool:
    """Tell whether a column has one value an order at most."""
    pairs = pl.DataFrame(
        {"order": sample.get_texts(orders), "value": sample.get_texts(name).str.to_lowercase()}
    ).drop_nulls()
    return pairs.unique().height == pairs["order"].n_unique()


def _find_net_amount(sample: "FileSample", known: "Mapping[str, str]") -> str | None:
    """Return that refunds are not read and what the revenue is, None where they are."""
    if not {"revenue", "refunded"} <= known.keys():
        return None
    revenue, refunded = known["revenue"], known["refunded"]
    found = find_net_amount(sample.names, sample.rows, revenue, refunded)
    if found is None or not found.parts:
        return None
    return f"{refunded} is not read as refunded: {revenue} is {found.sentence}"


def describe_columns(
    chosen: RoleChoice,
    columns: "Sequence[ColumnEvidence]",
    times: "Mapping[str, Guess]",
    rows: "Mapping[str, Guess]",
) -> "Iterator[str]":
    """Yield what each column is read as and why, with what `times` and `rows` are."""
    for ours, choice in chosen.listed.items():
        if ours not in chosen.made:
            yield _describe_choice(choice)
    for ours, each in chosen.made.items():
        yield f"columns.{ours}: {to_flow(each.value)} ({each.why})"
    for key, each in times.items():
        yield f"{key} is {each.why}" if each.open else f"{key}: {each.value} ({each.why})"
    if chosen.net is not None:
        yield chosen.net
    if chosen.grouped:
        yield _BY_RULES
        yield from _describe_untagged(columns, chosen.known)
    yield from (_describe_key(key, each) for key, each in rows.items() if not each.open)
    if chosen.kept is not None:
        lacks = chosen.kept.what.split()[-1]
        kinds = to_flow(list(chosen.kept.kinds))
        yield f"keep_status: {kinds} (likely: other rows have no {lacks})"
    if chosen.channelless:
        yield f"channel is {CHANNELLESS}"


def describe_records(columns: "Sequence[ColumnEvidence]") -> list[str]:
    """Return which columns hold records, where none names the channel."""
    return [_RECORDS.format(each.name) for each in columns if each.holds_records]


def _describe_key(key: str, given: Guess) -> str:
    value = to_flow(given.value) if isinstance(given.value, list) else given.value
    return f"{key}: {value} ({given.why})"


def _describe_choice(choice: "ColumnChoice") -> str:
    if choice.theirs is None:
        return f"columns.{choice.ours} is {choice.sentence}"
    return f"{choice.theirs} is read as {choice.ours} ({choice.sentence})"


def _describe_untagged(
    columns: "Sequence[ColumnEvidence]", known: "Mapping[str, str]"
) -> "Iterator[str]":
    """Yield what becomes of links without tags, where no referrer tells more of them."""
    if "landing_page" not in known or "referrer" in known:
        return
    links = next(each for each in columns if each.name == known["landing_page"])
    bare = links.filled - links.tagged
    if bare:
        yield _UNTAGGED.format(bare, links.filled)
