"""Mutated files of each kind: a correct report or a clear error, never anything else.

Every generated line can be read in one way only, whatever stands around it: days are past the
12th, amounts have thousands and cents. What a mutated file says of a line that is still intact is
therefore known.
"""

import gzip
import io
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.errors import MeritoError
from cli.inputs.orders.read import OrderInput
from cli.inputs.touchpoints.read import TouchpointInput
from tests.cli.inputs.reading.mutations import LISTS, Mutation, mutated
from tests.cli.inputs.small_files import orders, touches
from tests.examples import examples

FEW = settings(examples(60), suppress_health_check=list(HealthCheck))
MANY = settings(examples(400), suppress_health_check=list(HealthCheck))
LONGEST = 30.0
"""Seconds that reading a small file may take on a busy machine."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a generated line means."""

    key: str
    word: str
    at: datetime
    cents: int


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written."""

    delimiter: str
    encoding: str
    end: str
    day: str
    number: Callable[[int], str]
    before: str

    def line(self, row: Row) -> str:
        quoted = f'"{self.number(row.cents)}"'
        return self.delimiter.join((row.key, row.word, row.at.strftime(self.day), quoted))

    def content(self, header: tuple[str, ...], rows: list[Row]) -> bytes:
        lines = [self.delimiter.join(header), *(self.line(row) for row in rows)]
        text = self.before.replace("\n", self.end) + self.end.join(lines) + self.end
        return text.encode(self.encoding)


def english(cents: int) -> str:
    return f"{cents / 100:,.2f}"


def european(cents: int) -> str:
    return english(cents).translate(str.maketrans(",.", ".,"))


NUMBERS: tuple[Callable[[int], str], ...] = (
    english,
    european,
    lambda cents: european(cents).replace(".", "\xa0") + " €",
    lambda cents: f"€ {european(cents)}",
    lambda cents: english(cents).replace(",", "'"),
    lambda cents: f"{cents / 100:.2f}",
)
DAYS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%SZ",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %I:%M:%S %p",
    "%d.%m.%Y %H:%M:%S",
    "%d %b %Y %H:%M:%S",
    "%Y%m%d%H%M%S",
    "%s000",
)
DIALECTS = st.builds(
    Dialect,
    st.sampled_from(",;\t|"),
    st.sampled_from(("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be")),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.sampled_from(DAYS),
    st.sampled_from(NUMBERS),
    st.sampled_from(("", "\n", "# a comment\n", "A title\n\n")),
)
MOMENTS = st.builds(
    datetime,
    st.integers(2001, 2037),
    st.integers(1, 12),
    st.integers(13, 28),
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 59),
    tzinfo=st.just(UTC),
)
WORDS = st.sampled_from(("Email", "Caffè", "Ströer", "a b", "'x", "#1", "--"))


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Draw rows whose keys are unique, and never one in the other."""
    count = draw(st.integers(1, 12))
    cents = st.integers(100_001, 99_999_999)
    return [Row(f"K{100 + i}", draw(WORDS), draw(MOMENTS), draw(cents)) for i in range(count)]


TOLERANCES = st.sampled_from(("0%", "100%"))
ORDER_HEADER = ("order_id", "customer_id", "ordered_at", "revenue")
TOUCH_HEADER = ("customer_id", "channel", "touched_at", "cost")


Read = TypeVar("Read")


def in_time(read: Callable[[], Read]) -> Read | None:
    """Return what was read, None where that was refused."""
    begin = time.monotonic()
    found, refusal = None, ""
    try:
        found = read()
    except MeritoError as error:
        refusal = str(error)
    assert time.monotonic() - begin < LONGEST
    assert found is not None or 0 < len(refusal.strip()) < 20_000
    return found


def intact(content: bytes, dialect: Dialect, rows: list[Row]) -> dict[str, Row]:
    """Return the rows whose line stands in a mutated file as it was, and once."""
    text = content.decode(dialect.encoding, "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return {
        row.key: row
        for row in rows
        if lines.count(dialect.line(row)) == 1 and text.count(row.key) == 1
    }


def check_orders(read: OrderInput, known: dict[str, Row]) -> None:
    assert sum(line.rows for line in read.lines) == read.rows
    amounts = sum(line.amount or 0 for line in read.lines if line.rows)
    assert amounts == sum(file.total or 0 for file in read.files)
    for key, customer, at, revenue in read.frame.select(
        "order_id", "customer_id", "ordered_at", "revenue"
    ).iter_rows():
        if row := known.get(key):
            assert (at, revenue) == (row.at, row.cents * 100)
            assert customer in (row.word, row.word.removeprefix("'"))


