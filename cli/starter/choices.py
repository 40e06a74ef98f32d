"""Which columns of a file are ours: certain, likely, or open with candidates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cli.inputs.formats.source_medium import find_source_medium
from cli.inputs.reading.columns.unused_columns import is_line_total, is_unit_price
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.tables.span_names import find_last_day_column
from cli.inputs.tables.usual_names import USUAL_NAMES, rank_name
from cli.settings.sections.exports.files import COLUMNS, Role
from cli.settings.sections.exports.identities import Normalise
from cli.wording import format_examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cli.starter.evidence import ColumnEvidence

_SHOWN: Final = 4
"""Candidates of an open column that are named."""
_NUMBERS: Final = ("num", "n", "nr", "no", "nº", "numero", "número", "number", "nummer", "numéro")
"""What columns of the numbers of documents are called where another has their kinds."""
_MANY: Final = 10
"""Rows of a value that is a kind rather than an id, at least."""
_ID_KEYS: Final = ("customer_id", "order_id")
TIME_KEYS: Final = ("touched_at", "ordered_at", "date")
_MONEY_KEYS: Final = ("revenue", "refunded", "cost", "clicks", "impressions")
_BY_CONTENTS: Final = frozenset(
    {"customer_id", *TIME_KEYS, "revenue", "cost", "channel", "landing_page", "interaction"}
)
"""Columns that may be told by what they hold where no name tells."""
OPTIONAL: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.TOUCHPOINTS: ("interaction", "referrer"),
    Role.ORDERS: ("refunded", "status", "currency", "cancelled_at"),
    Role.COSTS: ("channel", "source", "medium", "campaign", "clicks", "impressions", "currency"),
}
"""Columns that are named where a file has them, by their names only."""
_NEEDED: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.TOUCHPOINTS: ("touched_at", "customer_id"),
    Role.ORDERS: ("ordered_at", "revenue", "customer_id", "order_id"),
    Role.COSTS: ("date", "cost"),
}
"""In the order in which they choose: what is told by its values comes first."""
CHANNELS: Final = ("channel", "source", "medium")
"""Columns of which one tells the channel of costs."""
CHANNELLESS: Final = (
    "open: no column names one, so that nothing is credited to these costs; write that of all rows"
    " as the touches name it, as in channel: Paid Social"
)
"""What is said of costs that have none of them."""
_TAGS: Final = ("source", "medium", "campaign")
_NO_CHANNELS: Final = frozenset(
    {
        *("event", "status", "state", "stato", "direction", "answered", "type", "kind", "lib"),
        *("id", "uuid", "euid", "guid", "sid", "body", "subject", "name", "surname"),
        *("firstname", "lastname", "adid", "idfa", "idfv", "gaid", "device", "nome", "cognome"),
        *("vorname", "nachname", "nom", "prénom", "nombre", "apellido", "apellidos", "user"),
        *("agent", "email", "mail", "phone", "telefono", "cliente", "kunde", "customer"),
        *("client", "publisher", "affiliate", "advertiser"),
    }
)
"""Words in names of columns whose few values are no channels."""
_NOTHING_LIKE: Final = {
    **dict.fromkeys(TIME_KEYS, "no column holds times"),
    "date": (
        "no column holds times; if all of it is of the same days: "
        "{date: {value: FIRST}, until: {value: LAST}}"
    ),
    **dict.fromkeys(("revenue", "cost"), "no column holds amounts"),
    "channel": "no column names one; if all rows are of one, as in {channel: {value: Email}}",
    "customer_id": "no column holds ids",
    "order_id": "no column holds ids",
}


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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A column that may be one of ours."""

    column: "ColumnEvidence"
    tier: int
    """0: called so; 1: a word of its name says so; 2: its values alone may say so."""
    rank: int
    """Among those of its tier."""


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


def may_name_customers(column: "ColumnEvidence") -> bool:
    """Tell whether a column may hold the ids of customers, by its name or its values."""
    if not column.may_hold_ids:
        return False
    return column.holds_addresses or _rank(column, "customer_id") is not None


def has_named_costs(columns: "Iterable[ColumnEvidence]") -> bool:
    """Tell whether a column of amounts is called as costs are, and not as what is earned may be."""
    ranks = (
        _rank(each, "cost")
        for each in columns
        if _may_be("cost", each) and _rank(each, "revenue") is None
    )
    return any(found is not None and found.tier == 0 for found in ranks)


