"""Reports to render: made by hand or from seeds, never read from files."""

from typing import TYPE_CHECKING

import polars as pl

from attribution.comparison.measures import Metric
from cli.report import ColumnKind, LedgerLine, ReadFile, Report, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MODELS = (
    "last",
    "last_non_direct",
    "first",
    "linear",
    "time_decay",
    "position_based",
    "j_shaped",
    "participation",
    "ga_acquisition",
    "brand_discounted_by_the_agency",
)

CHANNELS = (
    "Google Shopping",
    "Comparison sites and marketplaces (Idealo, Trovaprezzi, Kelkoo)",
    "日本語の検索連動型広告チャネル",
    "إعلانات البحث المدفوعة",
    "Нативная реклама на контентных порталах",
    "[brand] search",
    "[/b]",
    "Retargeting 👨‍👩‍👧 banner ❤️",
    "Cafe\u0301 re\u0301sume\u0301",
    "tab\there\x1b[31m",
    "(unattributed)",
)

COMPARE_KINDS = {
    "lookback": ColumnKind.TEXT,
    "model": ColumnKind.TEXT,
    "channel": ColumnKind.TEXT,
    "conversions": ColumnKind.CREDIT,
    "conversions_share": ColumnKind.SHARE,
    "revenue": ColumnKind.MONEY,
    "revenue_share": ColumnKind.SHARE,
    "revenue_change": ColumnKind.MONEY,
    "revenue_change_share": ColumnKind.SHARE,
}

COMPARE_SCHEMA = {
    "lookback": pl.String,
    "model": pl.String,
    "channel": pl.String,
    "conversions": pl.Float64,
    "conversions_share": pl.Float64,
    "revenue": pl.Int64,
    "revenue_share": pl.Float64,
    "revenue_change": pl.Int64,
    "revenue_change_share": pl.Float64,
}

SEGMENT_KINDS = {
    "segment": ColumnKind.TEXT,
    "action": ColumnKind.TEXT,
    "customers": ColumnKind.COUNT,
    "customers_share": ColumnKind.SHARE,
    "orders": ColumnKind.COUNT,
    "revenue": ColumnKind.MONEY,
    "revenue_share": ColumnKind.SHARE,
    "average_order_value": ColumnKind.MONEY,
    "recency_days_mean": ColumnKind.NUMBER,
    "recency_days_median": ColumnKind.NUMBER,
    "frequency_mean": ColumnKind.NUMBER,
    "frequency_median": ColumnKind.NUMBER,
    "monetary_mean": ColumnKind.MONEY,
    "monetary_median": ColumnKind.MONEY,
}


def report(*tables: Table) -> Report:
    """Return a report of these tables with one file, two ledger lines and a note."""
    return Report(
        name="compare",
        tables=tables,
        version="0.1.0",
        as_of="2024-12-31",
        currency="EUR",
        configuration={"timezone": "Europe/Rome", "journeys": {"lookback": "30d"}},
        files=(ReadFile("orders.csv", "orders", "standard", 3, 1_234_500),),
        ledger=(
            LedgerLine("orders", "counted", 2, 1_234_501),
            LedgerLine("touchpoints", "duplicates", 1, None),
        ),
        notes=("3 orders read, 2 counted",),
    )


def tidy(
    cents: "Mapping[str, Mapping[str, int]]",
    lookback: str = "30d",
) -> pl.DataFrame:
    """Return the tidy frame of a comparison from cents by model and channel, baseline first."""
    reference = next(iter(cents.values()))
    rows = [
        _row(lookback, model, channel, amount, None if amounts is reference else reference[channel])
        for model, amounts in cents.items()
        for channel, amount in amounts.items()
    ]
    return pl.DataFrame(rows, schema=COMPARE_SCHEMA, orient="row")


def _row(
    lookback: str, model: str, channel: str, cents: int, reference: int | None
) -> tuple[object, ...]:
    change = None if reference is None else cents - reference
    share = change / reference if change is not None and reference else None
    return (lookback, model, channel, cents / 5000, 0.1, cents, 0.125, change, share)


def in_units(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a tidy frame with money in currency units."""
    money = pl.col("^revenue(_change)?(_low|_high)?$")
    return frame.with_columns(money.cast(pl.Float64) / 100)


def comparison(
    frame: pl.DataFrame,
    models: "Sequence[str]",
    *,
    metric: Metric = Metric.REVENUE,
    totals: pl.DataFrame | None = None,
    block: str | None = None,
) -> Table:
    """Return the comparison of a tidy frame."""
    return Table(
        name="compare",
        title="Revenue by channel and model, EUR, as of 2024-12-31",
        frame=frame,
        kinds=COMPARE_KINDS | ({block: ColumnKind.TEXT} if block else {}),
        exact=in_units(frame),
        caption=("▲ ▼ change of 10 % or more against last; new: nothing under last",),
        totals=totals,
        models=tuple(models),
        baseline=models[0],
        metric=metric,
    )


def large() -> Table:
    """Return a comparison of ten models and channels named in several scripts."""
    cents = {
        model: {
            channel: (1_234_567 * (i + 3) * (j + 7)) % 98_765_432
            for j, channel in enumerate(CHANNELS)
        }
        for i, model in enumerate(MODELS)
    }
    cents["last"]["[/b]"] = 0
    totals = {
        model: {"Total": sum(amounts.values())}
        for model, amounts in cents.items()
        if model != "participation"
    }
    return comparison(tidy(cents), MODELS, totals=tidy(totals))


def segments() -> Table:
    """Return a segment table with its fourteen columns."""
    rows = [
        ("Champions", "Reward them; ask for reviews; offer new things first", 1234, 0.31, 5678),
        ("Can't Lose Them", "Call them; win them back before a rival does", 7, 0.002, 21),
        ("Lost", "Do not spend on them", 0, 0.0, 0),
    ]
    frame = pl.DataFrame(
        rows,
        schema=["segment", "action", "customers", "customers_share", "orders"],
        orient="row",
    ).with_columns(
        revenue=pl.Series([98_765_432, 123_456, 0]),
        revenue_share=pl.Series([0.9, 0.001, 0.0]),
        average_order_value=pl.Series([17_394, 5_879, None]),
        recency_days_mean=pl.Series([12.25, 301.0, None]),
        recency_days_median=pl.Series([11.0, 299.5, None]),
        frequency_mean=pl.Series([4.6, 3.0, None]),
        frequency_median=pl.Series([4.0, 3.0, None]),
        monetary_mean=pl.Series([80_037, 17_637, None]),
        monetary_median=pl.Series([75_000, 16_000, None]),
    )
    return Table("rfm", "Segments", frame, SEGMENT_KINDS, frame, caption=("R: 10, 20, 30, 40",))


def findings(*names: str) -> Table:
    """Return a table of names, counts and long messages."""
    frame = pl.DataFrame(
        {
            "name": list(names),
            "rows": [1_000 * (i + 1) for i in range(len(names))],
            "message": ["the total of the order is not the sum of its items"] * len(names),
        },
    )
    kinds = {"name": ColumnKind.TEXT, "rows": ColumnKind.COUNT, "message": ColumnKind.TEXT}
    return Table("findings", "Findings", frame, kinds, frame)
