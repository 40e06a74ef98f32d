"""All files of a role read piece by piece into a store."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from cli.engines.bucket_store import Bucketed
from cli.inputs.detection.apostrophes import (
    Apostrophes,
    choose_strips,
    count_apostrophes,
    strip_apostrophes,
)
from cli.inputs.reading.fast_path import DoubtfulError
from cli.inputs.reading.read import (
    join_files,
    make_read_file,
    merge_pieces,
    refuse_nul,
    with_notes,
)
from cli.inputs.reading.role_rows import RoleRows, number_rows
from cli.inputs.reading.rows import Rows, find_money_column
from cli.inputs.tables.errors import NoRowsError
from cli.inputs.tables.table import ReadPlan, Table
from cli.inputs.tally import add_maps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import polars as pl

    from cli.engines.bucket_store import BucketStore
    from cli.engines.chunk_reader import Chunk, ChunkReader
    from cli.inputs.detection.apostrophes import Strip
    from cli.inputs.formats.recognise import RecognisedFile, Section

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ChunkFacts(Generic[T]):
    """What is known of some rows of a file once they are in a store."""

    rows: Rows
    """Without a frame."""
    total: int
    """Their money."""
    marks: "Mapping[str, Apostrophes]"
    made: "T | None"
    """What was made of them; None where there were none."""


@dataclass(frozen=True, slots=True)
class StoredFiles(Generic[T]):
    """The rows of all files of a role, in a store."""

    store: "BucketStore"
    reading: RoleRows
    """Without rows."""
    made: "tuple[T, ...]"
    """What was made of the rows, in the order of the files."""


def read_parted(
    intake: "ChunkReader",
    recognised: "Sequence[RecognisedFile[Section]]",
    files: "Sequence[tuple[Table, ReadPlan]]",
    use: "Callable[[Table, pl.DataFrame], Bucketed[T]]",
) -> StoredFiles[T]:
    """Read opened files of a section as `read.read_files` does, and put their rows into a store.

    `use` says what is done with some rows of a file, which have `POSITION`. Raises what reading
    raises, and what `use` does.
    """
    read = [_read(intake, number, *file, use) for number, file in enumerate(files)]
    tables = tuple(table for table, _ in files)
    if not any(each.rows.read for each in read):
        raise NoRowsError([table.source.name for table in tables])
    store = read[0].store
    for each in read[1:]:
        store = store.merge(each.store)
    parts = [each.rows for each in read]
    reading = RoleRows(
        join_files(parts),
        tuple(intake.locate(table) for table in tables),
        None,
        (0,) * len(parts),
        tuple(
            make_read_file(file, plan, each.rows, each.total)
            for file, (_, plan), each in zip(recognised, files, read, strict=True)
        ),
        tuple(plan for _, plan in files),
        tuple(part.flags for part in parts),
        tuple(part.written for part in parts),
    )
    return StoredFiles(store, reading, tuple(made for each in read for made in each.made))


@dataclass(frozen=True, slots=True)
class _StoredFile(Generic[T]):
    store: "BucketStore"
    rows: Rows
    total: int | None
    made: "tuple[T, ...]"


def _read(
    intake: "ChunkReader",
    number: int,
    table: Table,
    plan: ReadPlan,
    use: "Callable[[Table, pl.DataFrame], Bucketed[T]]",
) -> "_StoredFile[T]":
    """Read a file, again where a doubt or an apostrophe comes up on the way."""
    careful, bare = False, dict[str, "Strip"]()
    while True:
        step = partial(_use_chunk, table=table, plan=plan, number=number, bare=bare, use=use)
        try:
            store, seen = intake.read(table, plan, step, careful=careful)
        except DoubtfulError:
            careful = True
            continue
        marks = add_maps(each.marks for each in seen)
        if choose_strips(marks) == bare:
            break
        store.discard()
        bare = choose_strips(marks)
    rows = with_notes(merge_pieces([each.rows for each in seen]), table, plan, marks)
    money = any(find_money_column(each.rows.frame) for each in seen)
    total = sum(each.total for each in seen) + rows.bad_amount if money else None
    return _StoredFile(
        store, rows, total, tuple(each.made for each in seen if each.made is not None)
    )


def _use_chunk(  # noqa: PLR0913 - a piece, the file it is of, and what to do with it
    piece: "Chunk",
    *,
    table: Table,
    plan: ReadPlan,
    number: int,
    bare: "Mapping[str, Strip]",
    use: "Callable[[Table, pl.DataFrame], Bucketed[T]]",
) -> "Bucketed[ChunkFacts[T]]":
    rows = piece.rows
    if not rows.frame.width:
        return Bucketed((), ChunkFacts(rows, 0, {}, None))
    marks = count_apostrophes(table, rows.frame)
    rows = rows._replace(frame=strip_apostrophes(rows.frame, bare))
    refuse_nul(table, plan, rows.frame, rows.kept, piece.start)
    money = find_money_column(rows.frame)
    spread = use(table, number_rows(rows, number, piece.start))
    facts = rows._replace(frame=rows.frame.clear(), kept=None)
    total = int(rows.frame[money].sum()) if money else 0
    return Bucketed(spread.rows, ChunkFacts(facts, total, marks, spread.facts))
