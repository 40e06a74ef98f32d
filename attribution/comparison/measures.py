"""What a comparison says of each model and value: the one list that all who show it read.

Nothing here imports a data library, since usage errors name metrics.
"""

from enum import StrEnum
from typing import Final, NamedTuple


class MeasureKind(StrEnum):
    """What the numbers of a measure are."""

    CREDIT = "credit"
    """Fractional conversions."""
    SHARE = "share"
    """A fraction of one."""
    MONEY = "money"
    RATIO = "ratio"
    """A quotient near one."""


class Metric(StrEnum):
    """What a comparison shows in the terminal; CSV and JSON have all."""

    CONVERSIONS = "conversions"
    REVENUE = "revenue"
    """Revenue and its change against the baseline in percent."""
    SHARE = "share"
    """Share of the revenue."""
    CHANGE = "change"
    """Change of revenue against the baseline, in money and percent."""
    ROAS = "roas"
    """Revenue for each unit of cost; this and the next ones need costs."""
    ROI = "roi"
    """What is left of the revenue's margin after the cost, for each unit of cost."""
    CPA = "cpa"
    """Cost of a conversion."""
    CAC = "cac"
    """Cost of a new customer."""
    NC_ROAS = "nc_roas"
    """Revenue of new customers for each unit of cost."""


class Measure(NamedTuple):
    """A measure; how it is computed is in `figures`, under its name."""

    name: str
    """Name of its column."""
    kind: MeasureKind
    metric: Metric | None = None
    """The metric whose table shows it, None where no table of people does."""
    title: str = ""
    """What such a table is called; {baseline} stands for the baseline's name."""
    synonyms: tuple[str, ...] = ()
    """What else people call the metric."""
    against_baseline: bool = False
    """Whether it compares a model with the baseline, which has none of it."""
    has_interval: bool = True
    """Whether it is resampled: it gets the columns NAME_low and NAME_high."""
    ranked: bool = False
    """Whether ranks by revenue stand beside it."""
    with_change: bool = False
    """Whether the change of revenue in percent stands below it."""
    quotient: bool = False
    """Whether it is money that is no sum, hence rounded by itself: the rows do not foot."""
    of_new: bool = False
    """Whether it looks at the orders of new customers alone."""
    by_model: bool = True
    """Whether each model has its own; else all have the same, which stands there once."""


MEASURES: Final = (
    Measure(
        "conversions",
        MeasureKind.CREDIT,
        Metric.CONVERSIONS,
        "Conversions",
        ("orders", "purchases", "transactions", "count"),
    ),
    Measure("conversions_share", MeasureKind.SHARE),
    Measure(
        "revenue",
        MeasureKind.MONEY,
        Metric.REVENUE,
        "Revenue",
        ("sales", "income", "turnover", "money", "value", "amount"),
        ranked=True,
        with_change=True,
    ),
    Measure(
        "revenue_share",
        MeasureKind.SHARE,
        Metric.SHARE,
        "Share of revenue",
        ("percent", "percentage", "%"),
        ranked=True,
    ),
    Measure(
        "revenue_change",
        MeasureKind.MONEY,
        Metric.CHANGE,
        "Change of revenue against {baseline}",
        ("difference", "diff", "delta"),
        against_baseline=True,
        with_change=True,
    ),
    Measure("revenue_change_share", MeasureKind.SHARE, against_baseline=True),
)
"""What every comparison says, in the order of its columns."""

RETURNS: Final = (
    Measure("cost", MeasureKind.MONEY, has_interval=False, by_model=False),
    Measure(
        "roas",
        MeasureKind.RATIO,
        Metric.ROAS,
        "ROAS (revenue / cost)",
        ("return", "returns", "mer", "return_on_ad_spend"),
    ),
    Measure(
        "roi",
        MeasureKind.RATIO,
        Metric.ROI,
        "ROI ((revenue x margin - cost) / cost)",
        ("romi", "profit", "return_on_investment"),
    ),
    Measure(
        "cpa",
        MeasureKind.MONEY,
        Metric.CPA,
        "Cost of a conversion (cost / conversions)",
        ("cpo", "cost_per_order", "cost_per_acquisition"),
        quotient=True,
    ),
    Measure("new_conversions", MeasureKind.CREDIT, of_new=True),
    Measure("new_revenue", MeasureKind.MONEY, of_new=True),
    Measure(
        "cac",
        MeasureKind.MONEY,
        Metric.CAC,
        "Cost of a new customer (cost / new conversions)",
        ("ncpa", "customer_acquisition_cost"),
        quotient=True,
        of_new=True,
    ),
    Measure(
        "nc_roas",
        MeasureKind.RATIO,
        Metric.NC_ROAS,
        "ROAS of new customers (their revenue / cost)",
        ("ncroas", "new_roas", "new_customer_roas"),
        of_new=True,
    ),
)
"""What a comparison with costs says after all of that, in the order of its columns."""

NAMES: Final = tuple(measure.name for measure in (*MEASURES, *RETURNS))
"""Names of the columns of measures."""


def list_bounds(measures: tuple[Measure, ...]) -> tuple[str, ...]:
    """Return the names of the columns of intervals, in their order."""
    return tuple(
        f"{measure.name}_{end}"
        for measure in measures
        if measure.has_interval
        for end in ("low", "high")
    )


BOUNDS: Final = list_bounds(MEASURES)
"""Names of the columns of intervals that every comparison may have."""

RETURN_BOUNDS: Final = list_bounds(RETURNS)
"""Those that a comparison with costs may have as well."""

EVERY_BOUND: Final = (*BOUNDS, *RETURN_BOUNDS)
"""All of them, whatever the comparison."""

COLUMNS: Final = {
    name: measure
    for measure in (*MEASURES, *RETURNS)
    for name in (measure.name, f"{measure.name}_low", f"{measure.name}_high")
}
"""The measure of each column, those of intervals included."""

RETURN_COLUMNS: Final = frozenset((*(measure.name for measure in RETURNS), *RETURN_BOUNDS))
"""The columns that only a comparison with costs has."""

BY_METRIC: Final = {each.metric: each for each in (*MEASURES, *RETURNS) if each.metric is not None}
"""The measure that each metric shows."""


def needs_costs(metric: Metric) -> bool:
    """Tell whether a metric is unknown without costs."""
    return BY_METRIC[metric] in RETURNS
