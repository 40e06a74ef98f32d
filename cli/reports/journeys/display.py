"""The tables as people read them: the columns that fit, bars, roles in words."""

from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.comparison.row_names import OTHERS, UNATTRIBUTED
from attribution.paths.next_steps import NOTHING, ORDER
from attribution.paths.quotients import divide
from attribution.paths.tables import PathTable
from cli.render.text.paths import BETWEEN, is_long, shorten_path
from cli.report import ColumnKind
from cli.reports.journeys.excerpts import count_entries

if TYPE_CHECKING:
    from cli.report import Table

TOP: Final = 10
"""Rows of tables that may have many, where nobody says how many."""
BAR: Final = "share"
"""The column of bars."""
_ROLES: Final = {
    "opener": "opens more",
    "assistant": "assists more",
    "closer": "closes more",
    "mixed": "all alike",
}
_HIDDEN: Final = {
    PathTable.ROLES: (
        *("first_revenue", "assist_revenue", "last_revenue", "only_revenue", "middle_revenue"),
        *("touches", "only", "middle", "first_last_ratio"),
    ),
    PathTable.PATHS: ("touches", "revenue_share", "nonconverting"),
    PathTable.SETS: ("size", "revenue_share", "nonconverting"),
    PathTable.PAIRS: ("channel_journeys", "other_journeys", "nonconverting"),
    PathTable.LENGTH: ("revenue_share",),
    PathTable.LAG: ("revenue_share",),
}
"""Columns that files alone have."""
_BARRED: Final = {
    PathTable.PATHS: "journeys_share",
    PathTable.LENGTH: "journeys_share",
    PathTable.LAG: "journeys_share",
    PathTable.SETS: "journeys_share",
    PathTable.NEXT: "probability",
}
"""Shares that are drawn as well."""
_STEPS: Final = 3
"""Next steps after a history that people see at least."""
_FREQUENT: Final = (
    f"of each history the {_STEPS} steps that follow most often, orders and nothing; --format csv"
    " has all"
)
_SINGLE: Final = 12
"""Days and touches that have a line each; more of them share one."""
_LATER: Final = ((12, 30), (31, 60), (61, 90))


def show_to_people(table: "Table", top: int | None, entries: int, others: str) -> "Table":
    """Return a table with fewer columns, bars beside shares, and roles and repeats in words.

    `entries` is how many rows, or histories, the whole table has; it is cut to `top` where it may
    have many, and `others` says where the rest is.
    """
    kind = PathTable(table.name)
    frame, kinds = table.frame, dict(table.kinds)
    if kind is PathTable.LAG:
        frame, kinds = _group_days(frame), {**kinds, "days": ColumnKind.TEXT}
    hidden = _HIDDEN.get(kind, ())
    ends = (f"{name}{bound}" for name in hidden for bound in ("_low", "_high"))
    if kind is PathTable.LENGTH:
        frame, kinds = _group_lengths(frame), {**kinds, "touches": ColumnKind.TEXT}
    frame = frame.drop(*hidden, *ends, strict=False)
    if kind is PathTable.ROLES:
        frame = frame.with_columns(pl.col("role").replace(_ROLES))
    long = kind is PathTable.PATHS and any(map(is_long, frame["path"]))
    if kind is PathTable.PATHS:
        frame = frame.with_columns(pl.col("path").map_elements(shorten_path, pl.String))
    if kind in _BARRED:
        share = frame.columns.index(_BARRED[kind]) + 1
        bar = frame[_BARRED[kind]].alias(BAR)
        if kind in {PathTable.PATHS, PathTable.SETS}:
            # What many rows or none add up to would leave the others no room.
            named = frame[frame.columns[frame.columns.index("journeys") - 1]]
            bar = bar.set(named.is_in([OTHERS, UNATTRIBUTED]), None)
        frame, kinds = frame.insert_column(share, bar), {**kinds, BAR: ColumnKind.BAR}
    if kind in {PathTable.PATHS, PathTable.SETS}:
        frame = frame.drop("journeys_share")
    more: tuple[str, ...] = (BETWEEN,) if long else ()
    if kind not in {PathTable.LAG, PathTable.LENGTH} and entries > count_entries(kind, frame):
        more = (f"the first {top:,} {_describe_whole(kind, frame, entries)}; {others}", *more)
    if kind is PathTable.NEXT:
        steps = _keep_frequent_steps(frame)
        more += (_FREQUENT,) if steps.height < frame.height else ()
        frame = steps
    return table._replace(frame=frame, kinds=kinds, caption=(*more, *table.caption))


def _describe_whole(kind: PathTable, frame: pl.DataFrame, entries: int) -> str:
    """Return what the first rows are some of."""
    if kind is not PathTable.NEXT:
        return f"of {entries:,}"
    lengths = "of each length, " if frame["touches"].n_unique() > 1 else ""
    return f"{lengths}of {entries:,} histories"


def _keep_frequent_steps(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the most frequent steps after each history, and orders and nothing in any case.

    How many touches it has is left out where each has one.
    """
    place = pl.int_range(pl.len()).over("touches", "history")
    shown = frame.filter((place < _STEPS) | pl.col("next").is_in([ORDER, NOTHING]))
    # What names a row stands first, so that it is repeated where there is no room for all columns.
    shown = shown.select("history", "next", pl.exclude("history", "next"))
    return shown.drop("touches") if shown["touches"].max() == 1 else shown


def _group_days(frame: pl.DataFrame) -> pl.DataFrame:
    """Return lags with later days in groups; the orders without a touch keep a row of their own."""
    labels = {day: _label_day(day) for day in frame["days"].unique()}
    keys = frame.columns[: frame.columns.index("days")]
    texts = pl.Series("days", [labels[day] for day in frame["days"]], dtype=pl.String)
    labelled = frame.with_columns(texts)
    return labelled.group_by([*keys, "days"], maintain_order=True).agg(pl.all().sum())


def _group_lengths(frame: pl.DataFrame) -> pl.DataFrame:
    """Return lengths with long journeys in groups, and the conversion rates of these."""
    labels = [_label_number(touches) for touches in frame["touches"]]
    keys = frame.columns[: frame.columns.index("touches") + 1]
    labelled = frame.with_columns(pl.Series("touches", labels, dtype=pl.String))
    lost = pl.col("nonconverting")
    known = pl.when(lost.is_not_null().any()).then(lost.sum()).alias("nonconverting")
    sums = labelled.group_by(keys, maintain_order=True).agg(
        pl.exclude("nonconverting", "conversion_rate").sum(), known
    )
    rate = divide(pl.col("journeys"), pl.col("journeys") + lost)
    return sums.with_columns(rate.alias("conversion_rate")).select(frame.columns)


def _label_day(day: int | None) -> str:
    return UNATTRIBUTED if day is None else _label_number(day)


def _label_number(number: int) -> str:
    """Return a number of days or touches, or the group that it is in."""
    if number < _SINGLE:
        return f"{number}"
    known = (f"{first} to {last}" for first, last in _LATER if number <= last)
    return next(known, f"{_LATER[-1][1] + 1} and more")
