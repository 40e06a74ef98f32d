"""The values of settings: durations, tolerances, windows, models, segments."""

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from cli.settings import KINDS, Settings, SettingsError
from cli.settings.sections.durations import Duration, parse_duration
from cli.settings.sections.models.model_list import (
    DEFAULT_MODELS,
    Additive,
    Model,
    list_kinds,
    make_default,
)
from cli.settings.sections.models.rule_based import Parameters, PositionBased, TimeDecay, Weight
from cli.settings.sections.tolerance import Tolerance
from cli.settings.sections.types import Section
from tests.cli.settings.parsed import settings


def test_durations_are_hours_days_and_weeks() -> None:
    assert parse_duration("12h").timedelta == timedelta(hours=12)
    assert parse_duration("30d").microseconds == 30 * 86_400_000_000
    assert (parse_duration("4w").days, parse_duration("36h").days) == (28, None)
    assert str(parse_duration("4w")) == "4w"


@pytest.mark.parametrize(
    ("text", "size"),
    [("50GB", 50 * 10**9), ("1.5 mb", 1_500_000), ("300B", 300), ("2TB", 2 * 10**12), ("7", 7)],
)
def test_sizes_are_bytes(text: str, size: int) -> None:
    assert settings(f"orders: {{max_size: {text}}}").orders.max_size == size


def test_no_configuration_is_the_default_one() -> None:
    found = settings("")
    assert found == Settings()
    assert [model.name for model in found.models] == list(DEFAULT_MODELS)
    assert found.baseline_name == "last"
    assert [str(window) for window in found.journeys.lookback] == ["30d"]


def test_a_section_without_keys_is_the_default_one() -> None:
    assert settings("touchpoints:\norders:\nchannels:\njourneys:\nrfm:\n") == Settings()


@pytest.mark.parametrize("key", [key for key, part in Settings() if isinstance(part, Section)])
def test_a_default_is_what_no_keys_are_read_as(key: str) -> None:
    default = Settings.model_fields[key].default
    assert default == type(default).model_validate({})


@pytest.mark.parametrize("kind", DEFAULT_MODELS)
def test_a_default_model_is_what_its_name_is_read_as(kind: str) -> None:
    assert make_default(kind) == Model.model_validate(kind)


def test_windows_by_channel_and_interaction() -> None:
    window = settings(
        "journeys: {lookback: {default: 30d, view: 1d, channels: {Email: 7d}}}"
    ).journeys.lookback[0]
    assert window.default == Duration(720, "30d")
    assert dict(window.interactions) == {"view": Duration(24, "1d")}
    assert window.channels == {"Email": Duration(168, "7d")}
    assert str(window) == "30d, view 1d, Email 7d"


def test_several_windows() -> None:
    found = settings("journeys: {lookback: [7d, {default: 30d, view: 1d}]}")
    assert [str(window) for window in found.journeys.lookback] == ["7d", "30d, view 1d"]


def test_a_window_is_written_as_it_was_read() -> None:
    text = (
        "journeys: {lookback: [7d, {default: 30d, view: 1d, channels: {Email: 7d}}, {click: 2d}]}"
    )
    assert settings(text).model_dump(mode="json")["journeys"]["lookback"] == [
        "7d",
        {"default": "30d", "view": "1d", "channels": {"Email": "7d"}},
        {"default": "30d", "click": "2d"},
    ]


def test_calendar_days_take_whole_days() -> None:
    found = settings(
        "journeys: {lookback: 4w, lookback_basis: calendar_days}\nmodels: [{last: , lookback: 48h}]"
    )
    assert found.models[0].lookback is not None


def test_hours_of_a_model_are_refused_with_calendar_days() -> None:
    with pytest.raises(
        SettingsError, match=r"merito.yaml:2:29: models\[0\].lookback: calendar_days"
    ):
        settings("journeys: {lookback_basis: calendar_days}\nmodels: [{last: , lookback: 6h}]")


@pytest.mark.parametrize(
    ("text", "bad", "rows", "allowed"),
    [
        ("0", 0, 10, True),
        ("0", 1, 10, False),
        ("3", 3, 3, True),
        ('"0.1%"', 1, 1000, True),
        ('"0.1%"', 1, 999, False),
        ("100%", 5, 5, True),
    ],
)
def test_tolerance(text: str, bad: int, rows: int, allowed: bool) -> None:
    assert settings(f"max_bad_rows: {text}").max_bad_rows.allows(bad, rows) is allowed


