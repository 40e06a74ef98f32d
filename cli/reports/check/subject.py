"""What the findings look at: what was read, and what was added up from it once."""

from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.comparison.credit_cube import build_cube
from cli.reports.check.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from attribution.results import AttributionResults
    from attribution.statistics.row_counts import RowCounts
    from cli.dataset.dataset import Dataset
    from cli.inputs.costs.read import CostInput
    from cli.inputs.tally import Tally
    from cli.inputs.touchpoints.read import TouchpointInput
    from cli.settings import Settings


@dataclass(frozen=True, slots=True)
class CheckSubject:
    """The shop of a report, and its touches and orders added up."""

    settings: "Settings"
    shop: "Dataset"
    counts: "Sequence[RowCounts]"
    """What became of touches and orders under each window of the report; empty without touches."""
    totals: Totals
    costs: "CostInput | None" = None
    """None where no file of costs is named."""
    credited: "Mapping[str, int]" = field(default_factory=dict)
    """Revenue that the baseline gives to each channel, 1/10 000 of the currency unit; empty where
    the models credit something else than channels."""

    @property
    def touches(self) -> "TouchpointInput":
        """The touchpoints, which rules of orders alone do not look at."""
        assert self.shop.touches is not None  # noqa: S101 - read_shop reads them
        return self.shop.touches

    @property
    def counted(self) -> "Tally":
        """The counted orders."""
        return self.shop.order_facts.counted

    def day(self, instant: object) -> "date":
        """Return the day of an instant in the report's time zone."""
        local = pl.Series([instant], dtype=pl.Datetime("us", "UTC"))
        day: date = local.dt.convert_time_zone(self.settings.timezone).dt.date().item()
        return day


def build_check_subject(
    settings: "Settings",
    shop: "Dataset",
    findings: "AttributionResults",
    costs: "CostInput | None" = None,
) -> CheckSubject:
    """Add up a shop that has touches."""
    credited = _list_credited(findings, settings) if costs is not None else {}
    counts = findings.statistics.counts
    return CheckSubject(settings, shop, counts, _add_up(shop), costs, credited)


def build_order_subject(
    settings: "Settings", shop: "Dataset", costs: "CostInput | None"
) -> CheckSubject:
    """Add up a shop whose touches nobody named."""
    return CheckSubject(settings, shop, (), _add_up(shop), costs)


def _add_up(shop: "Dataset") -> Totals:
    return reduce(add, shop.stock.map_each(Totals.of))


def _list_credited(findings: "AttributionResults", settings: "Settings") -> dict[str, int]:
    """Return the revenue that the baseline gives to each channel in the first window."""
    if findings.plan.dimension != "channel":
        return {}
    baseline = [named.name for named in findings.plan.models].index(settings.baseline_name)
    revenue = np.nan_to_num(build_cube(findings).revenue[0, baseline, 0, :-1])
    amounts = np.rint(revenue).astype(np.int64).tolist()
    return {
        name: amount
        for name, amount in zip(findings.values.names, amounts, strict=True)
        if name is not None
    }
