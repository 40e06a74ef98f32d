"""Visits of events that name none, against a plain loop over each customer's events."""

from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.formats.columns.event_columns import NO_SOURCE, PURCHASE_BY_GAP, VISIT_BY_GAP
from cli.inputs.touchpoints.visits import name_visits

Event = tuple[str, int, str | None, str | None]

EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "a/0"]),
        st.sampled_from([0, 29, 30, 59, 60, 61, 91]),
        st.sampled_from([VISIT_BY_GAP, VISIT_BY_GAP, PURCHASE_BY_GAP, "v1", None]),
        st.sampled_from(["google", "Google", "bing", "(direct)", None]),
    ),
    max_size=30,
)


def read_frame(events: list[Event]) -> pl.DataFrame:
    customers, minutes, ids, sources = zip(*events, strict=True) if events else ((), (), (), ())
    start = datetime(2026, 3, 1, tzinfo=UTC)
    return pl.DataFrame(
        {
            "customer_id": pl.Series(customers, dtype=pl.String),
            "touched_at": pl.Series(
                [start + timedelta(minutes=each) for each in minutes],
                dtype=pl.Datetime("us", "UTC"),
            ),
            "touchpoint_id": pl.Series(ids, dtype=pl.String),
            "source": pl.Series(sources, dtype=pl.Categorical),
        }
    )


def name_one_by_one(events: list[Event]) -> list[str | None]:
    names = [touchpoint for _, _, touchpoint, _ in events]
    visits: dict[str, list[int]] = {}
    for person in {customer for customer, _, _, _ in events}:
        places = [
            place
            for place, (customer, _, touchpoint, _) in enumerate(events)
            if customer == person and touchpoint in (VISIT_BY_GAP, PURCHASE_BY_GAP)
        ]
        stretch, turn, before, known = 0, 0, None, None
        for place in sorted(places, key=lambda each: (events[each][1], each)):
            _, minute, _, source = events[place]
            source = None if source is None or source in NO_SOURCE else source.lower()
            if before is not None and minute - before >= 30:
                stretch, known = stretch + 1, None
            turn += known is not None and source is not None and source != known
            before, known = minute, source or known
            visits.setdefault(f"{person}/{stretch}.{turn}", []).append(place)
    for name, places in visits.items():
        sold = all(names[place] == PURCHASE_BY_GAP for place in places)
        for place in places:
            names[place] = PURCHASE_BY_GAP if sold else name
    return names


@given(EVENTS)
def test_visits_are_those_of_a_plain_loop(events: list[Event]) -> None:
    assert name_visits(read_frame(events))["touchpoint_id"].to_list() == name_one_by_one(events)
