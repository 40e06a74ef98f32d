"""Visits made of events that name none: one ends after half an hour without an event."""

from typing import Final

import polars as pl

from cli.inputs.formats.columns.event_columns import NO_SOURCE, PURCHASE_BY_GAP, VISIT_BY_GAP

_ID: Final = "touchpoint_id"
GAP: Final = pl.duration(minutes=30)
"""Without an event for so long a visit ends."""
_TAGS: Final[tuple[str, ...]] = ("source", "medium", "campaign")
_ROW, _TAG, _BOUGHT = "row\0", "tag\0", "bought\0"
_AT, _BEGINS, _RESUMES, _CHANGES = "at\0", "begins\0", "resumes\0", "changes\0"


def name_visits(frame: pl.DataFrame) -> pl.DataFrame:
    """Return touches with ids of visits in place of `VISIT_BY_GAP` and `PURCHASE_BY_GAP`.

    A visit goes on while its customer's events are less than half an hour apart and none names
    another source, medium or campaign than those before it. The second stays where a visit has
    nothing but such purchases. `frame` has all events of a customer, in the order of the files.
    """
    unnamed = pl.col(_ID).is_in([VISIT_BY_GAP, PURCHASE_BY_GAP]).fill_null(value=False)
    if not frame.select(unnamed.any()).item():
        return frame
    rows = frame.with_row_index(_ROW)
    tags = [name for name in _TAGS if name in frame.columns] or ["channel"]
    tag, bought = _join_tags(tags).alias(_TAG), (pl.col(_ID) == PURCHASE_BY_GAP).alias(_BOUGHT)
    events = rows.filter(unnamed).select(_ROW, "customer_id", "touched_at", tag, bought)
    visits = _tell_visits(events.sort("customer_id", "touched_at", _ROW)).select(_ROW, _TAG)
    named = rows.join(visits, on=_ROW, how="left", maintain_order="left")
    return named.with_columns(pl.coalesce(_TAG, _ID).alias(_ID)).drop(_ROW, _TAG)


def _tell_visits(events: pl.DataFrame) -> pl.DataFrame:
    """Return events, sorted by customer and time, with the id of their visit in place of the tag.

    Each step compares a row with the one before: windows over customers take ten times as long.
    """
    person, at, tag = pl.col("customer_id"), pl.col(_AT), pl.col(_TAG)
    begins, resumes, changes = (pl.col(name) for name in (_BEGINS, _RESUMES, _CHANGES))
    gap = (pl.col("touched_at").diff() >= GAP).fill_null(value=False)
    events = events.with_columns(
        pl.int_range(pl.len()).alias(_AT), person.ne_missing(person.shift(1)).alias(_BEGINS)
    ).with_columns(begins | (at == 0), (gap & ~begins).alias(_RESUMES))
    # The last event before with a tag, if it is of the same customer and after the last gap.
    last = pl.when(tag.is_not_null()).then(at).forward_fill().shift(1)
    start = pl.when(begins | resumes).then(at).forward_fill()
    differs = (tag != tag.gather(last)) & (last >= start)
    events = events.with_columns(differs.fill_null(value=False).alias(_CHANGES))
    stretch, turn = (_count_since(mark, begins) for mark in (resumes, changes))
    visit = (begins | resumes | changes).cum_sum()
    sold = pl.col(_BOUGHT).all().over(visit) if events[_BOUGHT].any() else pl.lit(value=False)
    name = pl.format("{}/{}.{}", person, stretch, turn)
    return events.with_columns(
        pl.when(sold).then(pl.lit(PURCHASE_BY_GAP)).otherwise(name).alias(_TAG)
    )


def _count_since(mark: pl.Expr, begins: pl.Expr) -> pl.Expr:
    """Return how many rows were marked since a customer's first one, which is not."""
    count = mark.cum_sum()
    return count - pl.when(begins).then(count).forward_fill()


def drop_purchases(frame: pl.DataFrame) -> pl.DataFrame:
    """Return touches without purchases that no visit holds.

    A shop's server reports them: the sale itself, and no contact with a channel.
    """
    return frame.filter((pl.col(_ID) != PURCHASE_BY_GAP).fill_null(value=True))


def _join_tags(names: list[str]) -> pl.Expr:
    """Return where an event came from as one text, null where it does not say."""
    texts = [pl.col(name).cast(pl.String).str.to_lowercase() for name in names]
    known = ~texts[0].is_in(NO_SOURCE)
    joined = pl.concat_str([text.fill_null("") for text in texts], separator="\0")
    return pl.when(known.fill_null(value=False)).then(joined)
