"""Non-converting journeys, against the reference and by hand."""

from dataclasses import replace

import pytest
from hypothesis import given

from attribution.choices import Basis, RepeatOrders
from attribution.journeys.journeys import find_journeys
from attribution.journeys.nonconverting import find_nonconverting
from attribution.journeys.windows import DAY, Window
from attribution.parts.timeline import build_timeline
from attribution.plan import Plan
from tests.attribution import reference
from tests.attribution.shop import Order, Shop, Touch, instant, parts_of
from tests.attribution.strategies import cases
from tests.examples import examples

Found = tuple[list[list[int]], list[int]]
"""The touches of each non-converting journey, and those outside every window."""


def labelled(shop: Shop) -> Shop:
    touches = (replace(touch, campaign=f"{row}") for row, touch in enumerate(shop.touches))
    return replace(shop, touches=tuple(touches))


def expected(shop: Shop, window: Window, repeat: RepeatOrders) -> Found:
    paths, outside = [], []
    for customer in reference.customers(shop).values():
        rows = [int(touch.campaign or "") for touch in customer.history]
        rest = reference.rest(customer, window, repeat)
        paths += [[rows[place] for place in path] for path in rest.journeys]
        outside += [rows[place] for place in rest.outside]
    return sorted(paths), sorted(outside)


def found(shop: Shop, window: Window, repeat: RepeatOrders, count: int = 1) -> Found:
    parts = parts_of(shop, count, everybody=True)
    names = parts.vocabularies["campaign"].names
    paths, outside = [], []
    for part in map(parts.get_part, range(parts.count)):
        line = build_timeline(part.touches)
        claims = find_journeys(line, part.orders, window, repeat, part.vocabularies)
        result = find_nonconverting(line, part.orders, claims, window, part.vocabularies)
        rows = [int(names[code] or "") for code in line.touches.values["campaign"]]
        places = result.journeys.places
        sequence = rows if places is None else [rows[place] for place in places]
        bounds = zip(result.journeys.first, result.journeys.last, strict=True)
        paths += [sequence[first:last] for first, last in bounds]
        outside += [row for row, out in zip(rows, result.outside, strict=True) if out]
    return sorted(paths), sorted(outside)


def agree(case: tuple[Shop, Plan], count: int) -> None:
    shop, plan = labelled(case[0]), case[1]
    for window in plan.windows:
        result = found(shop, window, plan.repeat, count)
        assert result == expected(shop, window, plan.repeat)


@given(cases(models=0))
@examples(250)
def test_agrees_with_the_reference(case: tuple[Shop, Plan]) -> None:
    agree(case, 1)


@given(cases(models=0))
@examples(20)
def test_agrees_in_seven_parts(case: tuple[Shop, Plan]) -> None:
    agree(case, 7)


@pytest.mark.slow
@given(cases(models=0))
@examples(600)
def test_agrees_with_the_reference_on_many_shops(case: tuple[Shop, Plan]) -> None:
    agree(case, 1)


def days(*touches: float | tuple[float, str], orders: tuple[float, ...] = ()) -> Shop:
    """One customer's touches by day and channel, and orders by day."""
    start = instant("2024-01-01T00:00")
    rows = [(each, "Email") if isinstance(each, int | float) else each for each in touches]
    return labelled(
        Shop(
            tuple(Touch("a", start + at * reference.DAY, channel) for at, channel in rows),
            tuple(Order(f"{at}", "a", start + at * reference.DAY) for at in orders),
        )
    )


MONTH = Window(30 * DAY)
SEARCH = Window(30 * DAY, channels=(("Search", 2 * DAY),))


@pytest.mark.parametrize(
    ("shop", "window", "answer"),
    [
        pytest.param(days(0, 5, 30), MONTH, ([[0, 1, 2]], []), id="one run, both ends in"),
        pytest.param(days(0, 5, 31), MONTH, ([[1, 2]], [0]), id="reduced to the window"),
        pytest.param(days(0, 30, 61), MONTH, ([[0, 1], [2]], []), id="a gap ends a run"),
        pytest.param(days(0, 31, orders=(40,)), MONTH, ([[0]], []), id="too long before"),
        pytest.param(days(0, 20, orders=(40,)), MONTH, ([], [0]), id="head of a journey"),
        pytest.param(days(0, 4, orders=(9,)), Window(4 * DAY), ([[0, 1]], []), id="no claim"),
        pytest.param(
            days(0, 9, orders=(5,)), Window(4 * DAY), ([[0], [1]], []), id="order between"
        ),
        pytest.param(
            days((0, "Search"), 20, orders=(10,)),
            SEARCH,
            ([[0], [1]], []),
            id="order between that reaches neither",
        ),
        pytest.param(days(0, 9, orders=(5,)), MONTH, ([[1]], []), id="after the order"),
        pytest.param(days(0, 1, orders=(0,)), MONTH, ([[1]], []), id="touch at the order"),
        pytest.param(
            days(0, (5, "Search"), 6, (9, "Search"), orders=(9,)),
            SEARCH,
            ([], [1]),
            id="between the first touch of a journey and its order",
        ),
        pytest.param(
            days((0, "Search"), (1, "Search"), orders=(5,)),
            SEARCH,
            ([[0, 1]], []),
            id="too short a window for the order",
        ),
        pytest.param(
            days((0, "Search"), (3, "Search"), 4), SEARCH, ([[0], [1, 2]], []), id="its own window"
        ),
        pytest.param(
            days(0, (2, "Search"), (4, "Search"), 5),
            SEARCH,
            ([[0, 2, 3]], [1]),
            id="reduced by each",
        ),
        pytest.param(
            days((0, "Search"), (40, "Search"), 60, orders=(61,)),
            SEARCH,
            ([[0]], [1]),
            id="reached by the window of the claimed touch",
        ),
        pytest.param(
            days(10, (13, "Search"), 35, orders=(14, 41)),
            Window(2 * DAY, channels=(("Email", 25 * DAY),)),
            ([], []),
            id="claimed by the later of two orders",
        ),
        pytest.param(
            days(0, 2.9, 3), Window(3 * DAY, basis=Basis.CALENDAR_DAYS), ([[1, 2]], [0]), id="days"
        ),
    ],
)
def test_worked_example(shop: Shop, window: Window, answer: Found) -> None:
    assert found(shop, window, RepeatOrders.CONTINUE) == answer
