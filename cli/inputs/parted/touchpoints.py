"""Touchpoints larger than memory: usable touches by customer in a store."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import add
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.engines.store import TOUCHES, Spread
from cli.inputs.channels import Channelled
from cli.inputs.duplicates import POSITION
from cli.inputs.facts import TouchFacts, attributes_of
from cli.inputs.fields import Kind
from cli.inputs.parted.customers import by_customer, by_key
from cli.inputs.parted.reading import read_parted
from cli.inputs.reading import opened
from cli.inputs.rejected import refuse_bad
from cli.inputs.touchpoints import (
    ROLE,
    TouchpointInput,
    Usable,
    integers,
    touchpoint_input,
    unique,
    usable,
    wanted_touchpoints,
    with_attribute,
)
from cli.settings.files import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cli.engines.store import Store, Tables
    from cli.inputs.owners import Owners
    from cli.inputs.parted.intake import Intake
    from cli.inputs.table import Table
    from cli.settings.channels import Channels
    from cli.settings.files import Touchpoints
    from cli.settings.tolerance import Tolerance

_ID: Final = "touchpoint_id"
_NOTHING: Final = TouchFacts(0, None, {})


@dataclass(frozen=True, slots=True)
class StoredTouches:
    """Usable touches in a store, under `TOUCHES`."""

    store: "Store"
    input: TouchpointInput
    """Without its frame."""
    schema: pl.Schema
    """Of the table; a column may be missing in some rows."""
    facts: TouchFacts
    ways: "Counter[int]"
    """By what touches found their customer, see `Owners.of_touches`."""


def store_touchpoints(  # noqa: PLR0913 - as touchpoints.read_touchpoints
    intake: "Intake",
    section: "Touchpoints",
    owners: "Owners",
    *,
    timezone: str,
    tolerance: "Tolerance",
    folder: "Path | None",
    home: "Path | None",
    by: str | None,
    channels: "Channels",
    keep: "dict[str, pl.DataFrame] | None",
) -> StoredTouches:
    """Read touchpoints as `touchpoints.read_touchpoints` does, and give them to their customers.

    Raises what that raises.
    """
    files = intake.recognised(section, Role.TOUCHPOINTS, folder, home)
    wanted = partial(wanted_touchpoints, by=by, channels=channels)
    tables = [opened(file, wanted(file.section), timezone, last_instant=False) for file in files]
    step = _Step(channels, by, owners, intake.buckets, _columns([table for table, _ in tables]))
    read = read_parted(intake, files, tables, step.read)
    refuse_bad(ROLE, read.reading, tolerance, keep)
    store, found = read.store, _sum(read.made)
    if step.identified:
        store, made = store.spread(step.deduplicated)
        # No row may be usable.
        kept = _sum(made or [step.deduplicated({TOUCHES: found.schema.to_frame()}).facts])
        repeated = replace(found.usable, repeated=kept.usable.repeated)
        ids = replace(kept.facts, ids=found.facts.ids, whole_ids=found.facts.whole_ids)
        found = replace(kept, usable=repeated, facts=ids)
    made_of = touchpoint_input(files, read.reading, channels, found.usable)
    made_of = replace(made_of, notes=(*made_of.notes, *intake.notes(store, TOUCHES)))
    return StoredTouches(store, made_of, found.schema, found.facts, found.ways)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What became of some touches."""

    usable: Usable
    facts: TouchFacts
    ways: "Counter[int]"
    schema: "pl.Schema"

    def __add__(self, other: "_Kept") -> "_Kept":
        ways = self.ways + other.ways
        schema = pl.Schema({**self.schema, **other.schema})
        return _Kept(self.usable + other.usable, self.facts + other.facts, ways, schema)


def _sum(made: "Iterable[_Kept]") -> _Kept:
    return reduce(add, made)


def _columns(tables: "Sequence[Table]") -> dict[str, Kind]:
    """Return the columns that the files have together."""
    return {field.name: field.kind for table in tables for field in table.fields}


@dataclass(frozen=True, slots=True)
class _Step:
    """What is done with touches, some at a time."""

    channels: "Channels"
    by: str | None
    owners: "Owners"
    buckets: int
    columns: "Mapping[str, Kind]"
    """Of all files together."""

    @property
    def identified(self) -> bool:
        """Whether touches have ids, which more than one customer's may share."""
        return _ID in self.columns

    def read(self, table: "Table", frame: pl.DataFrame) -> Spread[_Kept]:
        """Take the usable touches from some rows of a file."""
        found = usable(frame.with_columns(self._missing(frame)), (table,), (0,), self.channels)
        frame, counts = found.frame, replace(found, frame=found.frame.clear())
        if not self.identified:
            return self._given(frame, counts)
        ids = frame[_ID]
        facts = replace(_NOTHING, whole_ids=integers(frame), ids=len(ids) - ids.null_count())
        alone = pl.lit("\0") + pl.col(POSITION).cast(pl.String)
        keys = frame.select(pl.col(_ID).fill_null(alone)).to_series()
        rows = by_key(TOUCHES, frame, keys, self.buckets)
        return Spread(rows, _Kept(counts, facts, Counter(), frame.schema))

    def deduplicated(self, tables: "Tables") -> Spread[_Kept]:
        """Keep one touch of those with one id."""
        frame = tables[TOUCHES].sort(POSITION)
        kept = unique(frame)
        counts = Usable(kept.clear(), Channelled(), repeated=frame.height - kept.height)
        return self._given(kept, counts)

    def _given(self, frame: pl.DataFrame, counts: Usable) -> Spread[_Kept]:
        frame, ways = self.owners.of_touches(with_attribute(frame, self.by))
        facts = TouchFacts.of(frame, attributes_of(frame.columns))
        rows = by_customer(TOUCHES, frame, self.buckets)
        return Spread(rows, _Kept(counts, facts, ways, frame.schema))

    def _missing(self, frame: pl.DataFrame) -> "Iterator[pl.Expr]":
        """Return the columns that other files have, blank."""
        for name, kind in self.columns.items():
            if name not in frame.columns and name != "channel":
                blank = pl.lit(None, pl.String if kind is Kind.ID else pl.Categorical)
                yield blank.alias(name)
