"""Segments that conditions over the facts make, and what they hold."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from rfm.order_runs import ID
from rfm.segment_statistics import SegmentStatistics, add_segment_statistics
from rfm.segment_table import SegmentRow, SegmentTable, build_segment_table

if TYPE_CHECKING:
    from rfm.facts.customer_facts import FactBuilder, FactSources
    from rfm.settings import Monetary

NONE: Final = "(none)"
"""Where customers stand who are in no segment."""
MEMBERSHIP: Final = "membership"
"""Column of the segments that a customer is in."""


class OwnSegment(NamedTuple):
    """A segment of one's own; a customer may be in several."""

    name: str
    action: str
    condition: pl.Expr
    """Boolean over facts, see `FactBuilder.build`; null where it is unknown, which selects nobody.
    """


def find_memberships(facts: pl.DataFrame, segments: Sequence[OwnSegment]) -> pl.DataFrame:
    """Return `customer_id` and `membership` of each row of facts.

    `membership` (List of UInt32, ascending) has the places of the segments that the customer is in.
    """
    marks = [
        pl.when(each.condition).then(pl.lit(place, dtype=pl.UInt32))
        for place, each in enumerate(segments)
    ]
    nowhere = pl.lit(None, dtype=pl.UInt32)
    found = pl.concat_list([nowhere, *marks]).list.drop_nulls()
    return facts.with_columns(found.alias(MEMBERSHIP)).select(ID, MEMBERSHIP)


def name_memberships(memberships: pl.Series, segments: Sequence[OwnSegment]) -> pl.Series:
    """Return the names of each customer's segments, joined by `; `, empty for none."""
    names = [each.name for each in segments]
    texts = ["; ".join(names[place] for place in places) for places in memberships.to_list()]
    return pl.Series("segments", texts, dtype=pl.String)


def sum_own_segments(
    sources: "FactSources", builder: "FactBuilder", segments: Sequence[OwnSegment]
) -> tuple[SegmentStatistics, ...]:
    """Return what each segment holds of a part's customers, then nobody's, then everybody."""
    frame = sources.scored.frame
    facts = builder.build(sources)
    marked = frame.join(find_memberships(facts, segments), on=ID, how="left")
    inside = [marked[MEMBERSHIP].list.contains(place) for place in range(len(segments))]
    chosen = [*inside, marked[MEMBERSHIP].list.len() == 0]
    measures = marked.drop(ID, MEMBERSHIP)
    some = [SegmentStatistics.of(measures.filter(each)) for each in chosen]
    return (*some, SegmentStatistics.of(measures))


def build_own_table(
    parts: Sequence[tuple[SegmentStatistics, ...]],
    segments: Sequence[OwnSegment],
    monetary: "Monetary",
) -> SegmentTable:
    """Finish the table of the segments from the statistics of all parts; `(none)` comes last.

    Shares are of all customers. Source: definitions, section 18.
    """
    *some, everybody = add_segment_statistics(parts)
    labels = [*((each.name, each.action) for each in segments), (NONE, "")]
    rows = [
        SegmentRow(name, action, held) for (name, action), held in zip(labels, some, strict=True)
    ]
    return build_segment_table(rows, everybody, monetary)
