import json
import math

import polars as pl

from cli.render import render
from cli.render.output_formats import Format
from cli.report import ColumnKind, LedgerLine, Table
from tests.cli.render.reports import comparison, large, report, segments, tidy

KEYS = ["version", "report", "as_of", "configuration", "files", "ledger", "notes", "rows"]

SHAPE = """{
  "version": "0.1.0",
  "report": "compare",
  "as_of": "2024-12-31",
  "configuration": {
    "timezone": "Europe/Rome",
    "journeys": {
      "lookback": "30d"
    }
  },
  "files": [
    {"path":"orders.csv","role":"orders","format":"standard","rows":3,"total":123.4500}
  ],
  "ledger": [
    {"role":"orders","line":"counted","rows":2,"amount":123.4501},
    {"role":"touchpoints","line":"duplicates","rows":1,"amount":null}
  ],
  "notes": [
    "3 orders read, 2 counted"
  ],
  "rows": [
"""


def test_the_shape() -> None:
    cents = {"last": {"日本 \x1b": 1}, "first": {"日本 \x1b": 2}}
    whole = report(comparison(tidy(cents), ["last", "first"]))
    assert render(whole, Format.JSON).decode() == (
        SHAPE
        + r"""    {"lookback":"30d","model":"last","channel":"日本 \u001b","""
        + """"conversions":0.0002,"conversions_share":0.1,"revenue":0.01,"revenue_share":0.125,"""
        + """"revenue_change":null,"revenue_change_share":null},\n"""
        + r"""    {"lookback":"30d","model":"first","channel":"日本 \u001b","""
        + """"conversions":0.0004,"conversions_share":0.1,"revenue":0.02,"revenue_share":0.125,"""
        + """"revenue_change":0.01,"revenue_change_share":1.0}\n  ]\n}\n"""
    )


def test_rows_are_tidy_and_at_full_precision() -> None:
    frame = pl.DataFrame({"name": ["a", "b\u2028", "c", "d"], "x": [1 / 3, -0.0, math.nan, None]})
    table = Table("t", "T", frame, {"name": ColumnKind.TEXT, "x": ColumnKind.NUMBER}, frame)
    found = json.loads(render(report(table), Format.JSON))
    assert found["rows"] == [
        {"name": "a", "x": 1 / 3},
        {"name": "b\u2028", "x": 0.0},
        {"name": "c", "x": None},
        {"name": "d", "x": None},
    ]
    assert b"-0.0" not in render(report(table), Format.JSON)


def test_several_tables_are_an_object_of_rows() -> None:
    found = json.loads(render(report(large(), segments()), Format.JSON))
    assert list(found) == KEYS
    assert list(found["rows"]) == ["compare", "rfm"]
    assert len(found["rows"]["compare"]) == 110


def test_nothing_is_valid_as_well() -> None:
    empty = report()._replace(files=(), ledger=(), notes=(), as_of=None, configuration={})
    found = json.loads(render(empty, Format.JSON))
    assert found == {
        "version": "0.1.0",
        "report": "compare",
        "as_of": None,
        "configuration": {},
        "files": [],
        "ledger": [],
        "notes": [],
        "rows": {},
    }
    no_rows = large()._replace(exact=large().exact.clear())
    assert json.loads(render(report(no_rows), Format.JSON))["rows"] == []


def test_the_ledgers_money_has_four_decimals_exactly() -> None:
    amounts = (9_007_199_254_740_993, -1, 0, -12_345)
    ledger = tuple(LedgerLine("orders", "x", 1, amount) for amount in amounts)
    content = render(report()._replace(ledger=ledger), Format.JSON).decode()
    for text in ("900719925474.0993", "-0.0001", "0.0000", "-1.2345"):
        assert f'"amount":{text}}}' in content
