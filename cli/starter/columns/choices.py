"""Which columns of a file are ours: certain, likely, or open with candidates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cli.inputs.formats.columns.source_medium import find_source_medium
from cli.inputs.reading.columns.unused_columns import is_line_total
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.tables.span_names import find_last_day_column
from cli.settings.sections.exports.files import COLUMNS, Role
from cli.settings.sections.exports.identities import Normalise
from cli.starter.columns.candidates import (
    Candidate,
    holds,
    is_allowed,
    may_be,
    names_amounts,
    rank_column,
)
from cli.starter.columns.descriptions import SHOWN, describe_evidence, describe_open
from cli.starter.columns.equals import prefer_telling
from cli.starter.columns.keys import MONEY_KEYS, NEEDED, OPTIONAL, TAGS, TIME_KEYS
from cli.wording import format_examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.starter.evidence import ColumnEvidence

_NUMBERS: Final = ("num", "n", "nr", "no", "nº", "numero", "número", "number", "nummer", "numéro")
"""What columns of the numbers of documents are called where another has their kinds."""
_MANY: Final = 10
"""Rows of a value that is a kind rather than an id, at least."""
_BY_CONTENTS: Final = frozenset(
    {"customer_id", *TIME_KEYS, "revenue", "cost", "channel", "landing_page", "interaction"}
)
"""Columns that may be told by what they hold where no name tells."""


@dataclass(frozen=True, slots=True)
class SharedIds:
    """Ids that the file of another role has as well, by column."""

    counts: Mapping[str, int] = field(default_factory=dict)
    """How many different values each column shares."""
    other: str = ""
    """The name of that file."""
    order_column: str | None = None
    """Its column of orders whose ids these are; None where they are ids of customers."""
    normalise: Normalise | None = None
    """How ids are made alike of which none is the same otherwise."""

    def describe(self, column: "ColumnEvidence") -> str:
        """Return how many values of a column the other file has."""
        count = f"{self.counts[column.name]:,} of its {column.distinct:,} values"
        if self.order_column is not None:
            return f"{count} are orders of {self.other}, which tells their customers"
        otherwise = ", written in another way" if self.normalise else ""
        return f"{count} stand in {self.other} too{otherwise}"


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What is known of a column of ours."""

    ours: str
    theirs: str | None
    """None: open."""
    why: str
    certain: bool = False
    """Whether its name and its values tell, and no other column is like it."""
    candidates: bool = True
    """Whether some column may be it."""

    @property
    def sentence(self) -> str:
        """How sure it is, and why."""
        if self.theirs is None:
            return f"open: {self.why}"
        return f"{'certain' if self.certain else 'likely'}: {self.why}"


def choose_role_columns(
    role: Role,
    columns: "Sequence[ColumnEvidence]",
    shared: SharedIds,
) -> list[ColumnChoice]:
    """Return what is known of the columns of ours, in the order of the settings.

    Nothing tells ids of customers as surely as `shared`, those that another file has as well.
    """
    found: dict[str, ColumnChoice] = {}
    free = [each for each in columns if not each.is_blank]
    for ours in _list_keys(role, free):
        choice = (
            _choose_shared(ours, free, shared)
            or _choose_line_total(ours, free)
            or _choose(ours, free)
        )
        if choice.theirs is None and ours in OPTIONAL[role]:
            continue
        found[ours] = choice
        free = [each for each in free if each.name != choice.theirs]
    if role is Role.COSTS:
        found |= _choose_last_day(found["date"], free)
    return [found[name] for name in COLUMNS[role] if name in found]


def _choose_last_day(
    first: ColumnChoice, free: "Sequence[ColumnEvidence]"
) -> dict[str, ColumnChoice]:
    """Return the column of the last day that a row stands for, by the name of that of the first."""
    timed = {each.name: each for each in free if each.holds_times}
    name = find_last_day_column(first.theirs, timed)
    if name is None:
        return {}
    why = f"{timed[name].describe_times()}, and it ends what {first.theirs} begins"
    return {"until": ColumnChoice("until", name, why)}


def _list_keys(role: Role, columns: "Sequence[ColumnEvidence]") -> tuple[str, ...]:
    """Return our columns in the order in which they choose theirs."""
    if role is not Role.TOUCHPOINTS:
        # A campaign goes before a channel that no column is called like.
        named = role is not Role.COSTS or any(rank_column(each, "channel") for each in columns)
        tags = () if named else TAGS
        return (*NEEDED[role], *tags, *(ours for ours in OPTIONAL[role] if ours not in tags))
    tagged = [ours for ours in TAGS if _choose(ours, columns).theirs is not None]
    both = find_source_medium([each.name for each in columns])
    if both is not None and both == _choose("source", columns).theirs:
        # One column that holds both is split where it is read.
        tagged = [ours for ours in tagged if ours != "medium"]
    channel = _choose("channel", [each for each in columns if rank_column(each, "channel")])
    grouped = channel.theirs is None and {"source", "medium"} & set(tagged)
    if channel.theirs is None and not tagged and any(each.tagged for each in columns):
        return (*NEEDED[role], "landing_page", *OPTIONAL[role])
    if grouped:
        # What led to the visit tells where neither a source nor a medium does.
        return (*NEEDED[role], *tagged, *OPTIONAL[role])
    # A channel of its own goes before what channels are made of, which is kept beside it.
    return (*NEEDED[role], "channel", *tagged, "interaction")


