"""A shop whose channels have names that are markup and formulas, and the page of its report."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from tests.cli.render.page.parsed import PageReader
from tests.running import Outcome, inside

BOLD, FORMULA = "</script><b>", "=cmd|' /C calc'!A0"
DAYS = range(1, 29)
SETTINGS = """\
currency: EUR
models: [last, first, linear]
rfm: {since: 20d}
touchpoints: {files: touchpoints.csv}
orders: {files: orders.csv}
costs: {files: costs.csv}
kpis: [{name: Orders, metric: orders, target: ">= 1"}]
experiments:
  - {name: Pause, channel: A & B, from: 2026-01-05, to: 2026-03-20, metric: conversions,
     incremental: 1, low: 0.5, high: 2}
segments: [{name: Big, where: "monetary > 100", action: Call them}]
"""


@dataclass(frozen=True)
class Shop:
    """A shop in a folder, and the page of its report."""

    folder: Path
    text: str
    page: PageReader

    def run(self, *arguments: str) -> Outcome:
        return inside(*arguments, cwd=self.folder)

    def read_csv(self, *arguments: str) -> list[list[str]]:
        shown = self.run(*arguments, "-q", "--format", "csv").out
        return list(csv.reader(io.StringIO(shown)))


def write_shop(folder: Path) -> None:
    touches = [
        (f"c{day % 7}", f"2026-0{1 + day % 3}-{day:02}T08:00:00", (BOLD, FORMULA, "A & B")[day % 3])
        for day in DAYS
    ]
    orders = [
        (f"o{day}", f"c{day % 7}", f"2026-0{1 + day % 3}-{day:02}T12:00:00", f"{10 + day}.50")
        for day in DAYS
    ]
    costs = [("2026-01-05", BOLD, "9.00"), ("2026-02-05", FORMULA, "700.00")]
    write(folder / "touchpoints.csv", [("customer_id", "touched_at", "channel"), *touches])
    write(folder / "orders.csv", [("order_id", "customer_id", "ordered_at", "revenue"), *orders])
    write(folder / "costs.csv", [("date", "channel", "cost"), *costs])
    (folder / "merito.yaml").write_text(SETTINGS)


def write(path: Path, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def select(rows: list[list[str]], columns: list[str]) -> list[list[str]]:
    places = [rows[0].index(name) for name in columns]
    return [[row[place] for place in places] for row in rows[1:]]
