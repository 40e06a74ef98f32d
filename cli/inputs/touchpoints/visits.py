"""Visits made of events that name none: one ends after half an hour without an event."""

from typing import Final

import polars as pl

from cli.inputs.formats.event_columns import NO_SOURCE, PURCHASE_BY_GAP, VISIT_BY_GAP

_ID: Final = "touchpoint_id"
_GAP: Final = pl.duration(minutes=30)
_TAGS: Final[tuple[str, ...]] = ("source", "medium", "campaign")
_ROW, _TAG, _STRETCH, _BOUGHT = "row\0", "tag\0", "stretch\0", "bought\0"


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
    person = pl.col("customer_id")
    since = pl.col("touched_at").diff().over(person)
    before = pl.col(_TAG).forward_fill().shift(1).over(person, _STRETCH)
    events = (
        rows.filter(unnamed)
        .select(
            _ROW,
            "customer_id",
            "touched_at",
            _join_tags(tags).alias(_TAG),
            (pl.col(_ID) == PURCHASE_BY_GAP).alias(_BOUGHT),
        )
        .sort("customer_id", "touched_at", _ROW)
        .with_columns((since >= _GAP).fill_null(value=False).cum_sum().over(person).alias(_STRETCH))
        .with_columns((pl.col(_TAG) != before).fill_null(value=False).cum_sum().over(person))
        .select(_ROW, pl.format("{}/{}.{}", person, _STRETCH, _TAG).alias(_TAG), _BOUGHT)
        .select(
            _ROW,
            pl.when(pl.col(_BOUGHT).all().over(_TAG))
            .then(pl.lit(PURCHASE_BY_GAP))
            .otherwise(_TAG)
            .alias(_TAG),
        )
    )
    named = rows.join(events, on=_ROW, how="left", maintain_order="left")
    return named.with_columns(pl.coalesce(_TAG, _ID).alias(_ID)).drop(_ROW, _TAG)


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
