"""Decisions and ranks that turn where touches are lost: where the rule speaks, and where not."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cli.dataset.run import Run
from cli.options import Options
from cli.report import Highlight, HighlightName
from cli.reports.comparison.report import read_comparison
from cli.reports.highlights.lost_touches import find_unsteady_channels
from cli.reports.sensitivity import brief
from cli.reports.sensitivity.brief import build_loss_tables
from cli.settings import load_settings
from tests.cli.reports.highlights.tables import make_credit, make_subject, make_table
from tests.running import inside

MODELS = ("last", "first", "linear")


def find(
    tmp_path: Path,
    turned: float,
    moved: float,
    ends: tuple[float, float] = (1.1, 2.0),
    stable: str = "yes",
) -> list[Highlight]:
    """What is told of a channel A, whose decision and rank turn in so many draws."""
    credit = make_credit("linear", 400, 300, 500, cost=200)
    sure = {"roas": 1.5, "roas_low": ends[0], "roas_high": ends[1], "rank_stable": stable}
    row: dict[str, Any] = {"model": "linear", "channel": "A"}
    decided = {"cost": 200, "roas": 1.5, "decision": "keep", "flips_lost": turned}
    ranges = [
        {**row, "lost_share": share, "rank_best": 2, "rank_moved": often}
        for share, often in ((0.0, 0.0), (0.05, moved))
    ]
    tables = (
        make_table("compare", [credit | sure], MODELS),
        make_table("decisions", [row | decided]),
        make_table("ranges", ranges),
    )
    return list(find_unsteady_channels(make_subject(tmp_path, *tables)))


DECISION = HighlightName.DOES_NOT_SURVIVE_LOST_TOUCHES
RANK = HighlightName.RANK_DOES_NOT_SURVIVE_LOST_TOUCHES


@pytest.mark.parametrize(
    ("turned", "moved", "ends", "stable", "name"),
    [
        (0.05, 0.05, (1.1, 2.0), "yes", DECISION),
        (0.04, 0.05, (1.1, 2.0), "yes", RANK),
        (0.05, 0.0, (0.2, 0.9), "yes", DECISION),
        (0.05, 0.0, (0.9, 2.0), "yes", None),
        (0.05, 0.05, (0.9, 2.0), "yes", RANK),
        (0.0, 0.05, (1.1, 2.0), "no", None),
        (0.0, 0.04, (1.1, 2.0), "yes", None),
    ],
    ids=["decision", "rank", "cut", "noise", "noise, but", "no rank", "rarely"],
)
def test_what_is_sure_and_turns_is_told(
    tmp_path: Path,
    turned: float,
    moved: float,
    *,
    ends: tuple[float, float],
    stable: str,
    name: HighlightName | None,
) -> None:
    found = find(tmp_path, turned, moved, ends, stable)
    assert [one.name for one in found] == ([] if name is None else [name])
    assert all(one.money == (200 if one.name is DECISION else 400) for one in found)


def test_its_numbers_are_those_of_the_tables(tmp_path: Path) -> None:
    (decision,) = find(tmp_path, 0.1, 0.2)
    (rank,) = find(tmp_path, 0.0, 0.2)
    said = {name: figure.value for name, figure in decision.figures.items()}
    assert said == {
        "channel": "A", "model": "linear", "decision": "keep", "roas": 1.5, "target": 1.0,
        "flips": 0.1, "share": 0.05,
    }  # fmt: skip
    moved = {name: figure.value for name, figure in rank.figures.items()}
    assert moved == {"channel": "A", "model": "linear", "rank": 2, "moved": 0.2, "share": 0.05}


def test_without_draws_nothing_is_told(tmp_path: Path) -> None:
    table = make_table("compare", [make_credit("linear", 400, 300, 500)], MODELS)
    assert list(find_unsteady_channels(make_subject(tmp_path, table))) == []


def write_shop(folder: Path, cost: int) -> None:
    """Write a shop of 60 customers: Social, then Email, then an order of 1.00, Email at a cost."""
    people = [f"c{number}" for number in range(60)]
    (folder / "touchpoints.csv").write_text(
        "customer_id,touched_at,channel\n"
        + "".join(
            f"{name},2026-03-0{day} 09:00:00,{channel}\n"
            for name in people
            for day, channel in ((1, "Social"), (2, "Email"))
        )
    )
    (folder / "orders.csv").write_text(
        "order_id,customer_id,ordered_at,revenue\n"
        + "".join(f"{name},{name},2026-03-03 09:00:00,1.00\n" for name in people)
    )
    (folder / "costs.csv").write_text(f"date,channel,cost\n2026-03-03,Email,{cost}.00\n")
    files = [f"{role}: {{files: {role}.csv}}" for role in ("touchpoints", "orders", "costs")]
    (folder / "merito.yaml").write_text("\n".join([*files, "models: last", ""]))


@pytest.mark.parametrize(("cost", "told"), [(59, ["Email"]), (20, [])], ids=["narrow", "wide"])
def test_a_return_that_barely_suffices_does_not_survive(
    tmp_path: Path, cost: int, told: list[str]
) -> None:
    write_shop(tmp_path, cost)
    run = Run.of(load_settings(tmp_path / "merito.yaml"))
    shop, made = read_comparison(run, Options(), intervals=True)
    losses, notes = build_loss_tables(run, shop, made.costs, 1)
    assert notes == ()
    known = replace(make_subject(tmp_path, made.table, *losses), settings=run.settings)
    found = [one for one in find_unsteady_channels(known) if one.name is DECISION]
    assert [one.subject for one in found] == told


def test_a_report_by_another_attribute_loses_touches_as_well(tmp_path: Path) -> None:
    write_shop(tmp_path, 20)
    head, *rows = (tmp_path / "touchpoints.csv").read_text().splitlines()
    named = [f"{head},campaign", *(f"{row},Spring" for row in rows), ""]
    (tmp_path / "touchpoints.csv").write_text("\n".join(named))
    made = inside("report", "-q", "--by", "campaign", "--intervals", cwd=tmp_path)
    assert made.status == 0, made.err
    assert "Spring" in made.out


def test_a_large_shop_loses_no_touches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_shop(tmp_path, 20)
    monkeypatch.setattr(brief, "_MOST_TOUCHES", 120 * 20 - 1)
    run = Run.of(load_settings(tmp_path / "merito.yaml"))
    shop, made = read_comparison(run, Options(), intervals=False)
    tables, notes = build_loss_tables(run, shop, made.costs, 1)
    assert tables == ()
    assert notes == (
        "highlights: no touches are lost in so large a report; see merito sensitivity",
    )