def check_touches(read: TouchpointInput, known: dict[str, Row]) -> None:
    assert read.frame.height + sum(line.rows for line in read.lines) == read.rows
    for key, channel, at in read.frame.select("customer_id", "channel", "touched_at").iter_rows():
        if row := known.get(key):
            assert (at, channel) == (row.at, row.word)


def orders_are_right(
    dialect: Dialect, rows: list[Row], mutations: list[Mutation], bad: str
) -> None:
    content = mutated(dialect.content(ORDER_HEADER, rows), mutations)
    with tempfile.TemporaryDirectory() as folder:
        read = in_time(lambda: orders(Path(folder), content, bad=bad))
    assert read is not None or mutations
    if read is not None:
        check_orders(read, intact(content, dialect, rows))
        assert mutations or read.frame.height == len(rows)


def touches_are_right(
    dialect: Dialect, rows: list[Row], mutations: list[Mutation], bad: str
) -> None:
    content = mutated(dialect.content(TOUCH_HEADER, rows), mutations)
    with tempfile.TemporaryDirectory() as folder:
        read = in_time(lambda: touches(Path(folder), content, bad=bad))
    assert read is not None or mutations
    if read is not None:
        check_touches(read, intact(content, dialect, rows))


def stored(rows: list[Row], kind: str) -> bytes:
    content = io.BytesIO()
    frame = pl.DataFrame(
        {
            "order_id": [row.key for row in rows],
            "customer_id": [row.word for row in rows],
            "ordered_at": [row.at.replace(tzinfo=None) for row in rows],
            "revenue": [f"{row.cents / 100:.2f}" for row in rows],
        }
    )
    if kind == "gz":
        return gzip.compress(frame.write_csv().encode())
    if kind == "zst":
        frame.lazy().sink_csv(content, compression="zstd")
    else:
        frame.write_parquet(content)
    return content.getvalue()


def packed_files_are_right(rows: list[Row], kind: str, mutations: list[Mutation]) -> None:
    content = mutated(stored(rows, kind), mutations)
    with tempfile.TemporaryDirectory() as folder:
        read = in_time(lambda: orders(Path(folder), content, bad="100%", name=f"o.csv.{kind}"))
    assert read is not None or mutations
    if read is not None:
        check_orders(read, {row.key: row for row in rows if not mutations})


@FEW
@given(DIALECTS, tables(), st.just([]), TOLERANCES)
def test_every_dialect_is_read(
    dialect: Dialect, rows: list[Row], mutations: list[Mutation], bad: str
) -> None:
    orders_are_right(dialect, rows, mutations, bad)
    touches_are_right(dialect, rows, mutations, bad)


@FEW
@given(DIALECTS, tables(), LISTS, TOLERANCES)
def test_mutated_orders(
    dialect: Dialect, rows: list[Row], mutations: list[Mutation], bad: str
) -> None:
    orders_are_right(dialect, rows, mutations, bad)


@FEW
@given(DIALECTS, tables(), LISTS, TOLERANCES)
def test_mutated_touchpoints(
    dialect: Dialect, rows: list[Row], mutations: list[Mutation], bad: str
) -> None:
    touches_are_right(dialect, rows, mutations, bad)


# Not with changed bytes: Polars may end the whole process over a damaged Parquet file.
@FEW
@given(tables())
def test_parquet_is_read(rows: list[Row]) -> None:
    packed_files_are_right(rows, "parquet", [])


@FEW
@given(tables(), st.sampled_from(("gz", "zst")), LISTS)
def test_mutated_packed_files(rows: list[Row], kind: str, mutations: list[Mutation]) -> None:
    packed_files_are_right(rows, kind, mutations)


@pytest.mark.slow
@MANY
@given(DIALECTS, tables(), LISTS, TOLERANCES)
def test_many_mutated_files(
    dialect: Dialect, rows: list[Row], mutations: list[Mutation], bad: str
) -> None:
    orders_are_right(dialect, rows, mutations, bad)
    touches_are_right(dialect, rows, mutations, bad)


@pytest.mark.slow
@MANY
@given(tables(), st.sampled_from(("gz", "zst")), LISTS)
def test_many_mutated_packed_files(rows: list[Row], kind: str, mutations: list[Mutation]) -> None:
    packed_files_are_right(rows, kind, mutations)
