"""What the manual says of intervals and of truth, computed anew: minutes, not in the default run.

`python -m tests.studies` writes the numbers themselves.
"""

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rfm.watch.choices import KpiPeriod
from tests.studies.calibration import BASES, TESTED, calibrated, caused, experiments
from tests.studies.coverage import MODELS, ORDERS, RETURNS, UNSCALED, coverage
from tests.studies.recovery import SIZES, Recovered, recovered
from tests.studies.report import BEGIN, END, MarksError, coverage_text, watching_text, write
from tests.studies.run import CALIBRATED, FIGURES, TOTALS
from tests.studies.run import MODELS as COMPARED
from tests.studies.shops import WALK_INS
from tests.studies.watching import (
    KINDS,
    KPIS,
    WAITS,
    Watched,
    Year,
    draw_shop,
    list_seen,
    read_kpis,
    watch_year,
)
from tests.studies.watching import SIZES as WATCHED
from tests.studies.worlds import harvesting, losing

if TYPE_CHECKING:
    from pathlib import Path

SMALL, MIDDLE, LARGE = SIZES


@pytest.mark.slow
def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    covered = coverage()
    for model in MODELS:
        for figure in (*FIGURES, *RETURNS):
            assert 0.91 <= covered.share(model, figure) <= 0.97, (model, figure)
    for figure in TOTALS:
        unscaled = covered.share(ORDERS, figure + UNSCALED)
        assert covered.share(ORDERS, figure) < unscaled, figure
        assert unscaled > 0.98, figure


@pytest.mark.slow
def test_markov_alone_is_right_where_its_assumption_holds() -> None:
    found: dict[int, Recovered] = {size: recovered(losing(), size) for size in SIZES}
    for size in SIZES:
        assert found[size].within("markov") >= 0.91
    assert found[LARGE].misplaced("markov") < found[SMALL].misplaced("markov") / 5
    for model in set(COMPARED) - {"markov"}:
        assert found[LARGE].within(model) <= 0.5, model
        assert found[LARGE].misplaced(model) > 5 * found[LARGE].misplaced("markov"), model


@pytest.mark.slow
def test_no_model_is_right_where_channels_follow_decisions() -> None:
    found = recovered(harvesting(), MIDDLE)
    for model in COMPARED:
        assert found.within(model) <= 0.1, model
        assert found.misplaced(model) >= 0.4, model


@pytest.mark.slow
def test_experiments_bring_models_nearer_to_what_was_caused() -> None:
    found = calibrated(harvesting(), MIDDLE)
    for base in BASES:
        model = CALIBRATED + base
        assert found.misplaced[model] < 0.7 * found.misplaced[base], base
        assert found.tested[model] >= 0.91, base
        assert found.tested[base] <= 0.34, base
        # Nobody measured the others.
        assert found.untested[model] == found.untested[base] <= 0.5, base


def test_what_is_caused_and_what_is_not_are_all_orders() -> None:
    world = harvesting()
    true = caused(world, 1_000)
    assert true.sum() == pytest.approx(1_000 * world.chain.total[0])
    assert true[-1] > 1_000 * world.chain.total[0] * world.anyway
    measured = [experiments(world, 10_000, seed) for seed in range(200)]
    for place, channel in enumerate(TESTED):
        found = [each[place].incremental for each in measured]
        own = caused(world, 10_000 * (1 - WALK_INS))[world.channels.index(channel)]
        assert sum(found) / len(found) == pytest.approx(own, abs=30)


@pytest.mark.slow
def test_a_watch_rarely_cries_and_sees_what_is_large() -> None:
    found = watch_year()
    for (_, kind, _), alarms in found.false_alarms.items():
        assert alarms <= {KpiPeriod.DAY: 12, KpiPeriod.WEEK: 2.5, KpiPeriod.MONTH: 1}[kind]
    small, middle, large = (found.seen[size, 1] for size in WATCHED)
    assert small < 0.1 < middle < 0.5
    assert large > 0.95


def test_a_watched_year_gives_tables() -> None:
    year = Year(
        date(2025, 10, 1),
        np.arange(364),
        np.arange(364),
        np.full(364, 1_000),
        np.ones(364, dtype=np.bool_),
        np.ones(364, dtype=np.bool_),
    )
    chance = np.random.Generator(np.random.PCG64(1))
    drawn = draw_shop(year, 3, chance)
    assert len(drawn.days) == 3 * 364
    values = read_kpis(drawn, KpiPeriod.WEEK)[KPIS[1]]
    assert len(values) == 51
    assert sum(each.value or 0 for each in values.values()) <= 3 * 364
    assert set(list_seen(drawn, chance)) <= set(WAITS)
    alarms = {(name, kind, size): 1.25 for name in KPIS for kind in KINDS for size in WATCHED}
    seen = {(size, wait): 0.5 for size in WATCHED for wait in WAITS}
    lines = watching_text(Watched(alarms, dict.fromkeys(WATCHED, 4.6), seen)).splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == 2 + len(KPIS) + 2 + len(WAITS)
    assert rows[2].count("1.2") == len(KINDS) * len(WATCHED)


def test_few_shops_give_a_table() -> None:
    lines = coverage_text(coverage(2, 3_000)).splitlines()
    rows = [line for line in lines if line.startswith("|")]
    credit, returns = rows[: -2 - len(MODELS)], rows[-2 - len(MODELS) :]
    assert len(credit) == 2 + len(MODELS) + 1 + len(MODELS) + 1
    assert {row.count("|") for row in credit} == {len(FIGURES) + 2}
    assert {row.count("|") for row in returns} == {len(RETURNS) + 2}


def test_results_stand_between_the_marks(tmp_path: "Path") -> None:
    page = tmp_path / "README.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    write("new\n", page)
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    page.write_text("nothing\n", encoding="utf-8")
    with pytest.raises(MarksError):
        write("new\n", page)