def _list_keys(role: Role, columns: "Sequence[ColumnEvidence]") -> tuple[str, ...]:
    """Return our columns in the order in which they choose theirs."""
    if role is not Role.TOUCHPOINTS:
        # A campaign goes before a channel that no column is called like.
        named = role is not Role.COSTS or any(_rank(each, "channel") for each in columns)
        tags = () if named else _TAGS
        return (*_NEEDED[role], *tags, *(ours for ours in OPTIONAL[role] if ours not in tags))
    tagged = [ours for ours in _TAGS if _choose(ours, columns).theirs is not None]
    both = find_source_medium([each.name for each in columns])
    if both is not None and both == _choose("source", columns).theirs:
        # One column that holds both is split where it is read.
        tagged = [ours for ours in tagged if ours != "medium"]
    channel = _choose("channel", [each for each in columns if _rank(each, "channel")])
    grouped = channel.theirs is None and {"source", "medium"} & set(tagged)
    if channel.theirs is None and not tagged and any(each.tagged for each in columns):
        return (*_NEEDED[role], "landing_page", *OPTIONAL[role])
    if grouped:
        # What led to the visit tells where neither a source nor a medium does.
        return (*_NEEDED[role], *tagged, *OPTIONAL[role])
    # A channel of its own goes before what channels are made of, which is kept beside it.
    return (*_NEEDED[role], "channel", *tagged, "interaction")


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
    best = max(known, key=lambda each: (counts[each.name], -_get_tier(each, ours)))
    certain = _get_tier(best, ours) == 0
    return ColumnChoice(ours, best.name, shared.describe(best), certain)


def _choose_line_total(ours: str, free: "Sequence[ColumnEvidence]") -> ColumnChoice | None:
    """Return the column of the amounts of whole rows, which goes before prices of pieces.

    None where there is none, or where a name tells amounts of orders.
    """
    amounts = [each for each in free if each.holds_amounts] if ours == "revenue" else []
    totals = [each for each in amounts if is_line_total(each.name)]
    if not totals or any(_names_amounts(each) for each in amounts):
        return None
    best, *others = totals
    near = f"; or {format_examples([each.name for each in others], _SHOWN)}" if others else ""
    why = f"{best.describe_amounts()}, called as those of whole rows are{near}"
    return ColumnChoice(ours, best.name, why, certain=not others)


def _names_amounts(column: "ColumnEvidence") -> bool:
    """Tell whether a column is called as amounts are, and neither prices nor those of rows."""
    if is_line_total(column.name) or _rank(column, "revenue") is None:
        return False
    words = set(simplify_name(column.name).split())
    return not (is_unit_price(column.name) or ("price" in words and "total" not in words))


def _get_tier(column: "ColumnEvidence", ours: str) -> int:
    named = _rank(column, ours)
    return 2 if named is None else named.tier


def _choose(ours: str, free: "Sequence[ColumnEvidence]") -> ColumnChoice:
    fits = [each for each in free if _may_be(ours, each)]
    ranked = sorted(
        (found for each in fits if (found := _rank(each, ours)) is not None),
        key=lambda found: (found.tier, found.rank),
    )
    if ours == "order_id":
        ranked = _put_number_first(ranked, fits)
    if not ranked and ours in _BY_CONTENTS:
        held = [each for each in fits if _holds(ours, each)]
        alone = [each for each in fits if _is_allowed(ours, each)] if ours == "cost" else []
        held = held or (alone if len(alone) == 1 else [])
        ranked = [_Candidate(each, 2, 0) for each in held]
    if not ranked:
        if ours in TIME_KEYS:
            fits = fits or [each for each in free if each.may_hold_times]
        allowed = [each for each in fits if _is_allowed(ours, each)]
        if ours == "channel":
            allowed = [each for each in allowed if each.holds_kinds and each.distinct > 1]
        shown = fits if ours in _MONEY_KEYS and not allowed else allowed
        return ColumnChoice(ours, None, _describe_open(ours, shown), candidates=bool(allowed))
    best, *rest = ranked
    equal = [each for each in rest if (each.tier, each.rank) == (best.tier, best.rank)]
    timed = [each for each in (best, *equal) if each.column.timed] if ours in TIME_KEYS else []
    if equal and len(timed) == 1:
        # A day beside the moment that it is of.
        best, *rest = [*timed, *(each for each in ranked if each not in timed)]
    elif equal:
        return ColumnChoice(ours, None, _describe_open(ours, [each.column for each in ranked]))
    near = [each.column.name for each in rest if each.tier == best.tier]
    others = f"; or {format_examples(near, _SHOWN)}" if near else ""
    why = f"{_describe(ours, best.column)}{others}"
    return ColumnChoice(ours, best.column.name, why, certain=best.tier == 0 and not near)


