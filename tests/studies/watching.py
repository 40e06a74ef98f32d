"""How often `merito watch` cries without a cause, and how soon it sees a channel that drops.

The customers of the sample shop are drawn anew, with replacement, as many as it has, or ten or a
hundred times as many, and each of them is moved round the year by some weeks: shops of three sizes
without season or trend, so that nothing but chance is behind an alarm. Every period is judged on
the night after it is over, as a nightly run does.
"""

import csv
import io
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.arrays import expand_ranges
from rfm.watch.choices import Direction, KpiPeriod, KpiVerdict
from rfm.watch.judgement import FEWEST, UNKNOWN, Reading, Series, judge
from rfm.watch.periods import WatchedPeriod, find_number
from tests.running import SAMPLE, inside

if TYPE_CHECKING:
    from collections.abc import Callable

    from attribution.arrays import Bools, Floats, Ints

    Readings = dict[int, Reading]
    """Values by the number of the period."""

SIZES: Final = (1, 10, 100)
"""Multiples of the sample shop."""
SHOPS: Final = 20
"""Shops drawn of each size."""
CHANNEL: Final = "Organic Search"
KINDS: Final = (KpiPeriod.DAY, KpiPeriod.WEEK, KpiPeriod.MONTH)
KPIS: Final = ("revenue", "orders", "average order value", "new customers", f"{CHANNEL}, orders")
WAITS: Final = (1, 2, 4, 8)
"""Weeks after a drop within which it is seen, or not."""
_YEAR: Final = {KpiPeriod.DAY: 365, KpiPeriod.WEEK: 52, KpiPeriod.MONTH: 12}
_STARTS: Final = range(10, 42, 4)
"""Weeks of the year, from 0, with which a drop begins."""
_KEPT: Final = 2 / 3
_WEEKS: Final = 52
_DAYS: Final = 7 * _WEEKS


@dataclass(frozen=True, slots=True)
class Year:
    """The orders of a shop's year, arrays of shape (orders,)."""

    first: date
    days: "Ints"
    """Days since the first."""
    customer: "Ints"
    revenue: "Ints"
    """Cents."""
    new: "Bools"
    credited: "Bools"
    """Whether `last` credits the channel."""

    def take(self, rows: "Ints | Bools") -> "Year":
        """Return some of the orders."""
        days, customer, revenue = (each[rows] for each in (self.days, self.customer, self.revenue))
        return Year(self.first, days, customer, revenue, self.new[rows], self.credited[rows])

    def number(self, kind: KpiPeriod) -> "Ints":
        """Return the number of each order's period."""
        numbers = [find_number(self.first + timedelta(days=day), kind) for day in range(_DAYS)]
        return np.array(numbers)[self.days]

    def list_complete(self, kind: KpiPeriod) -> list[WatchedPeriod]:
        """Return the periods that lie wholly within the year."""
        last = self.first + timedelta(days=_DAYS - 1)
        numbers = range(find_number(self.first, kind), find_number(last, kind) + 1)
        periods = [WatchedPeriod(kind, number) for number in numbers]
        return [p for p in periods if self.first <= p.first_day and p.last_day <= last]


def read_year() -> Year:
    """Return the sample shop as `merito credits` tells it."""
    outcome = inside("credits", "-q", "--model", "last", "--format", "csv", cwd=SAMPLE)
    rows = [row for row in csv.DictReader(io.StringIO(outcome.out)) if float(row["last"])]
    rows.sort(key=lambda row: row["ordered_at"])
    names = [row["customer_id"] or row["order_id"] for row in rows]
    known = {name: at for at, name in enumerate(dict.fromkeys(names))}
    seen = Counter[str]()
    new = []
    for row, name in zip(rows, names, strict=True):
        new.append(bool(row["customer_id"]) and not seen[name])
        seen[name] += 1
    days = [date.fromisoformat(row["ordered_at"][:10]) for row in rows]
    whole = Year(
        min(days),
        np.array([(day - min(days)).days for day in days]),
        np.array([known[name] for name in names]),
        np.array([round(float(row["revenue"]) * 100) for row in rows]),
        np.array(new),
        np.array([row["channel"] == CHANNEL for row in rows]),
    )
    return whole.take(whole.days < _DAYS)


def draw_shop(year: Year, size: int, chance: np.random.Generator) -> Year:
    """Return a shop so many times as large, whose customers are drawn and moved round the year."""
    order = np.argsort(year.customer, kind="stable")
    counts = np.bincount(year.customer)
    drawn = chance.integers(0, len(counts), size * len(counts))
    stops = np.cumsum(counts)[drawn]
    rows = order[expand_ranges(stops - counts[drawn], stops)]
    moved = np.repeat(chance.integers(0, _WEEKS, len(drawn)), counts[drawn])
    found = year.take(rows)
    return replace(found, days=(found.days + 7 * moved) % _DAYS)


