"""Odd and mistaken files say the same spilled as in memory: reports, notes, errors."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from tests.cli.engines.conftest import Cut, Same, Shop
from tests.cli.engines.mapped_shop import write_mapped_shop
from tests.selection import keep

TOUCHES = "customer_id,touched_at,channel\n"
ORDERS = "order_id,customer_id,ordered_at,revenue\n"
CONFIG = "touchpoints: {files: 't*'}\norders: {files: 'o*'}\nuncertainty: {replicates: 100}\n"


def touches(count: int, *, form: str = "c{n},2026-01-{day:02} 10:00:00,Email\n") -> str:
    """Return lines of touches, of nine customers."""
    return "".join(form.format(n=each % 9, day=1 + each % 28, row=each) for each in range(count))


def orders(count: int, *, form: str = "{row},c{n},2026-02-{day:02} 10:00:00,{row}.50\n") -> str:
    """Return lines of orders, of nine customers."""
    return touches(count, form=form)


TOUCH, ORDER = touches(60), orders(30)
MIXED_TIMES = "c{n},2026-01-{day:02},Email\n"
RECORD = (
    '{{"order_id": {row}, "customer_id": "c{n}", "ordered_at": "2026-02-{day:02} 10:00:00",'
    ' "revenue": {row}.25, "of": {{"what": "a, b"}}}}\n'
)
IDS = "customer_id,touched_at,channel,touchpoint_id\n"
GOOD = {
    "one customer": {"t": TOUCHES + 40 * "c,2026-01-01,Email\n", "o": ORDERS + "1,c,2026-01-09,5"},
    "nobody": {"t": TOUCHES + ",2026-01-01,Email\n", "o": ORDERS + ORDER},
    "purchases that a server reports": {
        "t": "customer_id,touched_at,event,event_time,source,medium\n"
        + touches(40, form="c{n},2026-01-{day:02} 10:00:00,session_start,x,google,cpc\n")
        + touches(40, form="c{n},2026-01-{day:02} 10:10:00,purchase,x,,\n")
        + touches(20, form="c{n},2026-01-{day:02} 19:00:00,purchase,x,,\n"),
        "o": ORDERS + orders(30, form="{row},c{n},2026-01-{day:02} 19:00:00,{row}.50\n"),
    },
    "currencies beside amounts": {
        "t": TOUCHES + TOUCH,
        "o": ORDERS + orders(50, form="{row},c{n},2026-02-{day:02} 10:00:00,{row}.50 EUR\n"),
    },
    "JSON": {"t": TOUCHES + TOUCH, "o": orders(2_500, form=RECORD)},
    "anonymous orders": {
        "t": TOUCHES + TOUCH,
        "o": ORDERS + orders(40, form="{row},,2026-02-03,5\n"),
    },
    "no touch of a customer": {"t": TOUCHES + "x,2026-01-01,Email\n", "o": ORDERS + ORDER},
    "a file without rows": {
        "t1": TOUCHES,
        "t2": TOUCHES + TOUCH,
        "o1": ORDERS + ORDER,
        "o2": ORDERS,
    },
    "dates in one file": {
        "t1": TOUCHES + TOUCH,
        "t2": TOUCHES + touches(50, form=MIXED_TIMES),
        "o": ORDERS + ORDER,
    },
    "dates late in a file": {
        "t": TOUCHES + TOUCH + touches(50, form=MIXED_TIMES),
        "o": ORDERS + ORDER + orders(20, form="x{row},c{n},2026-02-{day:02},7\n"),
    },
    "ids in one file": {
        "t1": TOUCHES + TOUCH,
        "t2": IDS + touches(50, form="c{n},2026-01-{day:02} 10:00:00,Ads,{day}\n"),
        "o": ORDERS + ORDER,
    },
    "ids of several kinds": {
        "t1": IDS + touches(50, form="c{n},2026-01-{day:02} 10:00:00,Ads,{day}\n"),
        "t2": IDS + touches(50, form="c{n},2026-01-{day:02} 10:00:00,Email,x{day}\n"),
        "t3": IDS + touches(50, form="c{n},2026-01-{day:02} 10:00:00,Email,\n"),
        "o": ORDERS + ORDER,
    },
    "apostrophes everywhere": {
        "t1": TOUCHES + touches(50, form="'{n},2026-01-{day:02} 10:00:00,Ads\n"),
        "o": ORDERS + orders(50, form="'{row},'{n},2026-02-{day:02} 10:00:00,7\n"),
    },
    "apostrophes before numbers": {
        "t": TOUCHES + TOUCH + touches(50, form="'{n},2026-01-{day:02} 10:00:00,Ads\n"),
        "o": ORDERS + ORDER + orders(50, form="'0{row},'{n},2026-02-{day:02} 10:00:00,7\n"),
    },
    "apostrophes before some numbers": {
        "t": TOUCHES
        + touches(50, form="'{n},2026-01-{day:02} 10:00:00,Ads\n")
        + touches(50, form="{n},2026-01-{day:02} 10:00:00,Ads\n"),
        "o": ORDERS + orders(50, form="'a{row},{n},2026-02-{day:02} 10:00:00,7\n") + ORDER,
    },
    "types of rows, one of which is a fee": {
        "t": TOUCHES + TOUCH,
        "o": ORDERS.replace("\n", ",type\n")
        + orders(40, form="{row},c{n},2026-02-{day:02} 10:00:00,{row}.50,charge\n")
        + orders(20, form="x{row},c{n},2026-02-{day:02} 10:00:00,7,gift\n")
        + "f,c1,2026-02-03 10:00:00,-1,fee\n",
    },
    "fine amounts": {
        "t": TOUCHES + TOUCH,
        "o": ORDERS + ORDER + orders(30, form="y{row},c{n},2026-02-03 10:00:00,{row}.00055\n"),
    },
    "tags": {
        "t1": "customer_id,touched_at,source,medium\n"
        + touches(60, form="c{n},2026-01-{day:02} 10:00:00,google,cpc\n")
        + touches(60, form="c{n},2026-01-{day:02} 11:00:00,,odd{n}\n"),
        "t2": TOUCHES + TOUCH,
        "o": ORDERS + ORDER,
    },
    "days before months late in a file": {
        "t": TOUCHES
        + touches(60, form="c{n},0{n}/{day:02}/2026 10:00,Email\n").replace(",00/", ",09/"),
        "o": ORDERS + orders(60, form="{row},c{n},{day:02}.02.2026,5\n"),
    },
    "letters": {
        "t": TOUCHES + TOUCH + touches(60, form="c{n},2026-01-03 10:00:00,caf\udce9\n"),
        "o": ORDERS + ORDER,
    },
    "nobody with ids": {"t": IDS + ",2026-01-01,Email,1\n", "o": ORDERS + ORDER},
}
NONE = {
    "refunds alone": {"t": TOUCHES + TOUCH, "o": ORDERS + "1,c,2026-01-01,-5\n"},
    "nothing": {"t": TOUCHES + ",2026-01-01,Email\n", "o": ORDERS + "1,,2026-01-01,-5\n"},
}
BAD = {
    "bad rows": {"t": TOUCHES + TOUCH + 9 * "c,soon,Email\n" + TOUCH, "o": ORDERS + ORDER},
    "bad orders": {"t": TOUCHES + 9 * "c,soon,Email\n", "o": ORDERS + ORDER + ORDER + "z,,,\n"},
    "orders of two amounts": {"t": TOUCHES + TOUCH, "o": ORDERS + ORDER + "7,c7,2026-02-09,5\n"},
    "currencies": {
        "t": TOUCHES + TOUCH,
        "o1": ORDERS.replace("\n", ",currency\n")
        + orders(30, form="{row},c{n},2026-02-{day:02} 10:00:00,9,EUR\n")
        + orders(30, form="x{row},c{n},2026-02-{day:02} 10:00:00,9,CHF\n"),
        "o2": ORDERS + "last,c,2026-01-01,1\n",
    },
    "no rows": {"t": TOUCHES, "o": ORDERS},
    "no touches": {"t": TOUCHES, "o": ORDERS + ORDER},
    "no columns": {"t": "a,b\n1,2\n", "o": ORDERS + ORDER},
    "huge": {
        "t": TOUCHES + TOUCH,
        "o": ORDERS + orders(30, form="{row},c{n},2026-02-03,99999999999999\n"),
    },
    "days or months": {
        "t": TOUCHES + touches(60, form="c{n},0{n}/02/2026,Email\n"),
        "o": ORDERS + ORDER,
    },
    "an open quote": {"t": TOUCHES + TOUCH + TOUCH + 'c,2026-01-01,"Email\n', "o": ORDERS + ORDER},
}


def written(folder: Path, files: dict[str, str], config: str = CONFIG) -> Path:
    """Return a folder with files of these contents."""
    (folder / "merito.yaml").write_text(config, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.csv").write_bytes(text.encode(errors="surrogateescape"))
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("kind", GOOD)
def test_odd_files(same: Same, cut: Cut, tmp_path: Path, kind: str) -> None:
    cut(3, piece=20, held=30)
    outcome = same(written(tmp_path, GOOD[kind]), "report --format json -v")
    assert outcome.status == 0, outcome.err


@pytest.mark.parametrize("kind", keep(BAD, ["bad rows", "bad orders", "huge", "an open quote"]))
def test_mistakes(same: Same, cut: Cut, tmp_path: Path, kind: str) -> None:
    cut(3, piece=20, held=30)
    outcome = same(written(tmp_path, BAD[kind]), "compare")
    assert (outcome.status, outcome.stdout) != (0, b"")
    assert outcome.status in {1, 2}


@pytest.mark.parametrize("files", NONE.values(), ids=NONE)
def test_no_orders(same: Same, cut: Cut, tmp_path: Path, files: dict[str, str]) -> None:
    cut(3)
    folder = written(tmp_path, files)
    for command in ("compare", "compare --by month", "rfm --customers"):
        outcome = same(folder, command)
        assert outcome.status == 1
        assert outcome.err.startswith("merito: no order counts: every one was refunded;")


@pytest.mark.slow
def test_nothing_to_lose(same: Same, cut: Cut, tmp_path: Path) -> None:
    cut(3)
    config = f"{CONFIG}sensitivity: {{lost: [10%], draws: 2}}\n"
    same(written(tmp_path, NONE["nothing"], config), "sensitivity")
    same(written(tmp_path, GOOD["nobody"], config), "sensitivity")


@pytest.mark.slow
def test_more_bad_rows_than_are_allowed(same: Same, cut: Cut, shop: Shop, tmp_path: Path) -> None:
    cut(3, piece=3_000, held=5_000)
    config = (
        (shop("plain", 20_000) / "merito.yaml").read_text(encoding="utf-8").replace("10%", "3", 1)
    )
    for file in shop("plain", 20_000).glob("*.*v*"):
        (tmp_path / file.name).symlink_to(file)
    outcome = same(written(tmp_path, {}, config), "compare --bad-rows bad.csv")
    assert outcome.status == 1
    assert "more than max_bad_rows: 3 allows" in outcome.err


@pytest.mark.parametrize("column", ["nothing", "revenue", "customer_id"])
def test_breakdowns_that_nobody_knows(same: Same, cut: Cut, shop: Shop, column: str) -> None:
    cut(3)
    assert same(shop("plain"), "compare --by", column).status == 2


@pytest.mark.parametrize("dirty", [False, True])
def test_a_nul_in_an_id(same: Same, cut: Cut, tmp_path: Path, *, dirty: bool) -> None:
    cut(3, piece=20)
    (tmp_path / "t.csv").write_text(TOUCHES + TOUCH, encoding="utf-8")
    names = pl.Series([f"c{row % 9}" for row in range(80)])
    names[70] = "c\0"
    times = pl.Series(["2026-02-01"] * 80)
    if dirty:
        times[3] = "soon"
    frame = pl.DataFrame({"order_id": pl.int_range(80, eager=True).cast(pl.String)})
    frame = frame.with_columns(customer_id=names, ordered_at=times, revenue=pl.lit("5"))
    frame.write_parquet(tmp_path / "o.parquet")
    (tmp_path / "merito.yaml").write_text(CONFIG, encoding="utf-8")
    outcome = same(tmp_path, "compare")
    assert outcome.status == 2
    assert "o.parquet:71" in outcome.err


def test_a_file_that_ends_early(same: Same, cut: Cut, tmp_path: Path) -> None:
    cut(3, piece=20, held=30)
    packed = gzip.compress((TOUCHES + touches(3_000)).encode(), 1)
    (tmp_path / "t.csv.gz").write_bytes(packed[: len(packed) // 2])
    outcome = same(written(tmp_path, {"o": ORDERS + ORDER}), "compare")
    assert outcome.status == 2


def test_a_total_that_is_too_large(same: Same, cut: Cut, tmp_path: Path) -> None:
    cut(3)
    lines = orders(10_000, form="x{row},c{row},2026-02-03 10:00:00,99999999999\n")
    outcome = same(written(tmp_path, {"t": TOUCHES + TOUCH, "o": ORDERS + lines}), "compare")
    assert outcome.status == 1
    assert "more than 900 000 000 000 000" in outcome.err


@pytest.mark.slow
@pytest.mark.parametrize("piece", [7, 1_000])
def test_columns_that_settings_make(same: Same, cut: Cut, tmp_path: Path, piece: int) -> None:
    cut(3, piece=piece)
    write_mapped_shop(tmp_path)
    assert same(tmp_path, "compare --format json -v").status == 0
    assert same(tmp_path, "check --format json").status == 0
