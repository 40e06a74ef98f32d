"""Rows by bucket in Spark: results in order, nothing lost, mistakes told as they are."""

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import polars as pl
import pytest

from cli.engines.bucket_store import Bucketed, Tables
from cli.engines.spark.skew import SkewedBucket, find_skewed_buckets
from cli.inputs.tables.errors import NoRowsError

if TYPE_CHECKING:
    from cli.engines.spark.store import SparkEngine, SparkStore

pytestmark = pytest.mark.slow
pytest.importorskip("pyspark")

from tests.cli.engines.spark.blocks import numbers  # noqa: E402 - needs PySpark

COUNT = 40


def rows(number: int) -> Bucketed[str]:
    """Two tables; the categories of the second one differ from piece to piece."""
    squares = pl.DataFrame({"number": [number], "square": [number**2]})
    names = pl.DataFrame({"name": pl.Series([f"n{number}"], dtype=pl.Categorical)})
    return Bucketed((("squares", number % 7, squares), ("names", number % 7, names)), f"p{number}")


def filled(engine: "SparkEngine") -> "SparkStore":
    return engine.spread(numbers(engine.session, COUNT), rows)[0]


def on_disk(store: "SparkStore") -> bool:
    return bool(store.kept[0].storageLevel.useDisk)


def summed(tables: Tables) -> tuple[int, list[str]]:
    return int(tables["squares"]["square"].sum()), sorted(tables["names"]["name"].cast(pl.String))


def test_facts_come_in_the_order_of_the_pieces(engine: "SparkEngine") -> None:
    _, facts = engine.spread(numbers(engine.session, COUNT), rows)
    assert facts == [f"p{number}" for number in range(COUNT)]


def test_a_bucket_meets_in_one_call_and_results_come_by_bucket(engine: "SparkEngine") -> None:
    found = list(filled(engine).map_each(summed))
    buckets = [range(bucket, COUNT, 7) for bucket in range(7)]
    assert found == [(sum(n**2 for n in b), sorted(f"n{n}" for n in b)) for b in buckets]


def test_rows_move_to_other_buckets(engine: "SparkEngine") -> None:
    def by_parity(tables: Tables) -> Bucketed[int]:
        squares = tables["squares"]
        odd = squares["number"] % 2 == 1
        moved = ("squares", 10, squares.filter(~odd)), ("squares", 11, squares.filter(odd))
        return Bucketed(moved, squares.height)

    store, facts = filled(engine).spread(by_parity)
    assert facts == [len(range(bucket, COUNT, 7)) for bucket in range(7)]
    numbers_seen = list(store.map_each(lambda tables: sorted(tables["squares"]["number"])))
    assert numbers_seen == [list(range(0, COUNT, 2)), list(range(1, COUNT, 2))]
    assert dict(store.counts) == {10: 20, 11: 20}


def test_two_stores_become_one(engine: "SparkEngine") -> None:
    def renamed(tables: Tables) -> Bucketed[None]:
        return Bucketed((("others", 3, tables["names"]),), None)

    store = filled(engine)
    both = store.merge(store.spread(renamed)[0])
    tables = list(both.map_each(lambda found: {name: t.height for name, t in found.items()}))
    assert tables[3] == {"names": 6, "squares": 6, "others": COUNT}
    assert tables[0] == {"names": 6, "squares": 6}


def test_nothing_makes_nothing(engine: "SparkEngine") -> None:
    empty = pl.DataFrame({"number": []}, schema={"number": pl.Int64})
    store, facts = engine.spread(
        numbers(engine.session, 3), lambda number: Bucketed((("none", 0, empty),), number)
    )
    assert facts == [0, 1, 2]
    assert list(store.map_each(len)) == []


def test_large_tables_travel_in_several_blobs(engine: "SparkEngine") -> None:
    def many(number: int) -> Bucketed[None]:
        return Bucketed((("rows", 0, pl.DataFrame({"number": range(number * 10**6)})),), None)

    store, _ = engine.spread(numbers(engine.session, 10, 2), many)
    assert store.frame.count() == 15
    assert list(store.map_each(lambda tables: tables["rows"].height)) == [45 * 10**6]