def _put_number_first(
    ranked: "list[_Candidate]", fits: "Sequence[ColumnEvidence]"
) -> "list[_Candidate]":
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
    return [_Candidate(numbers[0], 1, -1), *others]


def _rank(column: "ColumnEvidence", ours: str) -> _Candidate | None:
    """Return how a column's name speaks for one of ours; None where it does not."""
    found = rank_name(ours, column.name)
    return None if found is None else _Candidate(column, *found)


def _may_be(ours: str, column: "ColumnEvidence") -> bool:
    """Tell whether the values of a column can be those of one of ours."""
    if ours in TIME_KEYS:
        named = _rank(column, ours) is not None and "id" not in simplify_name(column.name).split()
        return column.holds_times or (column.may_hold_times and named)
    named = ours in _MONEY_KEYS and _rank(column, ours) is not None
    if named and column.may_hold_amounts and not column.holds_flags:
        return True
    held = {
        **dict.fromkeys(_MONEY_KEYS, column.holds_amounts),
        "refunded": column.holds_amounts and not column.holds_flags,
        **dict.fromkeys(_ID_KEYS, column.may_hold_ids),
        "currency": column.holds_codes,
        "interaction": column.holds_messages,
        "status": column.holds_kinds or column.holds_statuses,
        "cancelled_at": column.may_hold_times,
        "landing_page": column.tagged > 0,
        "channel": _may_be_channel(column),
    }
    return held.get(ours, not column.holds_times and not column.holds_money)


def _may_be_channel(column: "ColumnEvidence") -> bool:
    """Tell whether the values of a column can be channels: no messages' fates, nor campaigns."""
    if column.holds_times or column.holds_money or column.tagged or column.holds_records:
        return False
    other = column.holds_interactions or column.unmet > 0 or _rank(column, "campaign") is not None
    return _rank(column, "channel") is not None or not other


def _holds(ours: str, column: "ColumnEvidence") -> bool:
    """Tell whether the values of a column speak for one of ours without its name."""
    if ours in TIME_KEYS:
        return column.holds_times and _is_allowed(ours, column)
    if ours in ("revenue", "cost"):
        return column.holds_money and _is_allowed(ours, column)
    if ours == "customer_id":
        return column.holds_addresses
    if ours == "landing_page":
        return column.tagged > 0
    if ours == "interaction":
        return column.holds_messages
    few = column.holds_kinds and column.distinct > 1
    return few and not column.holds_addresses and _is_allowed(ours, column)


def _is_allowed(ours: str, column: "ColumnEvidence") -> bool:
    never = _NO_CHANNELS if ours == "channel" else USUAL_NAMES[ours].never
    return set(simplify_name(column.name).split()).isdisjoint(never)


def _describe(ours: str, column: "ColumnEvidence") -> str:
    """Return the evidence for a column."""
    if ours in TIME_KEYS or ours == "cancelled_at":
        return column.describe_times()
    if ours in _MONEY_KEYS:
        return column.describe_amounts()
    if ours == "landing_page":
        return column.describe_links()
    return column.describe_ids() if ours in _ID_KEYS else column.describe_words()


def _describe_open(ours: str, fits: "Iterable[ColumnEvidence]") -> str:
    """Return the columns that an open one of ours may be."""
    names = [f"{each.name} ({_describe(ours, each)})" for each in fits]
    if not names:
        return _NOTHING_LIKE.get(ours, "no column is like it")
    return " or ".join(names[:_SHOWN]) + (f" or {len(names) - _SHOWN:,} more" * (len(names) > 4))