def test_a_share_is_exact() -> None:
    assert settings("max_bad_rows: 0.1%").max_bad_rows == Tolerance("0.1%", None, Fraction(1, 1000))
    assert settings("max_bad_rows: 0.1%").model_dump(mode="json")["max_bad_rows"] == "0.1%"


def test_models_have_names_kinds_and_parameters() -> None:
    last, decay, squared, window = settings(
        "models:\n"
        "  - last\n"
        "  - time_decay: {half_life: 14d, granularity: day}\n"
        "  - name: squared\n"
        '    weight: "1 / (1 + days_before) ** 2"\n'
        "  - name: ga_acquisition\n"
        "    last_non_direct:\n"
        "    lookback: 180d\n"
        "    transforms: [exposure]\n"
    ).models
    assert (last.name, last.kind, last.lookback) == ("last", "last", None)
    assert isinstance(decay.parameters, TimeDecay)
    assert decay.parameters.half_life.days == 14
    assert isinstance(squared.parameters, Weight)
    assert (squared.name, squared.kind) == ("squared", "weight")
    assert (str(window.lookback), window.transforms) == ("180d", ("exposure",))


def test_models_are_written_with_their_effective_parameters() -> None:
    found = settings("models:\n  - time_decay\n  - {name: mine, last: , lookback: 7d}\n")
    assert found.model_dump(mode="json")["models"] == [
        {"name": "time_decay", "time_decay": {"half_life": "7d", "granularity": "elapsed"}},
        {"name": "mine", "last": {}, "lookback": "7d"},
    ]


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [("u_shaped", 0.4, 0.4), ("j_shaped", 0.2, 0.6), ("inverse_j", 0.6, 0.2)],
)
def test_presets_set_the_shares(preset: str, first: float, last: float) -> None:
    found = settings(f"models: [{{position_based: {{preset: {preset}}}}}]").models[0].parameters
    assert isinstance(found, PositionBased)
    assert (found.first, found.last) == (first, last)


def test_custom_rules() -> None:
    custom = (
        settings(
            "models:\n"
            "  - name: brand_discounted\n"
            "    custom:\n"
            "      base: time_decay\n"
            "      rules:\n"
            '        - {when: {channel: Paid Search, campaign: "*brand*"}, factor: 0.5}\n'
            "        - {when: {days_before: {max: 7}, interaction: [click, view]}, factor: 2}\n"
        )
        .models[0]
        .custom
    )
    assert custom is not None
    assert custom.base.kind == "time_decay"
    assert custom.rules[0].when.campaign == ("*brand*",)
    assert custom.rules[1].when.days_before is not None
    assert custom.rules[1].when.days_before.max == 7
    assert custom.model_dump(mode="json")["base"] == {
        "time_decay": {"half_life": "7d", "granularity": "elapsed"}
    }


def test_every_kind_is_a_field_and_documented() -> None:
    assert set(KINDS) | {"name", "lookback", "transforms"} == set(Model.model_fields)
    others = {"custom", "participation", "markov", "shapley", "calibrated"}
    assert others == set(KINDS) - set(list_kinds(Additive))
    for kind in KINDS.values():
        assert issubclass(kind, Parameters)
        assert "Formula:" in (kind.__doc__ or "")
        assert "Source:" in (kind.__doc__ or "")


def test_only_participation_is_not_additive() -> None:
    assert [name for name, kind in KINDS.items() if not kind.additive] == ["participation"]


def test_the_data_driven_models() -> None:
    assert [name for name, kind in KINDS.items() if kind.data_driven] == ["markov", "shapley"]


def test_the_baseline_is_the_last_touch_or_the_first_model() -> None:
    assert settings("models: [linear, last]").baseline_name == "last"
    assert settings("models: [linear, first]").baseline_name == "linear"
    assert settings("models: [linear, first]\nbaseline: first").baseline_name == "first"


def test_segments_and_thresholds() -> None:
    rfm = settings(
        "rfm:\n"
        "  as_of: 2026-09-30\n"
        "  window: 52w\n"
        "  bins: 3\n"
        "  method: thresholds\n"
        "  thresholds: {recency: [30, 90], frequency: [1, 2.5], monetary: [100.10, 250]}\n"
        "  segments: [{name: Best, r: 3, fm: 2-3, action: Thank}, {name: Rest, m: [1, 3]}]\n"
    ).rfm
    assert rfm.as_of == date(2026, 9, 30)
    assert rfm.window is not None
    assert rfm.window.days == 364
    assert rfm.thresholds is not None
    assert rfm.thresholds.monetary == (Decimal("100.1"), Decimal(250))
    assert rfm.segments is not None
    assert (rfm.segments[0].r, rfm.segments[0].fm) == ((3, 3), (2, 3))
    written = rfm.model_dump(mode="json")
    assert written["thresholds"]["monetary"] == [100.1, 250.0]
    assert written["segments"][1]["m"] == [1, 3]


