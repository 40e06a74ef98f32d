"""Which columns of a file are read, as what, under which name."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from cli.errors import find_nearest
from cli.inputs.tables.errors import (
    ORDER_ID,
    ChannelMissingError,
    MissingColumnsError,
    UnknownAttributeError,
)
from cli.inputs.tables.name_forms import fold_name, quote_name
from cli.inputs.tables.usual_names.ranking import rank_name
from cli.inputs.values.amounts import DIGITS
from cli.inputs.vocabularies.letters import space_words
from cli.settings.sections.exports.columns import list_names
from cli.wording import format_list

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    import polars as pl

    from cli.inputs.tables.header import Header
    from cli.settings.sections.exports.columns import MadeSource

SOURCE_MEDIUM: Final = "source_medium"
_INSTEAD: Final = (
    "Source and medium will do instead: touchpoints.columns: {source: NAME, medium: NAME}; "
    "for a file of one channel, {channel: {value: NAME}}. "
)
_LINKS: Final = (
    "The tags of the links in a column will do instead: touchpoints.columns: {{landing_page: {}}}. "
)


OPERAND: Final = "\1"
"""Between the name of a formula of ours and that of a column that it takes."""
_NO_MONEY: Final = "Leads have none: orders.columns: {revenue: 0}. "


class ValueKind(StrEnum):
    """What the values of a column are read as."""

    ID = "id"
    TIME = "time"
    AMOUNT = "amount"
    CATEGORY = "category"
    FORMULA = "formula"
    """An amount calculated from columns that are read for it."""


KINDS: Final = {
    "customer_id": ValueKind.ID,
    "alias": ValueKind.ID,
    "order_id": ValueKind.ID,
    "touchpoint_id": ValueKind.ID,
    "line_id": ValueKind.ID,
    "refund_of": ValueKind.ID,
    "touched_at": ValueKind.TIME,
    "ordered_at": ValueKind.TIME,
    "logged_in_at": ValueKind.TIME,
    "revenue": ValueKind.AMOUNT,
    "refunded": ValueKind.AMOUNT,
}
"""Kinds of our columns; all others are categories."""


class Field(NamedTuple):
    """A column to read."""

    name: str
    """Our name."""
    theirs: str
    """The file's name."""
    position: int
    """Place in the file, from 0."""
    required: bool
    """Whether a blank value is a problem."""
    kind: ValueKind
    """What the values are read as."""
    digits: int = DIGITS
    """Digits after the point that amounts are read with."""
    operand: bool = False
    """Whether it is read for a formula only."""
    formula: "pl.Expr | None" = None
    """The amount, by the operands, which hold the columns' names."""
    operands: tuple[str, ...] = ()
    """The names of the operands of a formula."""
    unit: str = ""
    """What its numbers count since 1970, by the format of the file."""


class LinkColumns(NamedTuple):
    """The columns of touchpoints that hold links, by the names of the file."""

    landing: str | None = None
    """Pages that visits began with, whose tags tell where from."""
    referrer: str | None = None
    """Pages that led to them."""
    page: str | None = None
    """Pages of the shop that were looked at, which lead to no visit of their own host."""
    calls: bool = False
    """Whether each row is a call of a page, by the format of the file."""

    @property
    def of_visits(self) -> bool:
        """Whether each row is a visit by its column's name, and not a page among others of one."""
        if self.calls:
            return False
        return self.landing is None or rank_name("landing_page", self.landing) is not None


