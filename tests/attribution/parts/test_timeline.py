"""Touches in order: keys of any width, ties, duplicates."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given

from attribution.parts import instants
from attribution.parts.instants import build_clock, sort_rows
from attribution.parts.timeline import Timeline, Touches, build_timeline
from attribution.plan import Plan
from tests.attribution.shop import Shop, parts_of, statistics_of
from tests.attribution.strategies import cases
from tests.examples import examples

SECOND = 1_000_000


def touches(
    customer: list[int],
    at: list[int],
    channel: list[int] | None = None,
    dated_only: list[bool] | None = None,
    ids: pl.Series | None = None,
) -> Touches:
    return Touches(
        np.array(customer, dtype=np.int64),
        np.array(at, dtype=np.int64),
        {"channel": np.array(channel or [0] * len(at), dtype=np.uint32)},
        None if dated_only is None else np.array(dated_only),
        ids,
    )


def channels(line: Timeline) -> list[int]:
    codes: list[int] = line.touches.values["channel"].tolist()
    return codes


def test_rows_too_wide_for_one_key() -> None:
    years = 8_000 * 366 * 86_400
    customer = [2**23, 5, 2**23, 5, 2**23, 5, 2**23, 5]
    at = [years, 9, 0, 8, 7, 7, years, 0]
    times = build_clock(np.array(at, dtype=np.int64) * SECOND)
    assert times.bits + 24 + 4 > 63
    found = sort_rows(np.array(customer), times.to_ticks(np.array(at) * SECOND), times.bits)
    assert found.tolist() == [7, 5, 3, 1, 2, 4, 0, 6]
    line = build_timeline(touches(customer, [second * SECOND for second in at], list(range(8))))
    assert channels(line) == [7, 5, 3, 1, 2, 4, 0, 6]
    assert line.ties == 2


@pytest.mark.slow
def test_the_wide_path_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    @given(cases())
    @examples(40)
    def same(case: tuple[Shop, Plan]) -> None:
        shop, plan = case
        usual = statistics_of(parts_of(shop), plan)
        with monkeypatch.context() as patch:
            patch.setattr(instants, "_KEY_BITS", 1)
            wide = statistics_of(parts_of(shop), plan)
        assert usual.credit.equals(wide.credit)
        assert usual.counts == wide.counts

    same()


def test_whole_seconds_and_fractions_share_an_order() -> None:
    at = np.array([5, 3, 9, 3], dtype=np.int64) * SECOND
    seconds, places = build_clock(at + 250_000), build_clock(at + np.array([0, 0, 1, 0]))
    assert seconds.distinct is None
    assert places.distinct is not None
    assert seconds.to_ticks(at + 250_000).tolist() == [2, 0, 6, 0]
    assert places.to_ticks(at + np.array([0, 0, 1, 0])).tolist() == [1, 0, 2, 0]


@pytest.mark.parametrize("shift", [0, 1])
def test_any_instant_finds_its_tick(shift: int) -> None:
    at = np.array([3, 5, 9], dtype=np.int64) * SECOND
    at[2] += shift
    times = build_clock(at)
    ticks = times.to_ticks(at)
    for asked in (2, 3, 3.5, 5, 8.999999, 9, 9.000001, 9.5, 20):
        instant = np.array([round(asked * SECOND)])
        first, after = times.find_first_at_or_after(instant), times.find_first_after(instant)
        assert (ticks >= first).tolist() == (at >= instant).tolist()
        assert (ticks >= after).tolist() == (at > instant).tolist()


def test_no_touches() -> None:
    line = build_timeline(touches([], []))
    assert len(line.key) == line.duplicates == line.ties == 0


def test_ties_by_row_without_ids() -> None:
    line = build_timeline(touches([1, 0, 1, 1], [7, 7, 7, 6], [3, 2, 1, 0]))
    assert channels(line) == [2, 0, 3, 1]
    assert line.ties == 2


@pytest.mark.parametrize(
    ("ids", "order"),
    [
        (pl.Series([10, 9, None, 100]), [1, 0, 3, 2]),
        (pl.Series(["10", "9", None, "100"]), [0, 3, 1, 2]),
        (pl.Series(["é", "z", "", "Z"]), [2, 3, 1, 0]),
    ],
)
def test_ties_by_id(ids: pl.Series, order: list[int]) -> None:
    line = build_timeline(touches([0] * 4, [7] * 4, [0, 1, 2, 3], ids=ids))
    assert channels(line) == order


def test_duplicates_are_dropped_and_counted() -> None:
    line = build_timeline(touches([0] * 5, [7, 7, 7, 8, 7], [1, 2, 1, 1, 1]))
    assert channels(line) == [1, 2, 1]
    assert (line.duplicates, line.possible_duplicates, line.ties) == (2, 0, 2)


def test_equal_rows_with_ids_are_kept() -> None:
    line = build_timeline(touches([0, 0], [7, 7], ids=pl.Series([1, 2])))
    assert (len(line.key), line.duplicates, line.possible_duplicates) == (2, 0, 0)


def test_equal_dates_are_kept_and_counted() -> None:
    line = build_timeline(touches([0] * 3, [7] * 3, dated_only=[True] * 3))
    assert (len(line.key), line.duplicates, line.possible_duplicates) == (3, 0, 2)


@pytest.mark.parametrize("rows", [[0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2]])
def test_a_date_never_equals_an_instant(rows: list[int]) -> None:
    mixed = touches([0] * 4, [7] * 4, dated_only=[True, False, True, False])
    line = build_timeline(mixed.take(np.array(rows)))
    assert (len(line.key), line.duplicates, line.possible_duplicates) == (3, 1, 1)


def test_taking_rows_keeps_every_column() -> None:
    rows = touches([0, 1], [7, 8], [1, 2], [True, False], pl.Series(["x", "y"]))
    taken = rows.take(np.array([1]))
    assert taken.ids is not None
    assert taken.dated_only is not None
    assert (taken.ids.to_list(), taken.dated_only.tolist()) == (["y"], [False])
