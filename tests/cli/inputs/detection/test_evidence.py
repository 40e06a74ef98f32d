"""What the pieces of a file tell of its values is what the whole file tells."""

from collections.abc import Sequence
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.errors import DataError
from cli.inputs.detection.detect import DetectedFormats, detect_from_all
from cli.inputs.detection.errors import AmbiguousAmountsError, AmbiguousDaysError, MixedDaysError
from cli.inputs.detection.evidence import extract_evidence, gather_evidence
from cli.inputs.files.find import Container, Source
from cli.inputs.formats.recognise import recognise_source
from cli.inputs.orders.read import choose_order_columns
from cli.inputs.reading.open import open_table
from cli.inputs.tables.table import ReadPlan, Table
from cli.settings.sections.exports.files import Orders, Role
from tests.examples import examples

HEADER = "order_id;customer_id;ordered_at;revenue\n"
SAMPLE = 20
"""Rows that are looked at first, in place of a thousand."""


def table(rows: Sequence[str]) -> tuple[Table, ReadPlan]:
    """Return a file of orders, its rows given as TIME;AMOUNT."""
    lines = (f"{number};c;{row}\n" for number, row in enumerate(rows))
    source = Source("o.csv", (HEADER + "".join(lines)).encode(), Container.TEXT)
    section = Orders.model_validate({"files": "o.csv"})
    recognised = recognise_source(section, Role.ORDERS, source, None)
    return open_table(recognised, choose_order_columns(section), "UTC", last_instant=True)


def piece(whole: Table, rows: Sequence[str]) -> Table:
    """Return some rows of a file as a piece of it."""
    return whole._replace(source=table(rows)[0].source, piece=True)


def decided(rows: Sequence[str], size: int) -> DetectedFormats:
    """Decide by what the pieces of a file tell, of so many rows each."""
    beginning, plan = table(rows[: SAMPLE + 5])
    parts = [rows[start : start + size] for start in range(0, len(rows), size)]
    found = [gather_evidence(piece(beginning, part)) for part in parts]
    with patch("cli.inputs.detection.detect._SAMPLE", SAMPLE):
        return detect_from_all(extract_evidence(beginning, found), plan)


def outcome(rows: Sequence[str], size: int | None) -> DetectedFormats | tuple[type, str]:
    """Return what is decided of a file, or the error without the line.

    Further ways of writing times have no order: days are decided, so that one reads each text.
    """
    try:
        if size is not None:
            found = decided(rows, size)
        else:
            with patch("cli.inputs.detection.detect._SAMPLE", SAMPLE):
                found = detect_from_all(*table(rows))
        return found._replace(accepted=tuple(sorted(set(found.accepted), key=repr)))
    except DataError as error:
        text = str(error)
        for line in range(len(rows) + 1, 1, -1):
            text = text.replace(f"o.csv:{line}:", "o.csv:").replace(f"o.csv:{line} ", "o.csv ")
        return type(error), text


def same(rows: Sequence[str], size: int = 7) -> DetectedFormats | tuple[type, str]:
    """Return what is decided of a file, the same by its pieces and by all of it."""
    whole, parted = outcome(rows, None), outcome(rows, size)
    assert parted == whole
    return whole


ISO = "2026-01-02 10:00:00"
MANY = 60


def test_decimal_commas_after_many_whole_numbers() -> None:
    found = same([f"{ISO};{each}" for each in range(MANY)] + [f"{ISO};1.234,5"])
    assert isinstance(found, DetectedFormats)
    assert (found.marks["revenue"].decimal, found.marks["revenue"].thousands) == (",", ".")


def test_a_point_that_only_a_late_amount_tells() -> None:
    rows = [f"{ISO};{each}.234" for each in range(1, MANY)]
    assert isinstance(same([*rows, f"{ISO};1.5"]), DetectedFormats)
    text = (
        'o.csv: revenue: "1.234" may be 1.234 or 1234, and no amount of the column tells which; '
        'set orders.decimal: "." for 1.234 or orders.decimal: "," with orders.thousands: "." for '
        "1234"
    )
    assert same(rows) == (AmbiguousAmountsError, text)


@pytest.mark.parametrize(
    ("late", "pattern"), [("13/02/2026", "%d/%m/%Y"), ("02/13/2026", "%m/%d/%Y")]
)
def test_the_order_of_day_and_month_that_only_a_late_day_tells(late: str, pattern: str) -> None:
    rows = [f"0{1 + each % 9}/02/2026;{each}" for each in range(MANY)]
    found = same([*rows, f"{late};1"])
    assert isinstance(found, DetectedFormats)
    assert found.style.pattern == pattern


def test_days_that_nothing_tells_are_refused_without_a_line() -> None:
    rows = [f"0{3 + each % 7}/02/2026;{each}" for each in range(MANY)]
    with pytest.raises(AmbiguousDaysError) as caught:
        decided(rows, 7)
    assert str(caught.value) == (
        'o.csv: ordered_at: "03/02/2026" may be 2026-02-03 or 2026-03-02, and no day of the column '
        'is past the 12th; set orders.time_format: "%d/%m/%Y" or "%m/%d/%Y"'
    )
    same(rows)


def test_days_of_both_orders_are_refused_without_lines() -> None:
    rows = ["13/02/2026;1", *(f"0{1 + each % 9}/02/2026;1" for each in range(MANY)), "02/14/2026;1"]
    with pytest.raises(MixedDaysError) as caught:
        decided(rows, 7)
    assert str(caught.value) == (
        'o.csv: ordered_at: "13/02/2026" has the day first, but "02/14/2026" in o.csv the month: a '
        "column is written in one way; export it again"
    )
    same(rows)


def test_several_forms_of_time() -> None:
    forms = ["13/02/2026 10:00", "3 Feb 2026 10:00", "04/02/2026", "Feb 5, 2026"]
    rows = [f"{forms[0]};1"] * MANY + [f"{form};1" for form in forms for _ in range(5)]
    found = same(rows)
    assert isinstance(found, DetectedFormats)
    assert {style.pattern for style in found.accepted} >= {"%d/%m/%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M"}


def test_nothing_but_blanks() -> None:
    assert isinstance(same([";"] * MANY), DetectedFormats)


TIMES = st.sampled_from(
    [
        ISO,
        "2026-01-02",
        "",
        " 2026-01-02 ",
        "soon",
        "03/02/2026",
        "13/02/2026",
        "02/13/2026",
        "02/02/2026 10:00",
        "3 Feb 2026",
        "1767193440",
    ]
)
AMOUNTS = st.sampled_from(
    [
        "1",
        "22",
        "",
        " ",
        "1.5",
        "1,5",
        "1.234",
        "1,234",
        "1.234,5",
        "1,234.5",
        "€ 5",
        "5 $",
        "-7",
        "free",
    ]
)
ROWS = st.builds("{};{}".format, TIMES, AMOUNTS)


@pytest.mark.slow
@given(
    st.lists(ROWS, min_size=SAMPLE, max_size=SAMPLE),
    st.lists(ROWS, max_size=30),
    st.integers(1, 30),
)
@examples(40)
def test_pieces_of_any_size(first: list[str], rest: list[str], size: int) -> None:
    same([*first, *rest], size)


@pytest.mark.slow
@given(TIMES, AMOUNTS, st.lists(ROWS, max_size=6), st.integers(1, 30))
@examples(40)
def test_a_few_late_rows(time: str, amount: str, late: list[str], size: int) -> None:
    same([*[f"{time};{amount}"] * (SAMPLE + 10), *late], size)