def test_how_files_are_read() -> None:
    found = settings(
        "touchpoints:\n"
        "  files: exports/t-*.csv\n"
        "  delimiter: tab\n"
        "  encoding: cp1252\n"
        '  decimal: ","\n'
        "  thousands: .\n"
        '  time_format: "%d/%m/%Y"\n'
        "  timezone: Europe/Rome\n"
        "  columns: {customer_id: User ID}\n"
        "orders:\n"
        "  files: [a.csv, b.csv]\n"
        "  drop_status: voided\n"
    )
    assert found.touchpoints.files == ("exports/t-*.csv",)
    assert found.touchpoints.delimiter == "\t"
    assert {str(ours): theirs for ours, theirs in found.touchpoints.columns.items()} == {
        "customer_id": "User ID"
    }
    assert found.orders.drop_status == ("voided",)


EVERYTHING = """
timezone: Europe/Rome
rates: {USD: 0.92}
max_bad_rows: 0.1%
memory: 8GB
touchpoints: {columns: {channel: {value: Shop}, customer_id: [user, email]}}
orders:
  columns: {order_id: {join: [Day, Receipt]}, revenue: {expression: "Total - Tax"}}
  keep_status: [paid]
channels: {rules: [{channel: A, source: [x, y]}], sources: {social: [x.com]}, direct: []}
journeys:
  lookback: [7d, {default: 30d, view: 36h, channels: {Email: 2w}}]
  transforms: [exposure, first]
experiments:
  - {name: E, channel: A, from: 2026-03-01, to: 2026-03-02, metric: iroas,
     incremental: 1.25, low: -1, high: 3}
models:
  - last_non_direct: {direct: [Direct, Own]}
  - last_among: {channels: Email, otherwise: unattributed}
  - time_decay: {half_life: 12h, granularity: day}
  - {name: shaped, position_based: {preset: j_shaped}, lookback: 90d, transforms: [first]}
  - weight: 1 / (1 + days_before) ** 2
  - {name: ruled, custom: {base: {weight: "2 if channel == 'Email' else 1"}, rules: [
      {when: {channel: "a*", position: only, days_before: {max: 2.5}}, factor: 0}]}}
  - {name: curved, custom: {base: {position_based: {preset: inverse_j}}, rules: [
      {when: {interaction: [click, view]}, factor: 0.5}]}}
  - participation
  - markov: {order: auto, removal: null, allocation: journey}
  - {name: backed, markov: {order: 3, removal: reconnect}}
  - shapley: {worth: conversion_rate}
  - calibrated: {base: {custom: {base: {weight: position}, rules: [
      {when: {medium: cpc}, factor: 2}]}}}
baseline: weight
sensitivity: {lost: [5%, 0.25], draws: 3}
returns: {margin: 0.35, target_roas: 4}
rfm:
  as_of: 2026-04-01
  window: 52w
  bins: 3
  method: thresholds
  thresholds: {recency: [10, 20.5], frequency: [1, 2], monetary: [0, 99.99]}
  since: 30d
  segments: [{name: Top, r: 3, fm: 2-3, action: Call}, {name: Rest}]
value: {discount: 0.005, holdout: 90d, since: 4w}
segments: [{name: VIP, where: "monetary > 500 or clv == None"}]
kpis:
  - {name: ROAS, metric: roas, channel: A, model: markov, target: ">= 4", change: ">= -5%"}
  - {name: VIPs, metric: share, segment: VIP, target: ">= 12.5%", good: up}
"""


def test_what_a_report_says_of_its_settings_reads_as_these_settings() -> None:
    found = settings(EVERYTHING)
    said = json.dumps(found.model_dump(mode="json"))
    assert settings(said).model_dump(mode="json") == found.model_dump(mode="json")


def test_a_preset_beside_shares_that_are_not_its_own_is_refused() -> None:
    written = "models: [{position_based: {preset: j_shaped, first: 0.2, last: %s}}]"
    assert settings(written % 0.6) == settings("models: [{position_based: {preset: j_shaped}}]")
    with pytest.raises(SettingsError, match="a preset has shares of its own"):
        settings(written % 0.5)
