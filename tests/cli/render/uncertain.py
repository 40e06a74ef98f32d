"""A comparison with intervals: made up, with everything that intervals may have to say."""

from typing import TYPE_CHECKING, Any, cast

import polars as pl

from attribution.comparison.measures import Metric
from cli.report import ColumnKind, Table
from tests.cli.render.reports import COMPARE_KINDS, comparison, in_units, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHANNELS = {
    "Google Shopping": (31_743_79, 36_880_10, 41_020_55, 35_110_02),
    "Direct": (28_410_00, 3_100_25, 9_804_40, 16_225_71),
    "Email": (17_905_50, 20_310_07, 8_101_99, 14_400_30),
    "[brand] search": (12_300_00, 14_280_60, 4_422_18, 9_020_90),
    "Organic Search": (11_222_33, 12_711_04, 15_990_00, 13_000_12),
    "Сравнение цен (Яндекс Маркет, Price.ru)": (9_001_20, 9_950_00, 12_088_31, 10_470_85),
    "Facebook": (5_870_15, 7_020_49, 15_301_00, 10_644_90),
    "Affiliates": (5_310_90, 5_871_02, 4_220_12, 4_904_17),
    "日本語の検索連動型広告チャネル": (4_400_00, 4_790_31, 6_900_45, 5_510_66),
    "Retargeting 👨‍👩‍👧 banner ❤️": (3_905_64, 4_200_18, 1_060_00, 2_466_09),
    "Referral": (1_990_10, 2_033_40, 2_871_12, 2_400_50),
    "Google Display": (640_30, 688_80, 3_702_77, 2_190_06),
    "QR code in the parcel": (0, 12_50, 90_00, 44_10),
    "(unattributed)": (7_300_09, 7_300_09, 7_300_09, 7_300_09),
}
MIXTURES = {
    "last": (1, 0, 0, 0),
    "last_non_direct": (0, 1, 0, 0),
    "first": (0, 0, 1, 0),
    "linear": (0, 0, 0, 1),
    "time_decay": (2, 0, 0, 3),
    "position_based": (2, 0, 2, 1),
    "markov": (0, 0, 2, 3),
    "shapley": (0, 2, 0, 3),
    "undefined": (0, 0, 0, 0),
}
"""Weights of the first four models in each of them; the last gives null to every channel."""

MEASURES = tuple(COMPARE_KINDS)[3:]
BOUNDS = tuple(f"{measure}_{bound}" for measure in MEASURES for bound in ("low", "high"))
KINDS = COMPARE_KINDS | {bound: COMPARE_KINDS[bound.rpartition("_")[0]] for bound in BOUNDS}


def uncertain(
    models: "Sequence[str]" = ("last", "last_non_direct", "first", "markov", "undefined"),
    metric: Metric = Metric.REVENUE,
) -> Table:
    """Return a comparison of thirteen channels, two of them of too few customers."""
    cents = {
        model: {channel: _mixed(own, MIXTURES[model]) for channel, own in CHANNELS.items()}
        for model in models
    }
    totals = {model: {"Total": sum(own.values())} for model, own in cents.items()}
    rest = tidy(totals).filter(pl.col("model") != "undefined")
    plain = comparison(tidy(cents), models, metric=metric, totals=rest)
    frame = with_intervals(plain.frame)
    return plain._replace(
        frame=frame,
        exact=in_units(frame),
        kinds=KINDS | {"rank_stable": ColumnKind.TEXT},
        replicates=1000,
        exhaustive=True,
    )


def _mixed(cents: "Sequence[int]", weights: "Sequence[int]") -> int:
    pairs = zip(cents, weights, strict=True)
    return sum(amount * weight for amount, weight in pairs) // max(1, sum(weights))


def with_intervals(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a tidy frame with bounds that are wider above than below, and `rank_stable`."""
    rows = [_bounded(row) for row in frame.iter_rows(named=True)]
    money = [name for name in KINDS if KINDS[name] is ColumnKind.MONEY]
    schema = frame.schema | dict.fromkeys(BOUNDS, pl.Float64()) | dict.fromkeys(money, pl.Int64())
    return pl.DataFrame(rows, schema=schema | {"rank_stable": pl.String()})


def _bounded(row: dict[str, Any]) -> dict[str, Any]:
    if row["model"] == "undefined":
        return row | dict.fromkeys((*MEASURES, *BOUNDS)) | {"rank_stable": "no"}
    if row["channel"] in ("Referral", "QR code in the parcel"):
        return row | dict.fromkeys(BOUNDS) | {"rank_stable": "too few"}
    bounds = {
        f"{measure}{bound}": _bound(row, measure, side)
        for measure in MEASURES
        for bound, side in (("_low", -0.9), ("_high", 1.1))
    }
    stable = "yes" if row["channel"] in ("Google Shopping", "Direct", "Google Display") else "no"
    return row | bounds | {"rank_stable": None if row["channel"] == "(unattributed)" else stable}


def _bound(row: "Mapping[str, Any]", measure: str, side: float) -> float | None:
    """Return a bound as far from its value as the revenue is large."""
    value = row[measure]
    if value is None or (measure.startswith("revenue_change") and not row["revenue_change"]):
        return cast("float | None", value)
    cents = side * (0.04 * row["revenue"] + 15_000)
    match KINDS[measure]:
        case ColumnKind.MONEY:
            return int(value + cents)
        case ColumnKind.CREDIT:
            return float(value + cents / 5000)
        case _ if measure == "revenue_change_share":
            return float(value * (1 + cents / row["revenue_change"]))
        case _:
            return float(value * (1 + cents / row["revenue"]))
