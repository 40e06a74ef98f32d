"""Intervals that are asked of the report stand in each of its tables, as in the report's own."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

SINCE = ("--since", "2026-02-10")
FILES = {
    "cohorts.csv": ("cohorts",),
    "migration.csv": ("rfm", *SINCE),
    "rfm_channels.csv": ("rfm", "--show", "channels"),
    **{
        f"journeys_{name}.csv": ("journeys", "--show", name)
        for name in ("roles", "sets", "pairs", "next")
    },
}


def write_shop(folder: Path) -> None:
    """Sixty customers in many groups, each with two touches and one order or two."""
    orders = ["order_id,customer_id,ordered_at,revenue"]
    touches = ["customer_id,touched_at,channel"]
    for number in range(60):
        day = number % 28 + 1
        channel = "ABC"[number % 3]
        touches += [f"c{number},2026-01-{day:02} 08:00:00,{channel}"]
        touches += [f"c{number},2026-01-{day:02} 09:00:00,{'AB'[number % 2]}"]
        orders += [f"o{number},c{number},2026-01-{day:02} 12:00:00,{number + 1}.00"]
        if not number % 4:
            orders += [f"p{number},c{number},2026-02-{day:02} 12:00:00,{number + 2}.00"]
    (folder / "orders.csv").write_text("\n".join(orders) + "\n", encoding="utf-8")
    (folder / "touchpoints.csv").write_text("\n".join(touches) + "\n", encoding="utf-8")
    (folder / "merito.yaml").write_text(
        "orders: {files: orders.csv}\ntouchpoints: {files: touchpoints.csv}\n"
        "models: [last, linear]\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize("engine", ["memory", pytest.param("spill", marks=pytest.mark.slow)])
def test_each_file_of_a_folder_has_those_of_its_own_report(
    run: Run, tmp_path: Path, engine: str
) -> None:
    write_shop(tmp_path)
    made = run("report", "-q", "--intervals", *SINCE, "--engine", engine, "-o", "reports/")
    assert made.status == 0, made.err
    for name, arguments in FILES.items():
        own = run(*arguments, "-q", "--intervals", "--format", "csv")
        assert own.status == 0, own.err
        assert "_low" in own.out.splitlines()[0]
        assert (tmp_path / "reports" / name).read_bytes() == own.stdout, name


def test_json_has_them_too_where_they_are_named(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path)
    rows = json.loads(run("report", "-q", "--intervals", "--format", "json").out)["rows"]
    for name in ("cohorts", "journeys_roles", "journeys_sets", "journeys_pairs", "journeys_next"):
        own = name.removeprefix("journeys_")
        arguments = ("cohorts",) if own == name else ("journeys", "--show", own)
        alone = json.loads(run(*arguments, "-q", "--intervals", "--format", "json").out)["rows"]
        assert rows[name] == alone, name
    plain = json.loads(run("report", "-q", "--format", "json").out)["rows"]
    assert not [column for column in plain["cohorts"][0] if column.endswith("_low")]
