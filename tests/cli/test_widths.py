"""Ten models and long names in several scripts, at every width: no number is lost."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import Run
from tests.selection import keep

CHANNELS = (
    "Organic Search",
    "[brand] search",
    "[/b]",
    "Реклама в поисковых системах и на маркетплейсах",
    "検索連動型広告・ブランド名を含むもの",
    "الإعلانات المدفوعة على وسائل التواصل الاجتماعي",
    "Kraftfahrzeughaftpflichtversicherungsvergleichsportal",
)
MODELS = "\n".join(
    f"  - {{name: the_{word}_model_with_a_rather_long_name, time_decay: {{half_life: {days}d}}}}"
    for days, word in enumerate(("first", "second", "third", "fourth", "fifth"), start=1)
)
CONFIGURATION = f"""
touchpoints: {{files: touchpoints.csv}}
orders: {{files: orders.csv}}
models:
  - last
  - first
  - linear
  - position_based
  - participation
{MODELS}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop of seven channels and a million of revenue."""
    touches = ["customer_id,touched_at,channel"]
    orders = ["order_id,customer_id,ordered_at,revenue"]
    for number in range(60):
        orders.append(f"{number},c{number},2026-03-20 12:00:00,{12_345.67 + 1_111.11 * number:.2f}")
        touches += [
            f'c{number},2026-03-{1 + at:02} 09:00:00,"{CHANNELS[(number * at + at) % 7]}"'
            for at in range(1 + number % 5)
        ]
    (tmp_path / "touchpoints.csv").write_text("\n".join(touches) + "\n", encoding="utf-8")
    (tmp_path / "orders.csv").write_text("\n".join(orders) + "\n", encoding="utf-8")
    (tmp_path / "merito.yaml").write_text(CONFIGURATION, encoding="utf-8")
    return tmp_path


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"-?[\d,]*\d\.\d\d(?!\d)", text))


@pytest.mark.parametrize("width", keep([200, 100, 80, 40], [80]))
@pytest.mark.parametrize("metric", ["revenue", "change"])
def test_every_number_is_there(run: Run, shop: Path, width: int, metric: str) -> None:
    assert shop.is_dir()
    rows = list(csv.DictReader(io.StringIO(run("compare", "-q").out)))
    env = {"COLUMNS": str(width), "TERM": "dumb"}
    outcome = run("compare", "-q", "--metric", metric, terminal=True, env=env)
    assert outcome.status == 0
    wanted = Counter(
        f"{float(value):,.2f}"
        for row in rows
        for name, value in row.items()
        if name.endswith(f"_{metric}" if metric == "revenue" else "_revenue_change") and value
    )
    assert len(wanted) > 20
    shown = numbers(outcome.out.replace("+", ""))
    assert not wanted - shown
    assert "…" not in outcome.out
    assert max(map(cell_len, outcome.out.splitlines())) <= width


def test_folded_names_are_whole(run: Run, shop: Path) -> None:
    assert shop.is_dir()
    shown = run("compare", "-q", terminal=True, env={"COLUMNS": "40", "TERM": "dumb"}).out
    for channel in CHANNELS[:3]:
        assert all(word in shown.split() for word in channel.split())
