"""Limits of scores that settings give."""

import json
from pathlib import Path

from tests.conftest import Run

ORDERS = """order_id,customer_id,ordered_at,revenue
1,a,2026-01-01,10
2,b,2026-01-05,20
"""
SETTINGS = """orders: {files: orders.csv}
rfm:
  bins: 2
  method: thresholds
  thresholds: {recency: [2], frequency: [10], monetary: [12.50]}
  segments: [{name: All}]
"""


def test_the_configuration_in_json_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "merito.yaml").write_text(SETTINGS, encoding="utf-8")
    first = run("rfm", "--format", "json")
    assert first.status == 0, first.err
    found = json.loads(first.out)
    assert any("up to 12.5," in note for note in found["notes"])
    assert any("up to 10;" in note for note in found["notes"])
    (tmp_path / "echo.yaml").write_text(json.dumps(found["configuration"]), encoding="utf-8")
    assert run("rfm", "-c", "echo.yaml", "--format", "json").out == first.out
