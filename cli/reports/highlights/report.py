"""The highlights of a shop, and the table of them."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.render.highlights.sentences import write_sentence
from cli.report import ColumnKind, Table
from cli.reports.build import find_as_of_day
from cli.reports.highlights.catalogue import collect_highlights
from cli.reports.highlights.subject import HighlightSubject
from cli.reports.migration.metrics import MoveMetric
from cli.reports.migration.report import describe_migration, find_migration
from rfm.concentration import add_concentrations, measure_concentration
from rfm.migration.errors import NobodyBeforeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.report import Highlight
    from cli.reports.rfm.tables import ScoredCustomers

NAME: Final = "highlights"
MOST: Final = 8
"""Highlights that a terminal shows."""
_UNCERTAIN: Final = "without intervals nothing is said of where models differ: --intervals"
_MONTH: Final = timedelta(days=30)
_KINDS: Final = {
    "severity": ColumnKind.TEXT,
    "name": ColumnKind.TEXT,
    "subject": ColumnKind.TEXT,
    "money": ColumnKind.MONEY,
    "highlight": ColumnKind.TEXT,
    "more": ColumnKind.TEXT,
}


def find_highlights(
    run: "Run", shop: "Dataset", found: "ScoredCustomers", tables: "Iterable[Table]"
) -> "tuple[Highlight, ...]":
    """Return what a reader should know first, from the tables of a report and of the check.

    Who moved within a month is found for it, where the report does not say who moved.
    """
    known = {table.name: table for table in tables}
    as_of = find_as_of_day(run, shop)
    since = run.settings.rfm.find_since(as_of) or as_of - _MONTH
    if "migration" not in known:
        settings = run.settings.rfm.model_copy(update={"since": since})
        dated = replace(run, settings=run.settings.model_copy(update={"rfm": settings}))
        known |= {table.name: table for table in _list_moves(dated, shop)}
    spread = add_concentrations(found.run(measure_concentration))
    return collect_highlights(HighlightSubject(known, run.settings, spread, since, as_of))


def _list_moves(run: "Run", shop: "Dataset") -> "Iterator[Table]":
    """Yield the moves of a month, nothing where the shop has no customer so long ago."""
    try:
        yield describe_migration(run, find_migration(run, shop), MoveMetric.CUSTOMERS)
    except NobodyBeforeError:
        return


def build_highlight_table(
    highlights: "Sequence[Highlight]",
    currency: str | None,
    *,
    certain: bool,
    for_people: bool,
    all_of_them: bool = False,
) -> Table:
    """Return one row a highlight; people see the first ones, without what machines need.

    All of them where these alone are asked for. `certain` tells whether the comparison has the
    intervals that most rules about models ask for.
    """
    rows = [
        (
            one.severity.value,
            one.name.value,
            one.subject,
            one.money,
            write_sentence(one, currency),
            one.command,
        )
        for one in highlights
    ]
    schema = {
        name: pl.String if kind is ColumnKind.TEXT else pl.Int64 for name, kind in _KINDS.items()
    }
    frame = pl.DataFrame(rows, schema, orient="row")
    table = Table(
        name=NAME,
        title="In short" if rows else "In short: nothing stands out",
        frame=frame,
        kinds=_KINDS,
        exact=frame.with_columns(pl.col("money") / 100),
        caption=() if certain else (_UNCERTAIN,),
        sentences=("highlight",),
    )
    return _abridge(table, len(rows) if all_of_them else MOST) if for_people else table


def _abridge(table: Table, most: int) -> Table:
    """Return the first highlights, each with its command behind it."""
    rest = table.frame.height - most
    more = (f"{rest} more: merito report --show highlights",) if rest > 0 else ()
    said = pl.format("{} ({})", "highlight", "more").alias("highlight")
    frame = table.frame.head(most).select("severity", said)
    return table._replace(frame=frame, exact=frame, caption=(*more, *table.caption))
