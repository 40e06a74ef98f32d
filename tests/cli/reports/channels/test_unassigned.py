"""Sources and mediums that no rule makes a channel of."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import yaml

from cli.dataset.dataset import Dataset
from cli.dataset.date_range import DateRange
from cli.dataset.open import open_dataset
from cli.dataset.run import Run
from cli.reports.channels.suggested_rules import build_rule, suggest_rules
from cli.reports.channels.unassigned import (
    build_unassigned_table,
    find_unassigned_pairs,
    list_unassigned_notes,
)
from cli.settings import Settings, load_settings
from cli.settings.sections.exports.files import Touchpoints

TOUCHES = """\
customer_id,touched_at,source,medium
a,2026-03-01 09:00:00,brevo,newsletter
a,2026-03-02 09:00:00,Brevo,Newsletter
a,2026-03-03 09:00:00,google,cpc
b,2026-01-01 09:00:00,flyer,qr
b,2026-03-01 09:00:00,flyer,qr
c,2026-03-01 09:00:00,flyer,qr
d,2026-03-01 09:00:00,"x: y",
"""
ORDERS = """\
order_id,customer_id,ordered_at,revenue
1,a,2026-03-05 10:00:00,100.00
2,a,2026-03-06 10:00:00,50.00
3,b,2026-03-06 10:00:00,20.00
4,c,2026-03-06 10:00:00,30.00
4,c,2026-03-07 10:00:00,-30.00
"""
ALWAYS = DateRange(None, None)


def read(
    folder: Path, channels: Mapping[str, object] | None = None, days: DateRange = ALWAYS
) -> tuple[Dataset, Settings]:
    (folder / "touches.csv").write_text(TOUCHES, encoding="utf-8")
    (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
    given = {
        "touchpoints": {"files": "touches.csv"},
        "orders": {"files": "orders.csv"},
        "channels": channels or {},
        "journeys": {"max_touches": 1},
    }
    (folder / "merito.yaml").write_text(yaml.safe_dump(given), encoding="utf-8")
    loaded = Run.of(load_settings(folder / "merito.yaml"))
    return open_dataset(loaded, days), loaded.settings


def pairs(
    folder: Path, channels: Mapping[str, object] | None = None, days: DateRange = ALWAYS
) -> pl.DataFrame:
    shop, settings = read(folder, channels, days)
    return find_unassigned_pairs(shop, settings)


def test_pairs_by_revenue_in_their_journeys_then_by_touches(tmp_path: Path) -> None:
    found = pairs(tmp_path)
    assert found.drop("rule").rows() == [
        ("brevo", "newsletter", 2, 2, 1_500_000),
        ("flyer", "qr", 3, 1, 200_000),
        ("x: y", "(none)", 1, 0, 0),
    ]
    march_6 = DateRange(date(2026, 3, 6), None)
    assert pairs(tmp_path, days=march_6)["revenue"].to_list() == [500_000, 200_000, 0]


def test_the_rules_can_be_pasted(tmp_path: Path) -> None:
    rules = [yaml.safe_load(rule) for rule in pairs(tmp_path)["rule"].to_list()]
    assert [rule["channel"] for rule in rules] == ["Newsletter", "QR", "X: y"]
    assert pairs(tmp_path, {"rules": rules}).height == 0


def test_another_channel_of_the_same_name_is_not_unassigned(tmp_path: Path) -> None:
    rename = {"Unassigned": "Other", "Paid Search": "Other"}
    assert pairs(tmp_path, {"rename": rename}).equals(pairs(tmp_path))


def test_the_note(tmp_path: Path) -> None:
    (note,) = list_unassigned_notes(pairs(tmp_path))
    first, *rules = note.splitlines()
    assert first.startswith(
        "channels: 6 touches have no channel but Unassigned (3 pairs of source and medium); "
    )
    assert [rule.partition("  # ")[::2] for rule in rules] == [
        (
            "    - {channel: Newsletter, source: brevo, medium: newsletter}",
            "2 touches, 150.00 in their journeys",
        ),
        (
            "    - {channel: QR, source: flyer, medium: qr}",
            "3 touches, 20.00 in their journeys",
        ),
        (
            '    - {channel: "X: y", source: "x: y", medium: "(none)"}',
            "1 touch, 0.00 in their journeys",
        ),
    ]
    assert list(list_unassigned_notes(pairs(tmp_path).head(0))) == []
    many = pl.concat([pairs(tmp_path)] * 3)
    (long,) = list_unassigned_notes(many)
    assert long.endswith("\n    # and 4 more")


def test_the_note_shows_no_control_characters_and_no_endless_names(tmp_path: Path) -> None:
    shop, settings = read(tmp_path)
    strange = "\x1b[31m\u202e\x9b"
    text = f"customer_id,touched_at,source,medium\na,2026-03-01 09:00:00,{strange},x\n"
    text += f"a,2026-03-01 09:00:00,{'y' * 1000},x\n"
    (tmp_path / "touches.csv").write_text(text, encoding="utf-8")
    shop = open_dataset(Run.of(load_settings(tmp_path / "merito.yaml")), ALWAYS)
    (note,) = list_unassigned_notes(find_unassigned_pairs(shop, settings))
    _, rule, more = note.splitlines()
    assert rule.isprintable()
    assert yaml.safe_load(rule.partition("#")[0])[0]["source"] == strange
    assert more == "    # and 1 more"


def test_the_table_is_in_cents(tmp_path: Path) -> None:
    table = build_unassigned_table(pairs(tmp_path))
    assert table.frame["revenue"].to_list() == [15_000, 2_000, 0]
    assert table.exact["revenue"].to_list() == [150.0, 20.0, 0.0]
    assert list(table.kinds) == table.frame.columns


def test_a_column_channel_is_never_reported(tmp_path: Path) -> None:
    shop, settings = read(tmp_path)
    text = "customer_id,touched_at,channel\na,2026-03-01 09:00:00,Unassigned\n"
    (tmp_path / "touches.csv").write_text(text, encoding="utf-8")
    shop = open_dataset(Run.of(load_settings(tmp_path / "merito.yaml")), ALWAYS)
    assert find_unassigned_pairs(shop, settings).height == 0


@pytest.mark.parametrize(
    ("source", "medium", "channel"),
    [
        ("awin", "affiliates", "Affiliates"),
        ("brevo", "E-Mails", "Email"),
        ("brevo", "newsletter_it", "Newsletter it"),
        ("radio", "(not set)", "Radio"),
        ("a", "()", "Unassigned"),
    ],
)
def test_suggested_names(source: str, medium: str, channel: str) -> None:
    assert build_rule(source, medium)["channel"] == channel


def test_rules_for_a_new_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(tmp_path)
    monkeypatch.chdir(tmp_path)
    rules = suggest_rules(Touchpoints(files=("touches.csv",)))
    assert [rule["channel"] for rule in rules] == ["QR", "Newsletter", "X: y"]
    assert suggest_rules(Touchpoints(files=("-",))) == []
    assert suggest_rules(Touchpoints(files=("nothing.csv",))) == []