def test_the_first_mistake_is_told_as_itself(engine: "SparkEngine") -> None:
    def failing(number: int) -> Bucketed[None]:
        if number in (5, 30):
            raise NoRowsError([f"file{number}.csv"])
        return Bucketed((), None)

    with pytest.raises(NoRowsError) as caught:
        engine.spread(numbers(engine.session, COUNT, 8), failing)
    assert str(caught.value) == "file5.csv: a header without rows; export again with rows"
    assert caught.value.exit_status == 2
    assert "in a worker of Spark" in caught.value.__notes__[0]


def test_a_mistake_in_a_bucket_is_told_as_itself(engine: "SparkEngine") -> None:
    def failing(tables: Tables) -> int:
        missing = str(sorted(tables))
        return {"here": 1}[missing]

    with pytest.raises(KeyError, match="names"):
        list(filled(engine).map_each(failing))


def test_an_exception_that_cannot_be_sent_is_told_in_words(engine: "SparkEngine") -> None:
    class OddError(Exception):
        def __init__(self, first: str, second: str) -> None:
            super().__init__(f"{first} {second}")

    def failing(_: int) -> Bucketed[None]:
        raise OddError("so", "odd")

    with pytest.raises(RuntimeError, match=r"^OddError: so odd\n"):
        engine.spread(numbers(engine.session, 1), failing)


def test_a_panic_of_polars_is_told(engine: "SparkEngine") -> None:
    def failing(_: int) -> Bucketed[None]:
        message = "so it goes"
        raise pl.exceptions.PanicException(message)

    with pytest.raises(BaseException, match="so it goes"):
        engine.spread(numbers(engine.session, 1), failing)


def test_customers_with_very_many_rows_are_told(engine: "SparkEngine") -> None:
    def touches(number: int) -> Bucketed[None]:
        rows = pl.DataFrame({"customer_id": ["anna", "robot", "robot", f"c{number}"]})
        return Bucketed((("touches", number % 2, rows), ("orders", 2, rows)), None)

    store, _ = engine.spread(numbers(engine.session, 9), touches)
    assert find_skewed_buckets(store, "touches", "customer_id", 36) == []
    assert find_skewed_buckets(store, "touches", "customer_id", 19) == [
        SkewedBucket("robot", 10, 20),
        SkewedBucket("", 0, 36),
    ]
    assert str(SkewedBucket("robot", 12_345_678, 12_345_999)) == (
        "customer robot has 12,345,678 touches, of 12,345,999 rows that one worker of Spark has to"
        " hold: if it is a robot or a till, leave it out of the export; journeys.max_touches bounds"
        " how many touches of a journey count, not what has to be read; else give workers more"
        " memory: spark.executor.memoryOverhead in spark.conf"
    )


def test_tables_of_other_columns_meet(engine: "SparkEngine") -> None:
    def uneven(number: int) -> Bucketed[None]:
        return Bucketed((("rows", 0, pl.DataFrame({f"c{number}": [number]})),), None)

    store, _ = engine.spread(numbers(engine.session, 2), uneven)
    [found] = store.map_each(lambda tables: tables["rows"])
    assert sorted(found.rows(named=True), key=str) == [
        {"c0": 0, "c1": None},
        {"c0": None, "c1": 1},
    ]


def test_a_store_that_is_used_up_frees_the_disks(engine: "SparkEngine") -> None:
    def same(tables: Tables) -> Bucketed[int]:
        rows = tuple((name, 0, table) for name, table in tables.items())
        return Bucketed(rows, len(tables))

    store = filled(engine)
    kept, _ = store.spread(same, keep=True)
    assert on_disk(store)
    both = store.merge(kept)
    moved, _ = both.spread(same)
    assert not on_disk(store)
    assert not on_disk(kept)
    assert list(moved.map_each(lambda tables: tables["squares"].height)) == [2 * COUNT]
    moved.discard()
    moved.discard()
    assert not on_disk(moved)


@pytest.mark.skipif(
    find_spec("pandas") is not None, reason="PySpark imports the pandas that is there"
)
def test_pandas_is_not_needed(engine: "SparkEngine") -> None:
    def loaded(_: Tables) -> bool:
        return "pandas" in sys.modules

    assert set(filled(engine).map_each(loaded)) == {False}


def test_workers_keep_to_one_thread(engine: "SparkEngine") -> None:
    assert set(filled(engine).map_each(lambda _: pl.thread_pool_size())) == {1}


def test_the_disks_are_given_back(engine: "SparkEngine") -> None:
    store = filled(engine)
    frame = store.frame
    engine.close()
    assert not frame.storageLevel.useDisk