@dataclass(frozen=True, slots=True)
class RoleColumns:
    """The columns of a role."""

    role: str
    columns: "Mapping[str, str]"
    """Our names and theirs, from the settings."""
    standard: tuple[str, ...]
    """All our names of the role."""
    needed: frozenset[str]
    """Those without which the file is refused."""
    filled: frozenset[str]
    """Those in which a blank is a problem."""
    by: str | None = None
    """The attribute of the report."""
    kinds: "Mapping[str, ValueKind]" = field(default_factory=lambda: KINDS)
    """Kinds of our columns, others are categories."""
    made: frozenset[str] = frozenset()
    """Columns that are not looked for, since the settings or the format make them."""
    sources: "Mapping[str, MadeSource]" = field(default_factory=dict)
    """What the settings make columns of, where it is no column of the file."""
    claimed: frozenset[str] = frozenset()
    """Amounts of the file that a formula takes, so that they stand for none of ours."""
    grouped: bool = False
    """Whether a source or a medium can stand for the channel."""
    other_names: "Mapping[str, tuple[str, ...]]" = field(default_factory=dict)
    """Other usual names of columns of ours, in lower case with spaces: looked for where neither
    the settings nor our name tells."""
    tagless: str = ""
    """What else a message proposes where neither a channel nor a source is found."""
    links: LinkColumns | None = None
    """Links that source, medium and campaign are made of; None where they are in columns."""
    tagged: str | None = None
    """A column of links with tags that no name tells, proposed where nothing names the channel."""
    status_columns: frozenset[str] = frozenset()
    """Columns of the file that hold statuses of orders though no name tells it."""
    return_quantities: frozenset[str] = frozenset()
    """Columns of pieces sold that are negative in rows of returns."""
    shared: frozenset[str] = frozenset()
    """Columns of ours that of several files only some need to have."""
    elsewhere: frozenset[str] = frozenset()
    """The columns that some file of several has, where columns of ours are `shared`."""
    rows_without_ids: bool = False
    """Whether each row is one of the role on its own, so that nothing need tell them apart."""
    excuse: "Callable[[Mapping[str, pl.Expr]], pl.Expr | None] | None" = None
    """What tells, by the columns read, which rows are none of the role, so that nothing in them is
    judged; None: every row is."""

    @property
    def names(self) -> set[str]:
        """The names that a header is expected to have."""
        return {self.columns.get(name, name) for name in self.standard} | list_names(
            self.sources.values()
        )

    def choose_fields(self, source: str, header: "Header") -> tuple[Field, ...]:
        """Return the columns to read from a file.

        Raises `MissingColumnsError`, `ChannelMissingError`, `UnknownAttributeError`.
        """
        places = {name: place for place, name in enumerate(header.names)}
        found = self._find_columns(header.names)
        self._refuse_missing(source, header, found)
        for name in self._find_attributes(found, places):
            if name not in places:
                known = [*found, *(other for other in header.names if other and other not in found)]
                raise UnknownAttributeError(source, name, known)
            found[name] = name
        return tuple(
            self.make_field(ours, theirs, places[theirs]) for ours, theirs in found.items()
        )

    def _find_columns(self, names: "Collection[str]") -> dict[str, str]:
        """Return our names and theirs of the columns that some names are of."""
        found = dict(self._map_columns(names))
        found |= self._find_folded(found, names)
        return found | self._find_other_names(found, names)

    def make_field(self, ours: str, theirs: str, position: int) -> Field:
        """Return a column to read."""
        kind = self.kinds.get(ours, ValueKind.CATEGORY)
        return Field(ours, theirs, position, ours in self.filled, kind)

    def _find_folded(self, found: "Mapping[str, str]", names: "Collection[str]") -> dict[str, str]:
        """Return columns of ours in capitals or camel case, in files of which nothing is mapped."""
        if self.columns or self.sources or (self.made and self.links is None):
            return {}
        taken = set(found.values())
        folded = {fold_name(name): name for name in reversed([*names]) if name not in taken}
        left = (ours for ours in self.standard if ours not in found and ours not in self.made)
        return {ours: folded[ours] for ours in left if ours in folded}

    def _find_other_names(
        self, found: "Mapping[str, str]", names: "Collection[str]"
    ) -> dict[str, str]:
        taken = set(found.values())
        plain = {space_words(name): name for name in reversed([*names]) if name not in taken}
        return {
            ours: next(plain[other] for other in others if other in plain)
            for ours, others in self.other_names.items()
            if ours not in found and ours not in self.made and not plain.keys().isdisjoint(others)
        }

    def _map_columns(self, places: "Collection[str]") -> "Iterable[tuple[str, str]]":
        claimed = {*self.columns.values(), *self.claimed}
        for ours in self.standard:
            theirs = self.columns.get(ours, ours)
            if (
                ours not in self.made
                and theirs in places
                and (ours in self.columns or theirs not in claimed)
            ):
                yield ours, theirs

    def _find_attributes(
        self, found: "Mapping[str, str]", places: "Mapping[str, int]"
    ) -> "Iterable[str]":
        if self.by is None:
            return ()
        asked = ("source", "medium") if self.by == SOURCE_MEDIUM else (self.by,)
        if self.by in places:
            asked = (self.by,)
        return [name for name in asked if name not in found and name not in self.made]

    def _refuse_missing(self, source: str, header: "Header", found: "Mapping[str, str]") -> None:
        needed = self.needed | set(self.columns)
        missing = {
            name: self.columns.get(name, name)
            for name in self.standard
            if name in needed and name not in found and name not in self.made
        }
        for name in self.shared & missing.keys() & self._find_columns(self.elsewhere).keys():
            del missing[name]
        tags = [name for name in ("source", "medium") if name in found or name in self.made]
        if "channel" in missing and tags and "channel" not in self.columns:
            if self.grouped:
                del missing["channel"]
            elif len(missing) == 1:
                raise ChannelMissingError(source, tags)
        if not missing:
            return
        taken = {*found.values(), *header.made}
        free = [name for name in header.names if name not in taken]
        alone = self.rows_without_ids or (len(missing) == 1 and not free)
        if alone and ORDER_ID in missing and ORDER_ID not in self.columns:
            del missing[ORDER_ID]
            if not missing:
                return
        instead = ""
        if self.grouped and "channel" in missing:
            links = "" if self.tagged is None else _LINKS.format(quote_name(self.tagged))
            instead = f"{links or _INSTEAD}{self.tagless}"
        if missing == {"revenue": "revenue"} and not find_nearest("revenue", header.names):
            instead = _NO_MONEY
        instead += _describe_records(header)
        own = [name for name in header.names if name not in header.made]
        raise MissingColumnsError(source, self.role, missing, own, free, instead)


def _describe_records(header: "Header") -> str:
    """Return which columns of Parquet hold records, of which nothing is read; none of text."""
    pairs = zip(header.names, header.flat_names, strict=True)
    nested = [name for name, flat in pairs if name != flat]
    if not nested:
        return ""
    verb = "holds" if len(nested) == 1 else "hold"
    return (
        f"{format_list(nested)} {verb} records, of which nothing is read: write what they tell to"
        " columns of their own, or export the rows as JSON, a record a line. "
    )