def read_kpis(year: Year, kind: KpiPeriod) -> "dict[str, Readings]":
    """Return the values of each KPI in the periods that lie wholly within the year."""
    start = find_number(year.first, kind)
    places, count = year.number(kind) - start, _DAYS

    def add_up(amounts: "Ints | Bools | None") -> "Floats":
        return np.bincount(places, amounts, count).astype(np.float64)

    orders, revenue = add_up(None), add_up(year.revenue)
    new, credited = add_up(year.new), add_up(year.credited)
    measures: dict[str, Callable[[int], Reading]] = {
        KPIS[0]: lambda at: Reading(Fraction(int(revenue[at]))),
        KPIS[1]: lambda at: Reading(Fraction(int(orders[at]))),
        KPIS[2]: lambda at: (
            Reading(Fraction(int(revenue[at]), int(orders[at]))) if orders[at] else Reading(None)
        ),
        KPIS[3]: lambda at: Reading(Fraction(int(new[at]))),
        KPIS[4]: lambda at: Reading(Fraction(int(credited[at]))),
    }
    complete = [each.number for each in year.list_complete(kind)]
    return {
        name: {number: measure(number - start) for number in complete}
        for name, measure in measures.items()
    }


def judge_periods(values: "Readings", kind: KpiPeriod) -> dict[int, KpiVerdict]:
    """Return the verdict of each period of which enough is past, without a target."""
    found = {}
    for number, current in values.items():
        earlier = WatchedPeriod(kind, number).list_earlier()
        series = Series(
            current, tuple(values.get(each.number, UNKNOWN) for each in earlier), UNKNOWN
        )
        if len(series.past) >= FEWEST:
            found[number] = judge(series, None, None, Direction.UP).verdict
    return found


@dataclass(frozen=True, slots=True)
class Watched:
    """What nightly runs of a year come to."""

    false_alarms: dict[tuple[str, KpiPeriod, int], float]
    """A year, by KPI, period and size of the shop: nothing but chance is behind them."""
    orders: dict[int, float]
    """Orders a week that the channel is credited with, by size."""
    seen: dict[tuple[int, int], float]
    """Share of the drops by a third that are seen, by size and weeks waited."""


def watch_year(shops: int = SHOPS) -> Watched:
    """Return what nightly runs come to in so many drawn shops of each size."""
    year = read_year()
    chance = np.random.Generator(np.random.PCG64(20))
    alarms: Counter[tuple[str, KpiPeriod, int]] = Counter()
    judged: Counter[tuple[str, KpiPeriod, int]] = Counter()
    seen: Counter[tuple[int, int]] = Counter()
    for size in SIZES:
        for _ in range(shops):
            drawn = draw_shop(year, size, chance)
            for kind in KINDS:
                for name, values in read_kpis(drawn, kind).items():
                    verdicts = judge_periods(values, kind).values()
                    alarms[name, kind, size] += sum(each is KpiVerdict.ANOMALY for each in verdicts)
                    judged[name, kind, size] += len(verdicts)
            seen.update((size, wait) for wait in list_seen(drawn, chance))
    drops = shops * len(_STARTS)
    return Watched(
        {key: alarms[key] / judged[key] * _YEAR[key[1]] for key in judged},
        {size: size * float(year.credited.sum()) / _WEEKS for size in SIZES},
        {(size, wait): seen[size, wait] / drops for size in SIZES for wait in WAITS},
    )


def list_seen(year: Year, chance: np.random.Generator) -> list[int]:
    """Return for each drop of the channel by a third the waits within which a week is odd."""
    weeks = [each.number for each in year.list_complete(KpiPeriod.WEEK)]
    numbers = year.number(KpiPeriod.WEEK)
    found = []
    for start in _STARTS:
        dropping = year.credited & (numbers >= weeks[start])
        kept = ~dropping | (chance.random(len(numbers)) < _KEPT)
        values = read_kpis(year.take(kept), KpiPeriod.WEEK)[KPIS[4]]
        verdicts = judge_periods(values, KpiPeriod.WEEK)
        odd = [
            at for at, week in enumerate(weeks[start:]) if verdicts.get(week) is KpiVerdict.ANOMALY
        ]
        found += [wait for wait in WAITS if any(at < wait for at in odd)]
    return found
