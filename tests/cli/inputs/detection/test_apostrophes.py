"""Apostrophes before ids: what some rows hold adds up to what all hold."""

from functools import reduce
from operator import add
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.detection.apostrophes import (
    Apostrophes,
    Strip,
    choose_strips,
    count_apostrophes,
    strip_apostrophes,
)
from cli.inputs.files.find import Container, Source
from cli.inputs.files.text_bytes import examine_bytes
from cli.inputs.tables.columns import Field, ValueKind
from cli.inputs.tables.header import Header
from cli.inputs.tables.table import Table

ids = st.one_of(st.none(), st.sampled_from(["'12", "12", "'+1", "=1", "'a", "a", "(b", "", "'"]))


def seen(values: list[str | None]) -> Apostrophes:
    frame = pl.DataFrame({"customer_id": pl.Series(values, dtype=pl.String), "channel": "Email"})
    return count_apostrophes(TABLE, frame)["customer_id"]


def bare(values: list[str | None]) -> list[str | None]:
    frame = pl.DataFrame({"customer_id": pl.Series(values, dtype=pl.String)})
    return strip_apostrophes(frame, choose_strips({"customer_id": seen(values)}))[
        "customer_id"
    ].to_list()


TABLE = Table(
    Source("t.csv", Path("t.csv"), Container.TEXT),
    Header(("customer_id", "channel"), ",", 0, 1, None),
    (
        Field("customer_id", "customer_id", 0, required=False, kind=ValueKind.ID),
        Field("channel", "channel", 1, required=False, kind=ValueKind.CATEGORY),
    ),
    "touchpoints",
)


@given(st.lists(st.lists(ids, max_size=6), min_size=1, max_size=6))
def test_the_sum_over_pieces_is_that_of_the_whole(pieces: list[list[str | None]]) -> None:
    whole = seen([each for piece in pieces for each in piece])
    parts = reduce(add, map(seen, pieces))
    assert parts.strip == whole.strip
    told = whole.strip is Strip.NONE and whole.forced
    assert (parts.strip is Strip.NONE and parts.forced) == told


@given(st.lists(ids, max_size=6))
def test_a_text_without_apostrophes_loses_none(values: list[str | None]) -> None:
    text = "\n".join(each or "" for each in values).encode()
    table = TABLE._replace(source=TABLE.source._replace(summary=examine_bytes([text])))
    frame = pl.DataFrame({"customer_id": pl.Series(values, dtype=pl.String), "channel": "Email"})
    assert choose_strips(count_apostrophes(table, frame)) == choose_strips(
        count_apostrophes(TABLE, frame)
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["'12", "'a", None], ["12", "a", None]),
        (["'12", "'a", "b"], ["12", "'a", "b"]),
        (["'12", "13", "b"], ["'12", "13", "b"]),
        (["'a", "b"], ["'a", "b"]),
        (["a", "12"], ["a", "12"]),
        ([None, None], [None, None]),
    ],
)
def test_which_ids_lose_theirs(values: list[str | None], expected: list[str | None]) -> None:
    assert bare(values) == expected


def test_what_stays_as_it_is() -> None:
    frame = pl.DataFrame({"customer_id": ["'12", "13"]})
    assert strip_apostrophes(frame, {"customer_id": Strip.NONE}).equals(frame)
    assert strip_apostrophes(frame, {}) is frame
