"""The touchpoints of a run: dated contacts of customers with channels."""

from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.channels.grouping import (
    ChannelNotes,
    assign_channels,
    describe_channels,
    find_ignored,
    has_rules,
)
from cli.inputs.channels.payments import count_payment_pages
from cli.inputs.formats.columns.column_names import find_column
from cli.inputs.formats.columns.event_columns import VISIT_BY_GAP, VISITS
from cli.inputs.formats.recognise import describe_formats, recognise
from cli.inputs.orders.duplicates import may_repeat
from cli.inputs.reading.bad_rows import refuse_bad
from cli.inputs.reading.notes import describe_absent_attribute, describe_counts
from cli.inputs.reading.read import read_files
from cli.inputs.tables.columns import SOURCE_MEDIUM, RoleColumns
from cli.inputs.tally import add_maps
from cli.inputs.touchpoints.contacts import NO_CONTACTS, describe_unmet, take_contacts
from cli.inputs.touchpoints.visits import drop_purchases, name_visits
from cli.report import LedgerLine
from cli.settings.sections.channels import Channels
from cli.settings.sections.exports.columns import list_made, list_plain
from cli.settings.sections.exports.files import Role, TouchpointColumn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.inputs.context import ReadContext
    from cli.inputs.formats.recognise import RecognisedFile
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.reading.rows import ReadCounts
    from cli.inputs.tables.table import Table
    from cli.report import ReadFile
    from cli.settings.sections.exports.files import Touchpoints

ROLE: Final = "touchpoints"
_ID: Final = "touchpoint_id"
_LINKS: Final = (TouchpointColumn.LANDING_PAGE, TouchpointColumn.REFERRER)
"""Columns that are not read but what channels are made of, see `columns.link_tags`."""
_USUAL: Final = Channels.model_construct()
FURTHER_EVENTS: Final = "further events of a visit"
"""The line of the ledger for events of visits that are touches already."""
PURCHASES: Final = "purchases outside of a visit"
"""The line of the ledger for events that are orders, reported without a visit or a source."""
_INTEGER: Final = r"^(0|-?[1-9][0-9]{0,17})$"


class TouchpointInput(NamedTuple):
    """Usable touchpoints and what became of the other rows."""

    frame: pl.DataFrame
    """One row a touch, files in the order given: `customer_id` String, `touched_at` Datetime us
    UTC, `channel` and every other mapped column Categorical (null: blank), the attribute of the
    report likewise; `touchpoint_id` Int64 where all are integers, else String; `dated_only`
    Boolean where some touch has a date without a time."""
    files: tuple["ReadFile", ...]
    lines: tuple[LedgerLine, ...]
    """Rows that are not in `frame`; with the height of `frame` they add up to the rows read."""
    counts: "ReadCounts"
    notes: tuple[str, ...]
    details: tuple[str, ...]
    """What was decided about each file, for `-v`."""
    unassigned: str | None = None
    """The channel of grouped touches that no rule matches; None where none is grouped."""
    visits_by_gap: bool = False
    """Whether visits were made of events that name none."""
    addresses: bool = True
    """Whether some customer may be an address."""
    paying: "Mapping[str, int]" = MappingProxyType({})
    """Touches that come from pages of payment, by their source."""

    @property
    def rows(self) -> int:
        """Rows read, without empty ones."""
        return sum(file.rows for file in self.files)


def choose_touchpoint_columns(
    section: "Touchpoints", by: str | None = None, channels: Channels = _USUAL
) -> RoleColumns:
    """Return the columns that are read from touchpoint files."""
    return RoleColumns(
        ROLE,
        list_plain(section.columns),
        tuple(name.value for name in TouchpointColumn if name not in _LINKS),
        frozenset({"customer_id", "touched_at", "channel"}),
        frozenset({"touched_at"}),
        by,
        grouped=has_rules(channels),
        sources=list_made(section.columns),
    )


