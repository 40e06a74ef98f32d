"""Roles are Google Analytics' assisted conversions, on a table worked out by hand.

Google, "Analyze channel contribution" (Multi-Channel Funnels): an assist is any interaction of the
path other than the final click; first and last are its first and last one; assisted / last click
conversions near 0 means a channel that completes, above 1 one that assists. A channel that both
assists and comes last in one path counts in both.
"""

from attribution.journeys.windows import DAY, Window
from attribution.paths.plan import PathCount, PathPlan
from attribution.paths.statistics import add_path_statistics, measure_paths
from attribution.paths.tables import PathTable, PathTables
from attribution.plan import Plan
from tests.attribution.shop import Order, Shop, Touch, instant, parts_of

PATHS = {
    "a": ("Paid Search", "Email", "Direct"),
    "b": ("Email", "Email"),
    "c": ("Direct",),
    "d": ("Paid Search", "Direct", "Paid Search"),
    "e": ("Organic", "Email", "Email", "Direct"),
}
ASSISTED = {
    "Direct": (4, 1, 1, 3, 1 / 3, 1 / 3),
    "Email": (3, 1, 3, 1, 3.0, 1.0),
    "Paid Search": (2, 2, 2, 1, 2.0, 2.0),
    "Organic": (1, 1, 1, 0, None, None),
}
"""Paths with the channel, first, assisted and last-click conversions, both ratios; by hand."""


def test_roles_are_assisted_conversions() -> None:
    touches = [
        Touch(customer, instant(f"2026-01-0{day}T10:00"), channel)
        for customer, path in PATHS.items()
        for day, channel in enumerate(path, start=1)
    ]
    orders = [Order(customer, customer, instant("2026-01-09T10:00")) for customer in PATHS]
    parts = parts_of(Shop(tuple(touches), tuple(orders)), 3, everybody=True, block=None)
    asked = PathPlan(Plan((), (Window(30 * DAY),), nonconverting=True), frozenset(PathCount))
    sums = add_path_statistics(
        measure_paths(parts.get_part(index), asked) for index in range(parts.count)
    )
    found = PathTables(sums, parts.vocabularies["channel"].names).build(PathTable.ROLES, None)
    columns = ("journeys", "first", "assist", "last", "assist_last_ratio", "first_last_ratio")
    rows = found.select("value", *columns).rows()
    assert {value: tuple(cells) for value, *cells in rows[:-1]} == ASSISTED
