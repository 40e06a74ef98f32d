"""All files of a role read piece by piece into a store."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from cli.engines.store import Spread
from cli.inputs.apostrophes import Apostrophes, apostrophes, stripped, strips
from cli.inputs.errors import NoRowsError
from cli.inputs.reading import (
    Reading,
    file_facts,
    joined,
    numbered,
    of_one_file,
    refuse_nul,
    with_words,
)
from cli.inputs.scan import DoubtfulError
from cli.inputs.sums import sums
from cli.inputs.table import Plan, Rows, Table, money_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import polars as pl

    from cli.engines.store import Store
    from cli.inputs.apostrophes import Strip
    from cli.inputs.formats.recognise import Recognised, Section
    from cli.inputs.parted.intake import FileRows, Intake

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen(Generic[T]):
    """What is known of some rows of a file once they are in a store."""

    rows: Rows
    """Without a frame."""
    total: int
    """Their money."""
    marks: "Mapping[str, Apostrophes]"
    made: "T | None"
    """What was made of them; None where there were none."""


@dataclass(frozen=True, slots=True)
class Parted(Generic[T]):
    """The rows of all files of a role, in a store."""

    store: "Store"
    reading: Reading
    """Without rows."""
    made: "tuple[T, ...]"
    """What was made of the rows, in the order of the files."""


def read_parted(
    intake: "Intake",
    recognised: "Sequence[Recognised[Section]]",
    files: "Sequence[tuple[Table, Plan]]",
    use: "Callable[[Table, pl.DataFrame], Spread[T]]",
) -> Parted[T]:
    """Read opened files of a section as `reading.read` does, and put their rows into a store.

    `use` says what is done with some rows of a file, which have `POSITION`. Raises what reading
    raises, and what `use` does.
    """
    read = [_read(intake, number, *file, use) for number, file in enumerate(files)]
    tables = tuple(table for table, _ in files)
    if not any(each.rows.read for each in read):
        raise NoRowsError([table.source.name for table in tables])
    store = read[0].store
    for each in read[1:]:
        store = store.joined(each.store)
    parts = [each.rows for each in read]
    reading = Reading(
        joined(parts),
        tuple(intake.placed(table) for table in tables),
        None,
        (0,) * len(parts),
        tuple(
            file_facts(file, plan, each.rows, each.total)
            for file, (_, plan), each in zip(recognised, files, read, strict=True)
        ),
        tuple(plan for _, plan in files),
        tuple(part.flags for part in parts),
        tuple(part.written for part in parts),
    )
    return Parted(store, reading, tuple(made for each in read for made in each.made))


@dataclass(frozen=True, slots=True)
class _File(Generic[T]):
    store: "Store"
    rows: Rows
    total: int | None
    made: "tuple[T, ...]"


def _read(
    intake: "Intake",
    number: int,
    table: Table,
    plan: Plan,
    use: "Callable[[Table, pl.DataFrame], Spread[T]]",
) -> "_File[T]":
    """Read a file, again where a doubt or an apostrophe comes up on the way."""
    careful, bare = False, dict[str, "Strip"]()
    while True:
        step = partial(_used, table=table, plan=plan, number=number, bare=bare, use=use)
        try:
            store, seen = intake.read(table, plan, step, careful=careful)
        except DoubtfulError:
            careful = True
            continue
        marks = sums(each.marks for each in seen)
        if strips(marks) == bare:
            break
        store.discard()
        bare = strips(marks)
    rows = with_words(of_one_file([each.rows for each in seen]), table, plan, marks)
    money = any(money_of(each.rows.frame) for each in seen)
    total = sum(each.total for each in seen) + rows.bad_amount if money else None
    return _File(store, rows, total, tuple(each.made for each in seen if each.made is not None))


def _used(  # noqa: PLR0913 - a piece, the file it is of, and what to do with it
    piece: "FileRows",
    *,
    table: Table,
    plan: Plan,
    number: int,
    bare: "Mapping[str, Strip]",
    use: "Callable[[Table, pl.DataFrame], Spread[T]]",
) -> "Spread[Seen[T]]":
    rows = piece.rows
    if not rows.frame.width:
        return Spread((), Seen(rows, 0, {}, None))
    marks = apostrophes(table, rows.frame)
    rows = replace(rows, frame=stripped(rows.frame, bare))
    refuse_nul(table, plan, rows.frame, rows.kept, piece.start)
    money = money_of(rows.frame)
    spread = use(table, numbered(rows, number, piece.start))
    facts = replace(rows, frame=rows.frame.clear(), kept=None)
    total = int(rows.frame[money].sum()) if money else 0
    return Spread(spread.rows, Seen(facts, total, marks, spread.facts))