def read_touchpoints(
    section: "Touchpoints", context: "ReadContext", channels: Channels = _USUAL
) -> TouchpointInput:
    """Read the touchpoints.

    Files without a channel get it from source, medium and campaign as `channels` says.

    Raises `BadRowsError` (exit status 1) past the tolerance, errors of exit status 2 for files that
    are missing, unreadable, no table or lack a column. Source: definitions, section 2.
    """
    files = recognise(section, Role.TOUCHPOINTS, context.folder, context.home)
    wanted = partial(choose_touchpoint_columns, by=context.by, channels=channels)
    reading = read_files(files, wanted, context.timezone, last_instant=False)
    refuse_bad(ROLE, reading, context.tolerance, context.keep)
    frame = reading.rows.frame
    found = select_usable(frame, reading.tables, reading.starts, channels)
    frame = found.frame
    if "touchpoint_id" in frame.columns:
        found = drop_repeated(found)
        frame = with_typed_ids(found.frame, integers=has_integer_ids(found.frame))
    frame = with_attribute(frame, context.by)
    return make_touchpoint_input(files, reading, channels, replace(found, frame=frame), context.by)


@dataclass(frozen=True, slots=True)
class UsableTouches:
    """Touches with customer and channel; the sums over some rows at a time are those of all."""

    frame: pl.DataFrame
    """The touches; empty in a sum."""
    channelled: ChannelNotes
    nameless: int = 0
    """Rows without a customer."""
    ignored: int = 0
    """Rows that `channels.ignore` drops."""
    purchases: int = 0
    """Rows that are purchases no visit holds."""
    repeated: int = 0
    """Rows whose `touchpoint_id` another row has."""
    unmet: "Mapping[str, int]" = field(default_factory=dict)
    """Rows that are no contact, such as e-mails sent, by their interaction as written."""
    paying: "Mapping[str, int]" = field(default_factory=dict)
    """Touches that come from pages of payment, by their source."""

    def __add__(self, other: "UsableTouches") -> "UsableTouches":
        """Return the sums, without touches."""
        return UsableTouches(
            self.frame.clear(),
            self.channelled + other.channelled,
            self.nameless + other.nameless,
            self.ignored + other.ignored,
            self.purchases + other.purchases,
            self.repeated + other.repeated,
            add_maps([self.unmet, other.unmet]),
            add_maps([self.paying, other.paying]),
        )


def select_usable(
    frame: pl.DataFrame, tables: "Sequence[Table]", starts: "Sequence[int]", channels: Channels
) -> UsableTouches:
    """Return the usable touches among the rows of some files; see `grouping.assign_channels`."""
    frame, made = assign_channels(frame, tables, starts, channels)
    known = frame.filter(pl.col("customer_id").is_not_null()) if _has_blanks(frame) else frame
    spare = find_ignored(known, channels)
    kept = known if spare is None else known.filter(~spare)
    met, unmet = take_contacts(kept)
    dropped = frame.height - known.height, known.height - kept.height
    return UsableTouches(met, made, *dropped, unmet=unmet, paying=count_payment_pages(met))


def make_touchpoint_input(
    files: "Sequence[RecognisedFile[Touchpoints]]",
    reading: "RoleRows",
    channels: Channels,
    found: UsableTouches,
    by: str | None,
) -> TouchpointInput:
    """Return what `found`, the usable touches of all rows or their sum, comes to."""
    rows, made = reading.rows, found.channelled
    lines = (
        LedgerLine(ROLE, "without customer_id", found.nameless, None),
        LedgerLine(ROLE, "ignored (channels.ignore)", found.ignored, None),
        LedgerLine(ROLE, NO_CONTACTS, sum(found.unmet.values()), None),
        LedgerLine(ROLE, PURCHASES, found.purchases, None),
        LedgerLine(ROLE, _name_repeated(reading.tables), found.repeated, None),
        LedgerLine(ROLE, "totals rows", rows.totals, None),
        LedgerLine(ROLE, "no touchpoints by the format", rows.ignored, None),
        LedgerLine(ROLE, "bad rows", rows.bad, None),
    )
    said = describe_counts(ROLE, rows.bad, rows.problems, rows.counts)
    return TouchpointInput(
        found.frame,
        reading.files,
        tuple(line for line in lines if line.rows),
        rows.counts,
        (
            *rows.notes,
            *said,
            *describe_absent_attribute(by, reading),
            *made.describe_grouping(channels, reading.tables),
            *describe_unmet(found.unmet),
        ),
        (*describe_formats(files), *rows.details, *describe_channels(reading.tables, channels)),
        made.find_unassigned(channels),
        VISIT_BY_GAP in _list_id_columns(reading.tables),
        any(table.may_hold("@") for table in reading.tables),
        found.paying,
    )


