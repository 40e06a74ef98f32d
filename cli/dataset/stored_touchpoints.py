"""Touchpoints larger than memory: usable touches by customer in a store."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import add
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.dataset.stored_files import read_parted
from cli.engines.bucket_store import TOUCHES, Bucketed, by_customer, by_key
from cli.inputs.channels.grouping import ChannelNotes
from cli.inputs.formats.columns.event_columns import PURCHASE_BY_GAP, VISIT_BY_GAP
from cli.inputs.reading.bad_rows import refuse_bad
from cli.inputs.reading.open import open_tables
from cli.inputs.reading.rows import POSITION
from cli.inputs.tables.columns import ValueKind
from cli.inputs.totals import TouchTotals, list_attributes
from cli.inputs.touchpoints.read import (
    ROLE,
    TouchpointInput,
    UsableTouches,
    choose_touchpoint_columns,
    drop_repeated,
    has_integer_ids,
    make_touchpoint_input,
    select_usable,
    with_attribute,
)
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cli.engines.bucket_store import BucketStore, Tables
    from cli.engines.chunk_reader import ChunkReader
    from cli.inputs.context import ReadContext
    from cli.inputs.identities.assign import CustomerResolver
    from cli.inputs.tables.table import Table
    from cli.settings.sections.channels import Channels
    from cli.settings.sections.exports.files import Touchpoints

_ID: Final = "touchpoint_id"
_NOTHING: Final = TouchTotals(0, None, {})


@dataclass(frozen=True, slots=True)
class StoredTouches:
    """Usable touches in a store, under `TOUCHES`."""

    store: "BucketStore"
    input: TouchpointInput
    """Without its frame."""
    schema: pl.Schema
    """Of the table; a column may be missing in some rows."""
    facts: TouchTotals
    ways: "Counter[int]"
    """By what touches found their customer, see `CustomerResolver.resolve_touches`."""


def store_touchpoints(
    intake: "ChunkReader",
    section: "Touchpoints",
    context: "ReadContext",
    owners: "CustomerResolver",
    channels: "Channels",
) -> StoredTouches:
    """Read touchpoints as `read.read_touchpoints` does, and give them to their customers.

    Raises what that raises.
    """
    files = intake.recognise(section, Role.TOUCHPOINTS, context.folder, context.home)
    wanted = partial(choose_touchpoint_columns, by=context.by, channels=channels)
    tables = list(open_tables(files, wanted, context.timezone, last_instant=False))
    step = _TouchStep(
        channels, context.by, owners, intake.buckets, _merge_columns([each for each, _ in tables])
    )
    read = read_parted(intake, files, tables, step.read)
    refuse_bad(ROLE, read.reading, context.tolerance, context.keep)
    store, found = read.store, _add_outcomes(read.made)
    if step.identified:
        store, made = store.spread(step.deduplicate)
        # No row may be usable.
        kept = _add_outcomes(made or [step.deduplicate({TOUCHES: found.schema.to_frame()}).facts])
        usable = kept.usable
        repeated = replace(found.usable, purchases=usable.purchases, repeated=usable.repeated)
        ids = replace(kept.facts, ids=found.facts.ids, whole_ids=found.facts.whole_ids)
        found = replace(kept, usable=repeated, facts=ids)
    made_of = make_touchpoint_input(files, read.reading, channels, found.usable, context.by)
    made_of = made_of._replace(notes=(*made_of.notes, *intake.describe_skew(store, TOUCHES)))
    return StoredTouches(store, made_of, found.schema, found.facts, found.ways)


@dataclass(frozen=True, slots=True)
class _TouchOutcome:
    """What became of some touches."""

    usable: UsableTouches
    facts: TouchTotals
    ways: "Counter[int]"
    schema: "pl.Schema"

    def __add__(self, other: "_TouchOutcome") -> "_TouchOutcome":
        ways = self.ways + other.ways
        schema = pl.Schema({**self.schema, **other.schema})
        return _TouchOutcome(self.usable + other.usable, self.facts + other.facts, ways, schema)


def _add_outcomes(made: "Iterable[_TouchOutcome]") -> _TouchOutcome:
    return reduce(add, made)


def _merge_columns(tables: "Sequence[Table]") -> dict[str, ValueKind]:
    """Return the columns that the files have together."""
    return {field.name: field.kind for table in tables for field in table.fields}


@dataclass(frozen=True, slots=True)
class _TouchStep:
    """What is done with touches, some at a time."""

    channels: "Channels"
    by: str | None
    owners: "CustomerResolver"
    buckets: int
    columns: "Mapping[str, ValueKind]"
    """Of all files together."""

    @property
    def identified(self) -> bool:
        """Whether touches have ids, which more than one customer's may share."""
        return _ID in self.columns

    def read(self, table: "Table", frame: pl.DataFrame) -> Bucketed[_TouchOutcome]:
        """Take the usable touches from some rows of a file."""
        found = select_usable(
            frame.with_columns(self._add_missing_columns(frame)), (table,), (0,), self.channels
        )
        frame, counts = found.frame, replace(found, frame=found.frame.clear())
        if not self.identified:
            return self._give_to_customers(frame, counts, addresses=table.may_hold("@"))
        ids = frame[_ID]
        facts = replace(_NOTHING, whole_ids=has_integer_ids(frame), ids=len(ids) - ids.null_count())
        alone = pl.lit("\0") + pl.col(POSITION).cast(pl.String)
        person = pl.format("\1{}", "customer_id")
        unnamed = pl.col(_ID).is_in([VISIT_BY_GAP, PURCHASE_BY_GAP])
        known = pl.when(unnamed).then(person).otherwise(_ID)
        keys = frame.select(known.fill_null(alone)).to_series()
        rows = by_key(TOUCHES, frame, keys, self.buckets)
        return Bucketed(rows, _TouchOutcome(counts, facts, Counter(), frame.schema))

    def deduplicate(self, tables: "Tables") -> Bucketed[_TouchOutcome]:
        """Keep one touch of those with one id."""
        found = drop_repeated(UsableTouches(tables[TOUCHES].sort(POSITION), ChannelNotes()))
        return self._give_to_customers(found.frame, replace(found, frame=found.frame.clear()))

    def _give_to_customers(
        self, frame: pl.DataFrame, counts: UsableTouches, *, addresses: bool = True
    ) -> Bucketed[_TouchOutcome]:
        frame = with_attribute(frame, self.by)
        frame, ways = self.owners.resolve_touches(frame, addresses=addresses)
        facts = TouchTotals.of(frame, list_attributes(frame.columns))
        rows = by_customer(TOUCHES, frame, self.buckets)
        return Bucketed(rows, _TouchOutcome(counts, facts, ways, frame.schema))

    def _add_missing_columns(self, frame: pl.DataFrame) -> "Iterator[pl.Expr]":
        """Return the columns that other files have, blank."""
        for name, kind in self.columns.items():
            if name not in frame.columns and name != "channel":
                blank = pl.lit(None, pl.String if kind is ValueKind.ID else pl.Categorical)
                yield blank.alias(name)
