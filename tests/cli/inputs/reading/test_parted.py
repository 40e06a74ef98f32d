"""Files read piece by piece into buckets come to what they come to at once."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar
from unittest import mock

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from cli.dataset.counted_orders import with_counted
from cli.dataset.date_range import DateRange
from cli.dataset.stored_orders import store_orders
from cli.dataset.stored_touchpoints import store_touchpoints
from cli.engines.spill.reader import LocalChunkReader
from cli.engines.spill.store import SpillEngine
from cli.engines.stored_rows import StoredSchema
from cli.errors import MeritoError
from cli.inputs.context import ReadContext
from cli.inputs.identities.assign import CustomerResolver
from cli.inputs.orders.read import read_orders
from cli.inputs.totals import OrderTotals, TouchTotals, list_attributes
from cli.inputs.touchpoints.read import read_touchpoints
from cli.settings.sections.channels import Channels
from cli.settings.sections.exports.files import Orders, Touchpoints
from cli.settings.sections.root import Settings

if TYPE_CHECKING:
    from cli.engines.bucket_store import BucketStore

ALL: Final = Settings.model_validate({"max_bad_rows": "100%"}).max_bad_rows
NONE: Final = Settings.model_validate({"max_bad_rows": 0}).max_bad_rows
NOTHING: Final = pl.DataFrame()
ROME: Final = "Europe/Rome"
T = TypeVar("T")
Texts = st.SearchStrategy[str]
Kept = dict[str, pl.DataFrame]

customers = st.sampled_from(["", "c1", "c2", "c3", "'12", "12", "Ünal", " "])
times = st.sampled_from(
    ["2026-01-03 10:00:00", "2026-01-03 11:00:00", "2026-02-28", "2026-02-03T10:00Z", "soon", ""]
)
good_times = st.sampled_from(["2026-01-03 10:00:00", "2026-02-03 11:00:00"])
amounts = st.sampled_from(["5", "5", "-5", "0", "1.00005", "7.25", "free", ""])
good_amounts = st.sampled_from(["5", "-5", "0", "7.25"])
odd_lines = st.sampled_from(["too,short", "a,b,c,d,e,f,g,h", ",,,,", "# words"])


@st.composite
def tables(draw: st.DrawFn, header: str, *columns: Texts) -> str:
    """Draw the text of a file, now and then with lines that are no rows of its table."""
    lines = st.tuples(*columns).map(",".join)
    some = draw(st.lists(lines, min_size=1, max_size=25))
    if draw(st.booleans()):
        some += draw(st.lists(st.one_of(lines, odd_lines), max_size=10))
    return "\n".join([header, *some, ""])


def order_files(
    when: st.SearchStrategy[str], paid: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    return tables(
        "order_id,customer_id,ordered_at,revenue,status",
        st.sampled_from(["1", "2", "3", "x", "'7", "8", "9"]),
        customers,
        when,
        paid,
        st.sampled_from(["paid", "cancelled", ""]),
    )


def touch_files(when: Texts) -> Texts:
    ids = st.sampled_from(["1", "2", "3", "", "x"])
    words = st.sampled_from(["google", "news", "", "odd"])
    plain = tables("customer_id,touched_at,channel", customers, when, words)
    identified = tables("customer_id,touched_at,channel,touchpoint_id", customers, when, words, ids)
    tagged = tables("customer_id,touched_at,source,medium", customers, when, words, words)
    return st.one_of(plain, identified, tagged)


@dataclass(frozen=True, slots=True)
class Cuts:
    """How files are cut."""

    buckets: int
    held: int
    piece: int
    gap: int
    """After how many pieces one without rows comes."""

    def cut(self, rows: pl.LazyFrame) -> Iterator[pl.DataFrame]:
        frame = rows.collect()
        for place in range(1 + frame.height // self.piece):
            if place % self.gap == 0:
                yield frame.clear()
            yield frame.slice(place * self.piece, self.piece)

    @contextmanager
    def intake(self) -> Iterator[LocalChunkReader]:
        with (
            tempfile.TemporaryDirectory() as folder,
            mock.patch("cli.engines.spill.reader.collect_in_pieces", self.cut),
            mock.patch("cli.engines.spill.store._ROWS_HELD", self.held),
        ):
            yield LocalChunkReader(SpillEngine(Path(folder), self.buckets))


cuts = st.builds(
    Cuts, st.sampled_from([1, 2, 7, 30]), st.integers(1, 60), st.integers(1, 20), st.integers(1, 5)
)


@contextmanager
def written(role: str, texts: list[str]) -> Iterator[tuple[Path, dict[str, list[str]]]]:
    """Write files; yield their folder, and what the settings say of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, text in enumerate(texts):
            (folder / f"{role}{number}.csv").write_text(text, encoding="utf-8")
        yield folder, {"files": [f"{role}{number}.csv" for number in range(len(texts))]}


def rows_of(store: "BucketStore", table: str, schema: pl.Schema) -> pl.DataFrame:
    """Return all rows of a table of a store."""
    found = [tables[table] for tables in store.map_each(dict) if table in tables]
    return pl.concat([schema.to_frame(), *found], how="diagonal")


def outcome(read: Callable[[Kept], T]) -> tuple[T | None, str, Kept]:
    """Return what reading gives, or what it raises, and the bad rows it keeps."""
    kept: Kept = {}
    try:
        return read(kept), "", kept
    except MeritoError as error:
        return None, f"{type(error).__name__}: {error}", kept


def same_bad_rows(one: Kept, other: Kept) -> None:
    assert one.keys() == other.keys()
    for role, rows in one.items():
        assert_frame_equal(rows, other[role])


