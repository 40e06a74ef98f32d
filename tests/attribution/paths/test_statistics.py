"""Statistics of parts are added up while they come."""

from itertools import repeat

import polars as pl
import pytest

from attribution.journeys.windows import DAY, Window
from attribution.paths import statistics
from attribution.paths.plan import PathCount, PathPlan
from attribution.paths.statistics import PathStatistics, add_path_statistics, measure_paths
from attribution.plan import Plan
from tests.attribution.shop import Order, Shop, Touch, instant, parts_of


def _measure_some(paths: int) -> PathStatistics:
    touches = (
        Touch(f"{place}", instant("2026-01-01T10:00"), f"channel {place}") for place in range(paths)
    )
    orders = (Order(f"{place}", f"{place}", instant("2026-01-02T10:00")) for place in range(paths))
    part = parts_of(Shop(tuple(touches), tuple(orders)), everybody=True, block=None).get_part(0)
    plan = Plan((), (Window(30 * DAY),), nonconverting=True)
    return measure_paths(part, PathPlan(plan, frozenset({PathCount.PATHS})))


def test_equal_paths_of_many_parts_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for 50 rows, 100 parts of 20 equal paths never wait together."""
    heights: list[int] = []
    whole = pl.concat

    def watch(tables: list[pl.DataFrame]) -> pl.DataFrame:
        found = whole(tables)
        heights.append(found.height)
        return found

    one = _measure_some(20)
    monkeypatch.setattr(statistics, "_PENDING", 50)
    with monkeypatch.context() as patched:
        patched.setattr(pl, "concat", watch)
        found = add_path_statistics(repeat(one, 100))
    assert found.paths.height == 20
    assert set(found.paths["journeys"]) == {100}
    assert max(heights) <= 20 + 50 + 20
