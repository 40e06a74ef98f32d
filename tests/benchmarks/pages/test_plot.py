from xml.etree import ElementTree as ET

import pytest

from benchmarks.measuring.measured import Format
from benchmarks.measuring.scaling import find_growths
from benchmarks.pages.plot import HEIGHT, LINE, WIDTH, draw_plot
from benchmarks.suites.programs import MERITO
from tests.benchmarks.made_up import measured

SVG = "{http://www.w3.org/2000/svg}"
MEASURED = [
    measured(MERITO, 10**6, 1),
    measured("R & D <SQL>", 10**6, 1.1),
    measured("pandas", 10**6, 5),
    measured("only Parquet", 10**6, 5, Format.PARQUET),
    measured(MERITO, 10**7, 8),
    measured("R & D <SQL>", 10**7, 8),
    measured("pandas", 10**7, "over 20 GB"),
]


@pytest.fixture(scope="module")
def picture() -> ET.Element:
    return ET.fromstring(draw_plot(list(find_growths(MEASURED))))  # noqa: S314  # our own picture


def texts(picture: ET.Element) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{SVG}text")]


def test_axes_are_named_in_words(picture: ET.Element) -> None:
    words = texts(picture)
    assert {"seconds, wall time", "memory, most at a time"} <= set(words)
    assert {"touches", "1 million", "10 million", "1", "10", "1 GB", "10 GB"} <= set(words)


def test_lines_are_named_and_early_ends_say_why(picture: ET.Element) -> None:
    words = texts(picture)
    for name in ("merito compare", "R & D <SQL>", "pandas, then over 20 GB"):
        assert words.count(name) == 2
    assert not any("Parquet" in word for word in words)


def test_names_do_not_touch(picture: ET.Element) -> None:
    places = [
        float(each.attrib["y"])
        for each in picture.iter(f"{SVG}text")
        if each.text in {"merito compare", "R & D <SQL>"}
    ]
    assert abs(places[1] - places[0]) >= LINE
    assert abs(places[3] - places[2]) >= LINE


def test_everything_is_inside(picture: ET.Element) -> None:
    for line in picture.iter(f"{SVG}line"):
        assert all(0 <= float(line.attrib[name]) <= WIDTH for name in ("x1", "x2"))
        assert all(0 <= float(line.attrib[name]) <= HEIGHT for name in ("y1", "y2"))


def test_more_touches_are_further_right_and_more_seconds_higher(picture: ET.Element) -> None:
    first = next(picture.iter(f"{SVG}polyline")).attrib["points"]
    (x1, y1), (x2, y2) = (tuple(map(float, point.split(","))) for point in first.split())
    assert x1 < x2
    assert y1 > y2


def test_both_kinds_of_page_have_their_colours(picture: ET.Element) -> None:
    (style,) = picture.iter(f"{SVG}style")
    assert "prefers-color-scheme: dark" in (style.text or "")