def _choose_shared(
    ours: str, free: "Sequence[ColumnEvidence]", shared: SharedIds
) -> ColumnChoice | None:
    """Return the column of customers whose values the other file has; None where none has."""
    if ours != "customer_id":
        return None
    counts = shared.counts
    known = [each for each in free if counts.get(each.name)]
    if not known:
        return None
    # Of two that share as many the one that has no others: that of buyers among all who come.
    best = max(known, key=lambda each: (counts[each.name], -each.distinct, -_get_tier(each, ours)))
    certain = _get_tier(best, ours) == 0
    return ColumnChoice(ours, best.name, shared.describe(best), certain)


def _choose_line_total(ours: str, free: "Sequence[ColumnEvidence]") -> ColumnChoice | None:
    """Return the column of the amounts of whole rows, which goes before prices of pieces.

    None where there is none, or where a name tells amounts of orders.
    """
    amounts = [each for each in free if each.holds_amounts] if ours == "revenue" else []
    totals = [each for each in amounts if is_line_total(each.name)]
    if not totals or any(names_amounts(each) for each in amounts):
        return None
    best, *others = totals
    near = f"; or {format_examples([each.name for each in others], SHOWN)}" if others else ""
    why = f"{best.describe_amounts()}, called as those of whole rows are{near}"
    return ColumnChoice(ours, best.name, why, certain=not others)


def _get_tier(column: "ColumnEvidence", ours: str) -> int:
    named = rank_column(column, ours)
    return 2 if named is None else named.tier


def _choose(ours: str, free: "Sequence[ColumnEvidence]") -> ColumnChoice:
    fits = [each for each in free if may_be(ours, each)]
    ranked = sorted(
        (found for each in fits if (found := rank_column(each, ours)) is not None),
        key=lambda found: (found.tier, found.rank),
    )
    if ours == "order_id":
        ranked = _put_number_first(ranked, fits)
    if not ranked and ours in _BY_CONTENTS:
        held = [each for each in fits if holds(ours, each)]
        alone = [each for each in fits if is_allowed(ours, each)] if ours == "cost" else []
        held = held or (alone if len(alone) == 1 else [])
        ranked = [Candidate(each, 2, 0) for each in held]
    if not ranked:
        if ours in TIME_KEYS:
            fits = fits or [each for each in free if each.may_hold_times]
        allowed = [each for each in fits if is_allowed(ours, each)]
        if ours == "channel":
            allowed = [each for each in allowed if each.holds_kinds and each.distinct > 1]
        shown = fits if ours in MONEY_KEYS and not allowed else allowed
        return ColumnChoice(ours, None, describe_open(ours, shown), candidates=bool(allowed))
    best, *rest = ranked = prefer_telling(ours, ranked)
    equal = [each for each in rest if (each.tier, each.rank) == (best.tier, best.rank)]
    timed = [each for each in (best, *equal) if each.column.timed] if ours in TIME_KEYS else []
    if equal and len(timed) == 1:
        # A day beside the moment that it is of.
        best, *rest = [*timed, *(each for each in ranked if each not in timed)]
    elif equal:
        return ColumnChoice(ours, None, describe_open(ours, [each.column for each in ranked]))
    near = [each.column.name for each in rest if each.tier == best.tier]
    others = f"; or {format_examples(near, SHOWN)}" if near else ""
    why = f"{describe_evidence(ours, best.column)}{others}"
    return ColumnChoice(ours, best.column.name, why, certain=best.tier == 0 and not near)


def _put_number_first(
    ranked: "list[Candidate]", fits: "Sequence[ColumnEvidence]"
) -> "list[Candidate]":
    """Return the candidates of order_id, before a kind of document the only unique number."""
    if not ranked or ranked[0].tier == 0:
        return ranked
    best = ranked[0].column
    if not best.holds_kinds or best.distinct * _MANY > best.filled:
        return ranked
    unique = [each for each in fits if each.distinct == each.filled == each.rows]
    numbers = [each for each in unique if simplify_name(each.name) in _NUMBERS]
    if len(numbers) != 1:
        return ranked
    others = [each for each in ranked if each.column not in numbers]
    return [Candidate(numbers[0], 1, -1), *others]
