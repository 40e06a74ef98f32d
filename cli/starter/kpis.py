"""KPIs that the first rows of the files allow: what `merito watch` looks at to begin with."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.settings.sections.exports.files import Role
from rfm.watch.choices import KpiMetric, KpiPeriod
from rfm.watch.periods import LIKE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DAYS: Final = {KpiPeriod.MONTH: 31, KpiPeriod.WEEK: 7}
"""At most, by period; the longest first."""
_OF_ORDERS: Final = (("Revenue", KpiMetric.REVENUE), ("Orders", KpiMetric.ORDERS))
_OF_CUSTOMERS: Final = (
    ("New customers", KpiMetric.NEW_CUSTOMERS),
    ("Repeat orders", KpiMetric.REPEAT_SHARE),
)
_OF_COSTS: Final = (
    ("Cost to revenue", KpiMetric.COST_TO_REVENUE),
    ("CAC", KpiMetric.CAC),
)


def propose_kpis(rows: "Mapping[Role, pl.DataFrame]") -> list[dict[str, str]]:
    """Return KPIs as `merito.yaml` has them, none where there are no orders.

    `rows` are the first rows of each role's files as reports read them. The period is the longest
    of which the orders hold as many as a KPI's past needs.
    """
    orders = rows.get(Role.ORDERS)
    if orders is None or orders["ordered_at"].drop_nulls().is_empty():
        return []
    period = str(_choose_period(orders["ordered_at"]))
    return [{**kpi, "period": period} for kpi in _list_kpis(orders, rows)]


def _list_kpis(
    orders: pl.DataFrame, rows: "Mapping[Role, pl.DataFrame]"
) -> "Iterator[dict[str, str]]":
    touches, costs = rows.get(Role.TOUCHPOINTS), rows.get(Role.COSTS)
    customers = orders["customer_id"].drop_nulls()
    yield from _list_plain(_OF_ORDERS)
    if not customers.is_empty():
        yield from _list_plain(_OF_CUSTOMERS)
    if customers.is_duplicated().any():
        metric = str(KpiMetric.CUSTOMERS)
        yield {"name": "Champions", "metric": metric, "rfm_segment": "Champions"}
    if touches is not None:
        yield from _list_plain((("Coverage", KpiMetric.COVERAGE),))
    if costs is not None:
        yield from _list_plain(_OF_COSTS)
    if touches is not None and costs is not None:
        channel = _find_dearest(touches, costs)
        if channel is not None:
            yield {"name": f"ROAS of {channel}", "metric": str(KpiMetric.ROAS), "channel": channel}


def _list_plain(kpis: "tuple[tuple[str, KpiMetric], ...]") -> "Iterator[dict[str, str]]":
    yield from ({"name": name, "metric": str(metric)} for name, metric in kpis)


def _choose_period(times: pl.Series) -> KpiPeriod:
    ends = pl.DataFrame({"at": times}).select(
        pl.col("at").min().alias("first"), pl.col("at").max().alias("last")
    )
    first, last = ends.row(0)
    days = (last - first).days
    fit = (period for period, length in _DAYS.items() if days >= (LIKE + 1) * length)
    return next(fit, KpiPeriod.DAY)


def _find_dearest(touches: pl.DataFrame, costs: pl.DataFrame) -> str | None:
    """Return the channel with touches on which most is spent, None where the files name none."""
    if "channel" not in touches.columns or "channel" not in costs.columns:
        return None
    known = touches["channel"].cast(pl.String).unique()
    spent = (
        costs.with_columns(pl.col("channel").cast(pl.String))
        .filter(pl.col("channel").is_in(known.implode()))
        .group_by("channel")
        .agg(pl.col("cost").sum())
        .sort("cost", "channel", descending=[True, False])
    )
    return str(spent["channel"][0]) if spent.height else None
