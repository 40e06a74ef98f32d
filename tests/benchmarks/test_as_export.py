from pathlib import Path

import polars as pl
import pytest

from benchmarks.as_export import write_export
from benchmarks.shop import write_orders


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop")
    write_orders(2_000, folder)
    write_export(folder)
    return folder


def test_each_order_is_a_line_of_its_own_and_one_of_its_item(files: Path) -> None:
    orders = pl.read_csv(files / "orders.csv", infer_schema=False)
    export = pl.read_csv(files / "export.csv", infer_schema=False)
    first, further = export.gather_every(2), export.gather_every(2, offset=1)
    assert first["Total"].equals(orders["revenue"].alias("Total"))
    assert (
        first["Created at"].str.strip_suffix(" +0000").to_list() == orders["ordered_at"].to_list()
    )
    assert further["Name"].equals(first["Name"])
    assert further["Created at"].null_count() == orders.height


def test_nothing_unfinished_is_left(files: Path) -> None:
    assert {path.name for path in files.iterdir()} == {"orders.csv", "export.csv"}
