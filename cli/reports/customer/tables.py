"""The tables of the page."""

from enum import StrEnum
from typing import TYPE_CHECKING, Final, assert_never

import polars as pl

from attribution.credit_rows.rows import OF_REVENUE
from cli.money import UNIT, convert_to_cents
from cli.render.number_text import format_value
from cli.report import ColumnKind, Table
from rfm.facts.own_segments import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.reports.customer.facts import KnownFacts
    from cli.settings import Settings

LATEST: Final = 40
"""Rows of a table that people see, the latest ones."""
_TIMELINE: Final = {
    "at": ColumnKind.TEXT,
    "event": ColumnKind.TEXT,
    "channel": ColumnKind.TEXT,
    "campaign": ColumnKind.TEXT,
    "interaction": ColumnKind.TEXT,
    "order_id": ColumnKind.TEXT,
    "revenue": ColumnKind.MONEY,
    "journey_of": ColumnKind.TEXT,
}
_CREDIT: Final = {
    "order_id": ColumnKind.TEXT,
    "ordered_at": ColumnKind.TEXT,
    "revenue": ColumnKind.MONEY,
    "position": ColumnKind.COUNT,
    "touched_at": ColumnKind.TEXT,
    "channel": ColumnKind.TEXT,
}
_FRACTIONS: Final = {
    "days_between_orders": ColumnKind.NUMBER,
    "p_alive": ColumnKind.SHARE,
    "expected_purchases": ColumnKind.RATIO,
}
"""Facts whose text has six decimals, and what they are."""


class PageTable(StrEnum):
    """The tables, in the order of the page."""

    FACTS = "facts"
    TIMELINE = "timeline"
    CREDIT = "credit"


def build_fact_table(customer: str, known: "KnownFacts", settings: "Settings") -> Table:
    """Return one row a fact."""
    columns = {"name": list(known.values), "value": known.spell()}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    kinds = dict.fromkeys(columns, ColumnKind.TEXT)
    money = f", money in {settings.currency}" if settings.currency else ""
    title = f"Customer {customer} as of {known.as_of}{money}"
    ahead = "month" if settings.value.months == 1 else f"{settings.value.months} months"
    worth = (
        "p_alive: the chance to buy again; expected_value: of one purchase; expected_purchases,"
        f" clv and expected_loss: of the next {ahead}, as merito value has them"
    )
    caption = (*((worth,) if known.valued else ()), "what each fact is: merito help segments")
    return Table(PageTable.FACTS, title, frame, kinds, frame, caption, sentences=("value",))


def build_timeline_table(events: pl.DataFrame, settings: "Settings") -> Table:
    """Return one row an event, see `list_events`."""
    money = f", revenue in {settings.currency}" if settings.currency else ""
    return _build_table(
        PageTable.TIMELINE, f"Touches and orders in time{money}", events, _TIMELINE, settings
    )


def build_credit_table(rows: pl.DataFrame, models: "Sequence[str]", settings: "Settings") -> Table:
    """Return one row an order and touch of its journey, with the weight of each model."""
    named = [name for name in models if not name.endswith(OF_REVENUE)]
    silent = [pl.lit(None, pl.Float64).alias(each) for each in named if each not in rows.columns]
    kinds = {**_CREDIT, **dict.fromkeys(named, ColumnKind.EXACT)}
    lookback = settings.journeys.lookback[0]
    title = f"Credit of each order by touch, lookback {lookback}"
    return _build_table(PageTable.CREDIT, title, rows.with_columns(silent), kinds, settings)


def _build_table(
    name: PageTable,
    title: str,
    rows: pl.DataFrame,
    kinds: dict[str, ColumnKind],
    settings: "Settings",
) -> Table:
    times = [each for each in kinds if isinstance(rows.schema[each], pl.Datetime)]
    zoned = rows.with_columns(pl.col(times).dt.convert_time_zone(settings.timezone))
    frame = zoned.select(list(kinds))
    exact = frame.with_columns(pl.col("revenue") / UNIT)
    return Table(name, title, convert_to_cents(frame, kinds), kinds, exact)


def show_to_people(table: Table) -> Table:
    """Return a table with times to the minute, weights in percent, and its latest rows alone."""
    rows, frame = table.frame.height, table.frame.tail(LATEST)
    times = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Datetime)]
    frame = frame.with_columns(pl.col(times).dt.to_string("%Y-%m-%d %H:%M"))
    match PageTable(table.name):
        case PageTable.TIMELINE:
            event = pl.concat_str("event", "order_id", separator=" ", ignore_nulls=True)
            frame = frame.with_columns(event.alias("event"))
            frame = frame.drop("order_id", "campaign", "interaction")
        case PageTable.CREDIT:
            # A row is told by its first column, beside which more models stand again.
            key = pl.concat_str("order_id", "position", separator=" ", ignore_nulls=True)
            frame = frame.select(key.alias("order_touch"), pl.exclude("order_id", "position"))
        case PageTable.FACTS:
            return table._replace(frame=_shorten_facts(frame.drop_nulls()))
        case other:
            assert_never(other)
    more = (
        (f"the latest {LATEST} of {rows:,}; --show {table.name} --format csv has all",)
        if rows > LATEST
        else ()
    )
    kinds = {name: _choose_kind(table.kinds.get(name)) for name in frame.columns}
    return table._replace(frame=frame, kinds=kinds, caption=(*table.caption, *more))


def _shorten_facts(frame: pl.DataFrame) -> pl.DataFrame:
    """Return facts with the decimals that people read: chances in percent, others as tables do.

    Who is in no segment of one's own is in `(none)`, as in their table.
    """
    values = [
        format_value(float(value), _FRACTIONS[name]) if name in _FRACTIONS else value or NONE
        for name, value in frame.select("name", "value").iter_rows()
    ]
    return frame.with_columns(pl.Series("value", values, pl.String))


def _choose_kind(kind: ColumnKind | None) -> ColumnKind:
    """Return the kind of a column as people see it; those made for them are texts."""
    return ColumnKind.SHARE if kind is ColumnKind.EXACT else kind or ColumnKind.TEXT
