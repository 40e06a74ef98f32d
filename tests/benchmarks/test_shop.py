from pathlib import Path

import polars as pl
import pytest

from benchmarks import shop
from benchmarks.shop import CHANNELS, PAID, Ids, write_costs, write_orders, write_shop

TOUCHES = 50_000


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop")
    write_shop(TOUCHES, folder)
    return folder


def touchpoints(folder: Path) -> pl.DataFrame:
    return pl.read_csv(folder / "touchpoints.csv")


def orders(folder: Path) -> pl.DataFrame:
    return pl.read_csv(folder / "orders.csv")


def test_same_seed_same_bytes(files: Path, tmp_path: Path) -> None:
    write_shop(TOUCHES, tmp_path)
    for name in ("touchpoints.csv", "orders.csv"):
        assert (tmp_path / name).read_bytes() == (files / name).read_bytes()


def test_other_seed_other_bytes(files: Path, tmp_path: Path) -> None:
    write_shop(TOUCHES, tmp_path, seed=1)
    for name in ("touchpoints.csv", "orders.csv"):
        assert (tmp_path / name).read_bytes() != (files / name).read_bytes()


def test_columns_and_sizes(files: Path) -> None:
    assert touchpoints(files).columns == ["customer_id", "touched_at", "channel"]
    assert orders(files).columns == ["order_id", "customer_id", "ordered_at", "revenue"]
    assert (touchpoints(files).height, orders(files).height) == (TOUCHES, TOUCHES // 10)


def test_cells_are_text_ids_seconds_and_cents(files: Path) -> None:
    line = (files / "orders.csv").read_text(encoding="utf-8").splitlines()[1]
    assert (
        pl.Series([line])
        .str.contains(r"^100000,C\d{9},2025-\d\d-\d\d \d\d:\d\d:\d\d,\d+\.\d\d$")
        .all()
    )


def test_no_touch_and_no_order_repeats(files: Path) -> None:
    assert not touchpoints(files).is_duplicated().any()
    assert orders(files)["order_id"].is_unique().all()


def test_every_channel_occurs(files: Path) -> None:
    assert set(touchpoints(files)["channel"]) == set(CHANNELS)


def test_customers_have_a_heavy_tail(files: Path) -> None:
    touches = touchpoints(files)["customer_id"].value_counts()["count"]
    assert touches.median() == 3
    assert touches.top_k(1).item() > 200


def test_some_have_no_touch_and_most_no_order(files: Path) -> None:
    buyers, touched = set(orders(files)["customer_id"]), set(touchpoints(files)["customer_id"])
    strangers = orders(files).filter(~pl.col("customer_id").is_in(list(touched)))
    assert 0.03 < strangers.height / orders(files).height < 0.07
    assert len(touched - buyers) > len(touched) / 2


def test_numeric_ids(tmp_path: Path) -> None:
    write_shop(1_000, tmp_path, Ids.NUMERIC)
    assert touchpoints(tmp_path)["customer_id"].dtype == pl.Int64
    assert orders(tmp_path)["customer_id"].dtype == pl.Int64


def test_orders_alone(tmp_path: Path) -> None:
    write_orders(5_000, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["orders.csv"]
    assert orders(tmp_path).height == 5_000
    assert orders(tmp_path)["customer_id"].n_unique() < 1_000


def test_costs_of_each_campaign_and_day(tmp_path: Path) -> None:
    write_costs(200_000, tmp_path)
    costs = pl.read_csv(tmp_path / "costs.csv", try_parse_dates=True)
    assert costs.columns == ["date", "channel", "campaign", "cost"]
    assert costs.height == 365 * len(PAID) * 2
    assert not costs.select("date", "channel", "campaign").is_duplicated().any()
    assert (str(costs["date"].min()), str(costs["date"].max())) == ("2025-01-01", "2025-12-31")
    # A touch of theirs costs 1.50 on the average.
    touches = 200_000 * sum(CHANNELS[name] for name in PAID)
    assert costs.select(pl.col("cost").sum() / touches).item() == pytest.approx(1.5, rel=0.05)


def test_same_costs_of_one_seed_alone(tmp_path: Path) -> None:
    found = []
    for seed in (0, 0, 1):
        write_costs(1_000, tmp_path, seed)
        found.append((tmp_path / "costs.csv").read_bytes())
    assert found[0] == found[1] != found[2]


def test_the_size_of_a_piece_changes_nothing(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop, "PIECE", 7_001)
    write_shop(TOUCHES, tmp_path)
    for name in ("touchpoints.csv", "orders.csv"):
        assert (tmp_path / name).read_bytes() == (files / name).read_bytes()