@given(
    st.one_of(
        st.lists(order_files(times, amounts), min_size=1, max_size=2),
        st.lists(order_files(good_times, good_amounts), min_size=1, max_size=2),
    ),
    cuts,
    st.sampled_from(["one_per_order", "line_items"]),
    st.booleans(),
)
def test_orders(texts: list[str], how: Cuts, rows: str, strict: bool) -> None:
    with written("orders", texts) as (folder, files):
        section = Orders.model_validate({**files, "rows": rows, "drop_status": "cancelled"})
        compare_orders(
            section, how, ReadContext(ROME, NONE if strict else ALL, folder, by="status")
        )


numbers = st.integers(1, 6).map(str)
MAGENTO = "ID,Purchase Date,Customer Email,Grand Total (Base),Status"
DEALS = "Record ID,Deal Name,Deal Stage,Amount,Close Date,Email"
words = tables(
    "order_id,customer_id,ordered_at,revenue,status",
    *(numbers, customers, good_times, good_amounts),
    st.sampled_from(["", "cancelled", "completed", "odd"]),
)
grid = tables(
    MAGENTO,
    *(numbers, good_times, customers, good_amounts),
    st.sampled_from(["", "canceled", "complete", "fraud"]),
)
deals = tables(
    DEALS,
    *(numbers, st.just("Fair"), st.sampled_from(["", "Closed Won", "Closed Lost"])),
    *(good_amounts, good_times, customers),
)


IN_BOTH_FILES_AND_IN_ONE = [
    "order_id,customer_id,ordered_at,revenue,status\n1,a,2026-01-03 10:00:00,5,\n",
    (
        f"{MAGENTO}\n2,2026-01-03 10:00:00,b,5,\n1,2026-01-03 10:00:00,a,6,\n"
        "2,2026-01-03 10:00:00,b,5,complete\n"
    ),
]
"""Two kinds of orders that cannot be read, the one of the first row noticed last."""


@example(IN_BOTH_FILES_AND_IN_ONE, Cuts(2, 1, 1, 1), "refuse")
@given(
    st.lists(st.one_of(words, grid, deals), min_size=2, max_size=3),
    cuts,
    st.sampled_from(["refuse", "later_file", "apart"]),
)
def test_orders_of_formats_with_other_statuses(texts: list[str], how: Cuts, overlaps: str) -> None:
    with written("orders", texts) as (folder, files):
        section = Orders.model_validate({**files, "overlaps": overlaps})
        compare_orders(section, how, ReadContext(ROME, ALL, folder))


def compare_orders(section: Orders, how: Cuts, context: ReadContext) -> None:
    """Assert that orders read piece by piece are those read at once."""
    days = partial(with_counted, days=DateRange(None, None))
    owners = CustomerResolver()
    with how.intake() as intake:
        whole, mistake, bad = outcome(
            lambda keep: read_orders(section, replace(context, keep=keep))
        )
        parted, error, kept = outcome(
            lambda keep: store_orders(intake, section, replace(context, keep=keep), owners, days)
        )
        assert error == mistake
        same_bad_rows(kept, bad)
        if parted is None or whole is None:
            return
        frame = days(whole.frame)
        found = rows_of(parted.store, "orders", parted.schema)
    assert_frame_equal(found.sort("order_id"), frame.sort("order_id"))
    assert replace(parted.input, frame=NOTHING) == replace(whole, frame=NOTHING)
    assert parted.facts == OrderTotals.of(frame)


def without_false(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame without `dated_only` where no row is: a piece without rows says nothing."""
    dated = "dated_only" in frame.columns and frame["dated_only"].any()
    return frame if dated else frame.drop("dated_only", strict=False)


@pytest.mark.slow
@given(
    st.one_of(
        st.lists(touch_files(times), min_size=1, max_size=2),
        st.lists(touch_files(good_times), min_size=1, max_size=2),
    ),
    cuts,
    st.booleans(),
)
@example(
    texts=[
        "customer_id,touched_at,channel\nc1,2026-01-03 10:00:00,google\n",
        "customer_id,touched_at,channel,touchpoint_id\n,2026-02-28,google,1\n",
    ],
    how=Cuts(1, 1, 1, 1),
    strict=False,
)
def test_touchpoints(texts: list[str], how: Cuts, strict: bool) -> None:
    channels = Channels.model_validate(
        {"rules": [{"channel": "Ads", "source": "google"}], "ignore": ["news"]}
    )
    tolerance = NONE if strict else ALL
    with written("touches", texts) as (folder, files), how.intake() as intake:
        section = Touchpoints.model_validate(files)
        context = partial(ReadContext, ROME, tolerance, folder)
        whole, mistake, bad = outcome(
            lambda keep: read_touchpoints(section, context(keep=keep), channels)
        )
        parted, error, kept = outcome(
            lambda keep: store_touchpoints(
                intake, section, context(keep=keep), CustomerResolver(), channels
            )
        )
        assert error == mistake
        same_bad_rows(kept, bad)
        if parted is None or whole is None:
            return
        found = rows_of(parted.store, "touches", parted.schema)
    typed = parted.facts.whole_ids and parted.facts.ids > 0
    shape = StoredSchema(parted.schema, pl.Schema(), typed)
    touches, _ = shape.split_tables({"touches": found})
    assert touches is not None
    touches, frame = (without_false(each) for each in (touches, whole.frame))
    assert_frame_equal(touches.select(frame.columns), frame, categorical_as_str=True)
    assert parted.input._replace(frame=NOTHING) == whole._replace(frame=NOTHING)
    facts = TouchTotals.of(whole.frame, list_attributes(whole.frame.columns))
    assert replace(parted.facts, whole_ids=True, ids=0) == facts
