"""Rows spilled to a folder: by bucket, in few files, and nothing left where something fails."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from cli.engines.bucket_store import Bucketed, Tables
from cli.engines.spill.scratch import ScratchFullError
from cli.engines.spill.store import SpilledStore, SpillEngine, map_in_turn
from cli.inputs.reading.fast_path import DoubtfulError

COUNT = 40


@pytest.fixture
def engine(tmp_path: Path) -> SpillEngine:
    return SpillEngine(tmp_path, 7)


def rows(number: int) -> Bucketed[str]:
    """Two tables; the categories of the second one differ from piece to piece."""
    squares = pl.DataFrame({"number": [number], "square": [number**2]})
    names = pl.DataFrame({"name": pl.Series([f"n{number}"], dtype=pl.Categorical)})
    return Bucketed((("squares", number % 7, squares), ("names", number % 7, names)), f"p{number}")


def filled(engine: SpillEngine) -> SpilledStore:
    return engine.spread(range(COUNT), rows)[0]


def numbers(tables: Tables) -> list[int]:
    return sorted(tables["squares"]["number"])


def left(engine: SpillEngine) -> list[str]:
    return sorted(path.name for path in engine.folder.iterdir())


def test_facts_come_in_the_order_of_the_pieces(engine: SpillEngine) -> None:
    _, facts = engine.spread(range(COUNT), rows)
    assert facts == [f"p{number}" for number in range(COUNT)]


def test_a_bucket_meets_in_one_call_and_results_come_by_bucket(engine: SpillEngine) -> None:
    found = list(filled(engine).map_each(numbers))
    assert found == [list(range(bucket, COUNT, 7)) for bucket in range(7)]


def test_rows_wait_for_others_of_their_bucket(
    engine: SpillEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(engine)
    assert len(left(engine)) == 2 * 7
    monkeypatch.setattr("cli.engines.spill.store._ROWS_HELD", 20)
    store = filled(engine)
    assert len(left(engine)) == 2 * 7 + 4 * 2 * 7
    assert list(store.map_each(numbers)) == [list(range(bucket, COUNT, 7)) for bucket in range(7)]
    names = store.map_each(lambda tables: sorted(tables["names"]["name"].cast(pl.String)))
    assert next(iter(names)) == sorted(f"n{number}" for number in range(0, COUNT, 7))


def test_a_table_without_rows_has_no_file(engine: SpillEngine) -> None:
    empty = pl.DataFrame({"number": []}, {"number": pl.Int64})
    store, facts = engine.spread([1, 2], lambda each: Bucketed((("squares", each, empty),), each))
    assert facts == [1, 2]
    assert left(engine) == []
    assert list(store.map_each(numbers)) == []


@pytest.mark.parametrize("keep", [False, True])
def test_rows_move_to_other_buckets(engine: SpillEngine, *, keep: bool) -> None:
    def by_parity(tables: Tables) -> Bucketed[int]:
        squares = tables["squares"]
        odd = squares["number"] % 2 == 1
        moved = ("squares", 10, squares.filter(~odd)), ("squares", 11, squares.filter(odd))
        return Bucketed(moved, squares.height)

    before = filled(engine)
    store, facts = before.spread(by_parity, keep=keep)
    assert facts == [len(range(bucket, COUNT, 7)) for bucket in range(7)]
    assert list(store.map_each(numbers)) == [list(range(0, COUNT, 2)), list(range(1, COUNT, 2))]
    assert len(left(engine)) == (2 * 7 if keep else 0) + 2
    store.discard()
    if keep:
        assert len(list(before.map_each(numbers))) == 7
        before.discard()
    assert left(engine) == []


def test_both_stores_rows_meet(engine: SpillEngine) -> None:
    prices = pl.DataFrame({"price": [5]})
    priced, _ = engine.spread([0, 9], lambda each: Bucketed((("prices", each, prices),), None))
    both = filled(engine).merge(priced)
    seen = list(both.map_each(sorted))
    assert seen == [["names", "prices", "squares"], *[["names", "squares"]] * 6, ["prices"]]
    both.discard()
    assert left(engine) == []


def pieces(error: Exception) -> Iterator[int]:
    yield from range(COUNT)
    raise error


@pytest.mark.parametrize("held", [1, 8_000_000])
def test_nothing_is_left_of_rows_before_a_doubt(
    engine: SpillEngine, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    monkeypatch.setattr("cli.engines.spill.store._ROWS_HELD", held)
    with pytest.raises(DoubtfulError):
        engine.spread(pieces(DoubtfulError()), rows)
    assert left(engine) == []


def test_nothing_is_left_of_rows_before_an_error(
    engine: SpillEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spread(number: int) -> Bucketed[str]:
        if number == COUNT - 1:
            raise ZeroDivisionError
        return rows(number)

    monkeypatch.setattr("cli.engines.spill.store._ROWS_HELD", 1)
    with pytest.raises(ZeroDivisionError):
        engine.spread(range(COUNT), spread)
    assert left(engine) == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), ScratchFullError),
        (pl.exceptions.ComputeError("odd"), pl.exceptions.ComputeError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_nothing_is_left_where_writing_fails_half_way(
    engine: SpillEngine,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    told: type[BaseException],
) -> None:
    write, count = pl.DataFrame.write_ipc, [0]

    def failing(frame: pl.DataFrame, path: Path) -> None:
        count[0] += 1
        if count[0] == 5:
            raise error
        write(frame, path)

    monkeypatch.setattr(pl.DataFrame, "write_ipc", failing)
    with pytest.raises(told):
        engine.spread(range(COUNT), rows)
    assert count == [5]
    assert left(engine) == []


def test_what_makes_the_rows_has_ended_before_their_files_are_removed(
    engine: SpillEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def spreads() -> Iterator[Bucketed[str]]:
        try:
            for number in range(COUNT):
                yield rows(number)
        finally:
            told.append("ended")

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pl.DataFrame, "write_ipc", fail)
    monkeypatch.setattr(SpilledStore, "discard", lambda _: told.append("discarded"))
    with pytest.raises(ZeroDivisionError):
        engine.write_rows(spreads(), None)  # type: ignore[arg-type]  # a generator
    assert told == ["ended", "discarded"]


def test_no_more_is_under_way_than_there_are_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polars.thread_pool_size", lambda: 2)
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(COUNT):
            taken.append(number)
            yield number

    found = map_in_turn(lambda number: number**2, items())
    for number in range(COUNT - 2):
        assert next(found) == number**2
        assert len(taken) == number + 3
    assert list(found) == [(COUNT - 2) ** 2, (COUNT - 1) ** 2]
