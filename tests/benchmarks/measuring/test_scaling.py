import pytest

from benchmarks.measuring.measured import Format
from benchmarks.measuring.race import CPU, WALL
from benchmarks.measuring.scaling import describe_growth, find_growths
from tests.benchmarks.made_up import measured

READ = "`pl.read_csv` of both files"


def test_slope_is_that_between_neighbours() -> None:
    sizes = [measured("SQL", 10**6, 2), measured("SQL", 10**7, 20), measured("SQL", 10**8, 2_000)]
    (growth,) = find_growths(sizes)
    assert growth.slopes(WALL) == pytest.approx((1, 2))
    assert growth.slopes(CPU) == pytest.approx((1, 2))


def test_programs_keep_their_order_and_lose_sizes_they_did_not_get_through() -> None:
    found = list(
        find_growths(
            [
                measured(READ, 10**6, 1),
                measured("SQL", 10**6, 3),
                measured("pandas", 10**6, 4),
                measured("SQL", 10**6, 5, Format.PARQUET),
                measured(READ, 10**7, 10),
                measured("pandas", 10**7, "over 20 GB"),
                measured("SQL", 10**7, 30),
                measured("huge", 10**7, "over 600 s"),
            ]
        )
    )
    assert [(each.title, len(each.sizes), len(each.out)) for each in found] == [
        (READ, 2, 0),
        ("SQL", 2, 0),
        ("pandas", 1, 1),
        ("SQL, Parquet", 1, 0),
    ]


def test_steepest_comes_first() -> None:
    costs = {"a": (1, 12), "b": (1, 10), "c": (1, 20), "d": (3, 33)}
    found = [
        measured(name, touches, seconds)
        for name, both in costs.items()
        for touches, seconds in zip((10**6, 10**7), both, strict=True)
    ]
    assert describe_growth(list(find_growths(found))) == (
        "Faster than linearly (slope of CPU time above 1.05) grow: c (1.30), a (1.08)."
    )


def test_nothing_is_steep() -> None:
    found = list(find_growths([measured("a", 10**6, 1), measured("a", 10**7, 10)]))
    assert (
        describe_growth(found)
        == "None grows faster than linearly (no slope of CPU time above 1.05)."
    )


def test_one_size_has_no_slope() -> None:
    assert describe_growth(list(find_growths([measured("a", 10**6, 1)]))) == ""
