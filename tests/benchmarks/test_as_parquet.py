from pathlib import Path

import polars as pl
import pytest

from benchmarks.as_parquet import write_parquet
from benchmarks.shop import write_shop


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop")
    write_shop(2_000, folder)
    for name in ("touchpoints.csv", "orders.csv"):
        write_parquet(folder / name)
    return folder


@pytest.mark.parametrize("name", ["touchpoints", "orders"])
def test_same_cells_in_the_same_order(files: Path, name: str) -> None:
    typed = pl.read_parquet(files / f"{name}.parquet")
    again = typed.write_csv(datetime_format="%Y-%m-%d %H:%M:%S", float_precision=2)
    assert again == (files / f"{name}.csv").read_text(encoding="utf-8")


def test_ids_are_text_and_times_are_times(files: Path) -> None:
    assert pl.read_parquet_schema(files / "orders.parquet") == {
        "order_id": pl.String,
        "customer_id": pl.String,
        "ordered_at": pl.Datetime("us"),
        "revenue": pl.Float64,
    }


def test_nothing_unfinished_is_left(files: Path) -> None:
    assert {path.suffix for path in files.iterdir()} == {".csv", ".parquet"}
