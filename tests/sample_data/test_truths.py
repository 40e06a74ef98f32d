from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sample_data import truths
from sample_data.dice import Dice
from sample_data.needs import Order, live_through
from sample_data.people import Person
from sample_data.truths import ONE_TIME, TRUTHS, WALK_IN, Tactic
from sample_data.year import Year

HARVESTERS = {
    ("Paid Search", "brand"),
    ("Retargeting", "banner_retargeting"),
    ("Retargeting", "facebook_retargeting"),
    ("Affiliates", "coupon_sites"),
    ("Direct", ""),
}

LOOKBACK = timedelta(days=30)


def _cells(readme: str, start: str) -> list[str]:
    (line,) = (line for line in readme.splitlines() if line.startswith(start))
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.fixture(scope="session")
def readme(folder: Path) -> str:
    return (folder / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def journeys(year: Year) -> list[list[Tactic]]:
    met: defaultdict[str, list[tuple[datetime, Tactic]]] = defaultdict(list)
    for touch in year.touches:
        met[touch.customer_id].append((touch.touched_at, touch.tactic))
    return [
        [
            tactic
            for touched_at, tactic in met[sale.order.customer_id]
            if timedelta(0) <= sale.order.ordered_at - touched_at <= LOOKBACK
        ]
        for sale in year.sales
        if sale.counted
    ]


@pytest.mark.parametrize("tactic", TRUTHS.tactics, ids=lambda t: f"{t.channel}-{t.campaign}")
def test_the_readme_states_each_tactics_truth(tactic: Tactic, readme: str, year: Year) -> None:
    cells = _cells(readme, f"| {tactic.channel} | {tactic.campaign} |")
    lost = [s for s in year.sales if s.counted and s.order.causes == {tactic}]
    touches = sum(touch.tactic is tactic for touch in year.touches)
    assert cells[2] == ("harvests" if (tactic.channel, tactic.campaign) in HARVESTERS else "causes")
    assert cells[3] == f"{round(100 * tactic.lift)}%"
    assert cells[4:6] == [f"{touches:,}", f"{len(lost):,}"]
    assert cells[6] == f"{sum(s.net_cents for s in lost) / 100:,.2f}"


def test_the_truths_add_up_to_the_counted_orders(readme: str, year: Year) -> None:
    total = _cells(readme, "| total |")
    rows = [_cells(readme, f"| {t.channel} | {t.campaign} |") for t in TRUTHS.tactics]
    rows += [_cells(readme, "| (any one"), _cells(readme, "| (would have")]
    assert sum(int(row[5].replace(",", "")) for row in rows) == int(total[5].replace(",", ""))
    assert total[5] == f"{sum(sale.counted for sale in year.sales):,}"
    assert total[6] == f"{sum(sale.net_cents for sale in year.sales) / 100:,.2f}"


def test_the_prose_of_the_readme_states_the_parameters(readme: str) -> None:
    assert f"in the store {TRUTHS.store_share:.0%} of the time" in readme
    assert " | ".join(f"{share:.2f}" for share in TRUTHS.season) in readme


def test_harvesters_cause_nothing(year: Year) -> None:
    causes = {tactic for sale in year.sales for tactic in sale.order.causes}
    assert causes
    assert not {tactic for tactic in causes if tactic.harvests}


def test_every_tactic_that_causes_orders_does(year: Year) -> None:
    causes = {tactic for sale in year.sales for tactic in sale.order.causes}
    assert causes == {tactic for tactic in TRUTHS.tactics if not tactic.harvests}


def test_a_cause_precedes_its_order(year: Year) -> None:
    first: dict[tuple[str, Tactic], datetime] = {}
    for touch in year.touches:
        first.setdefault((touch.customer_id, touch.tactic), touch.touched_at)
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for login in year.logins:
        aliases[login.customer_id].append(login.alias)
    begun = datetime.combine(TRUTHS.first_day, datetime.min.time())
    settled = begun + timedelta(days=2 * TRUTHS.need_days)
    for sale in year.sales:
        ids = [sale.order.customer_id, *aliases[sale.order.customer_id]]
        tactic = sale.order.lost_without
        if tactic and sale.order.ordered_at > settled:
            met = [first[i, tactic] for i in ids if (i, tactic) in first]
            assert min(met) < sale.order.ordered_at


def test_last_touches_flatter_the_harvesters_and_first_touches_do_not(
    journeys: list[list[Tactic]],
) -> None:
    last = Counter(journey[-1] for journey in journeys if journey)
    first = Counter(journey[0] for journey in journeys if journey)
    for harvester in (truths.BANNERS, truths.FACEBOOK, truths.BRAND, truths.DIRECT):
        assert last[harvester] > first[harvester]
    for cause in (truths.INSTAGRAM, truths.SHOPPING, truths.PROSPECTING):
        assert first[cause] > 2 * last[cause]


def _lived(person: Person, seed: str) -> Order | None:
    return live_through(person, 40.0, Dice(seed))[1]


def test_a_need_without_decision_ends_without_order() -> None:
    undecided = replace(ONE_TIME, decided=0.0)
    nobody = Person("C-1", undecided, "Roma", subscriber=False, activity=0.0, needs=(40.0,))
    assert [_lived(nobody, str(seed)) for seed in range(50)] == [None] * 50


def test_a_walk_in_buys_in_the_store_and_meets_nothing() -> None:
    walk_in = Person("C-1", WALK_IN, "Bologna", subscriber=False, activity=4.0, needs=(40.0,))
    for seed in range(50):
        touches, order = live_through(walk_in, 40.0, Dice(str(seed)))
        assert touches == []
        assert order is not None
        assert order.sales_channel == "store"
        assert order.causes == frozenset()


def test_every_touch_of_a_need_precedes_its_order() -> None:
    keen = Person("C-1", ONE_TIME, "Bologna", subscriber=True, activity=3.0, needs=(40.0,))
    ordered = 0
    for seed in range(200):
        touches, order = live_through(keen, 40.0, Dice(str(seed)))
        if order:
            ordered += 1
            assert all(touch.touched_at <= order.ordered_at for touch in touches)
            assert order.lost_without in {None, *(touch.tactic for touch in touches)}
    assert ordered > 50
