"""Statistics of parts are added up while they come."""

from datetime import timedelta
from itertools import repeat

import polars as pl
import pytest

from attribution.errors import TooManyHistoriesError
from attribution.journeys.windows import DAY, Window
from attribution.paths import statistics
from attribution.paths.plan import PathCount, PathPlan
from attribution.paths.statistics import PathStatistics, add_path_statistics, measure_paths
from attribution.paths.tables import PathTable, PathTables
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


def tell_histories(values: int, history: int) -> list[str]:
    """Return the histories of several touches in a shop of so many channels, two of them usual."""
    noon = instant("2026-01-01T12:00")
    rare = [Touch(f"rare {place}", noon, f"{place:06}") for place in range(values - 2)]
    usual = [
        Touch(f"usual {who}", noon + timedelta(hours=hour), "last" if hour % 2 else "first")
        for who in range(30)
        for hour in range(5)
    ]
    plan = Plan((), (Window(30 * DAY),))
    latest = int(instant("2026-03-20T10:00").timestamp()) * 1_000_000
    asked = PathPlan(plan, frozenset({PathCount.STEPS}), history=history, known_until=latest)
    cut = parts_of(Shop((*rare, *usual), ()), everybody=True, block=None)
    sums = add_path_statistics(measure_paths(cut.get_part(at), asked) for at in range(cut.count))
    steps = PathTables(sums, cut.vocabularies["channel"].names).build(PathTable.NEXT, None)
    return steps.filter(pl.col("touches") == history)["history"].unique().sort().to_list()


def test_histories_are_named_or_refused_however_many_values_there_are() -> None:
    # 55,108 to the power of four is the last that 63 bits hold.
    usual = ["first > last > first > last", "last > first > last > first"]
    assert tell_histories(55_107, 4) == usual
    assert tell_histories(55_108, 3) == ["first > last > first", "last > first > last"]
    with pytest.raises(TooManyHistoriesError) as refused:
        tell_histories(55_108, 4)
    assert refused.value.exit_status == 2
    assert str(refused.value) == (
        "next steps: 55,108 values make too many histories of 4 touches to tell apart; take"
        " --history 3, or report by an attribute with fewer values"
    )