def _name_repeated(tables: "Sequence[Table]") -> str:
    """Return what rows with the `touchpoint_id` of another are: events of a visit, or copies."""
    ids = _list_id_columns(tables)
    visits = all(find_column((*VISITS, VISIT_BY_GAP), [each]) for each in ids)
    return FURTHER_EVENTS if visits else "duplicate touchpoint_id"


def _list_id_columns(tables: "Sequence[Table]") -> set[str]:
    return {each.theirs for table in tables for each in table.fields if each.name == _ID}


def _has_blanks(frame: pl.DataFrame) -> bool:
    return frame["customer_id"].null_count() > 0


def drop_repeated(found: UsableTouches) -> UsableTouches:
    """Return touches that have ids with one for each, without purchases that no visit holds."""
    named = name_visits(found.frame)
    met = drop_purchases(named)
    kept = drop_duplicates(met)
    bought, repeated = named.height - met.height, met.height - kept.height
    return replace(found, frame=kept, purchases=bought, repeated=repeated)


def drop_duplicates(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep one touch for each `touchpoint_id`: the earliest, then by customer and channel.

    One that says where it came from goes before others: of a visit only its first events do.
    """
    ids = frame["touchpoint_id"]
    if not may_repeat(ids):
        return frame
    several = ids.is_duplicated() & ids.is_not_null()
    order: list[str | pl.Expr] = ["touched_at", "customer_id", *_list_texts(frame)]
    if "source" in frame.columns:
        order.insert(0, pl.col("source").is_null())
    texts = pl.col(_list_texts(frame)).cast(pl.String)
    spare = (
        frame.with_row_index("row\0")
        .filter(several)
        .with_columns(texts)
        .sort([*order, "row\0"])
        .filter(~pl.col("touchpoint_id").is_first_distinct())
    )
    left = ~pl.col("row\0").is_in(spare["row\0"].implode())
    return frame.with_row_index("row\0").filter(left).drop("row\0")


def has_integer_ids(frame: pl.DataFrame) -> bool:
    """Tell whether every `touchpoint_id` that is not null is an integer."""
    return bool(frame["touchpoint_id"].str.contains(_INTEGER).all())


def with_typed_ids(frame: pl.DataFrame, *, integers: bool) -> pl.DataFrame:
    """Return touches with `touchpoint_id` as integers where those of all touches are."""
    if integers and frame["touchpoint_id"].null_count() < frame.height:
        return frame.with_columns(pl.col("touchpoint_id").cast(pl.Int64))
    return frame


def _list_texts(frame: pl.DataFrame) -> list[str]:
    named = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Categorical)]
    return sorted(named, key=lambda name: (name != "channel", name))


def with_attribute(frame: pl.DataFrame, by: str | None) -> pl.DataFrame:
    """Return touches with the attribute of the report where it is made of others."""
    if by != SOURCE_MEDIUM or by in frame.columns:
        return frame
    source, medium = (pl.col(name).cast(pl.String) for name in ("source", "medium"))
    both = pl.concat_str(source.fill_null("(none)"), pl.lit(" / "), medium.fill_null("(none)"))
    known = source.is_not_null() | medium.is_not_null()
    return frame.with_columns(pl.when(known).then(both).cast(pl.Categorical).alias(by))
