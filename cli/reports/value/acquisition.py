"""What customers are worth by the channel that won them, against what winning them cost."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.comparison.row_names import OTHERS, UNATTRIBUTED, name_rows
from attribution.credit_rows.effects import learn_effects, with_effects
from attribution.models import DataDrivenModel
from attribution.money import round_to_total
from cli.money import UNIT, format_money
from cli.report import ColumnKind, Table
from cli.reports.attribution_plan import build_plan, describe_shared_totals
from cli.reports.comparison.limits import announce_long_work
from cli.reports.comparison.results import request_rows
from cli.reports.returns.costs import ChannelCosts, find_order_days, sum_by_channel
from cli.reports.returns.matching import find_costs_without_touches, list_cost_notes
from cli.reports.returns.wording import describe_margin
from cli.reports.value.errors import BaselineWithoutOrdersError, SilentBaselineError
from cli.reports.value.new_customers import (
    NewCustomerRequest,
    NewCustomerSums,
    measure_new_customers,
)
from cli.wording import format_count, format_days
from rfm.lifetime_value.acquisition import CHANNEL, MONEY, compute_acquisition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from attribution.plan import Plan
    from cli.dataset.dataset import Dataset
    from cli.engines.rows import PartedRows
    from cli.inputs.costs.read import CostInput
    from cli.report import LedgerLine
    from cli.settings import Settings
    from rfm.lifetime_value.customer_values import Valuer

ACQUISITION: Final = "acquisition"
"""Name of the table."""
_KINDS: Final = {
    CHANNEL: ColumnKind.TEXT,
    "new_customers": ColumnKind.CREDIT,
    "revenue_to_date": ColumnKind.MONEY,
    "clv": ColumnKind.MONEY,
    "ltv": ColumnKind.MONEY,
    "ltv_mean": ColumnKind.MONEY,
    "cost": ColumnKind.MONEY,
    "cac": ColumnKind.MONEY,
    "ltv_cac": ColumnKind.RATIO,
}
_FOOTED: Final = ("revenue_to_date", "clv")
_TOTAL: Final = "Total"


@dataclass(frozen=True, slots=True)
class _Row:
    """What a channel is credited with and cost."""

    name: str
    customers: float
    revenue: float
    """1/10 000 of the currency unit; so is the cost."""
    value: float
    """Currency units."""
    cost: int | None
    """None where nothing is known of it."""


@dataclass(frozen=True, slots=True)
class CutDays:
    """The days that were asked for and lie after the as-of day, of which nothing is known."""

    asked: "date"
    """The last one."""
    as_of: "date"
    cost: int
    """What these days cost, 1/10 000 of the currency unit."""

    def describe(self, currency: str | None) -> str:
        """Return why they are left out, and how to have them."""
        said = f"--to {self.asked} is after the as-of day, {self.as_of}, with which this table ends"
        spent = f"; {format_money(self.cost, currency)} of costs come after it" if self.cost else ""
        return f"{said}{spent}; --as-of sets it"


@dataclass(frozen=True, slots=True)
class Acquisition:
    """Which channels won the new customers of a shop, and what these are worth."""

    sums: NewCustomerSums
    channels: "tuple[str | None, ...]"
    """Those of the touches, in the order of the sums."""
    costs: ChannelCosts | None
    """None where the settings name no files of costs."""
    first: "date"
    last: "date"
    """The days of the first orders and of the costs, both included."""
    settings: "Settings"
    """With the baseline as the only model."""
    cut: "CutDays | None" = None
    """None where no day that was asked for is left out."""

    @property
    def cost_lines(self) -> "tuple[LedgerLine, ...]":
        """The costs by whether they are of these days, none where there are none."""
        return () if self.costs is None else self.costs.lines

    def list_notes(self) -> "Iterator[str]":
        """Yield costs of channels that no touch has, with what would match them."""
        if self.costs is not None:
            lost = find_costs_without_touches(self.costs.by_channel, self.channels)
            yield from list_cost_notes(lost, CHANNEL, self.settings.currency)

    def build_table(self, below: "Sequence[str]", top: int | None = None) -> Table:
        """Return one row a channel, new customers descending; `(unattributed)` comes last.

        All channels past the first `top` are one row, `(others)`.
        """
        exact, total = self._list_rows(top), self._sum_up()
        currency = f", money in {self.settings.currency}" if self.settings.currency else ""
        return Table(
            name=ACQUISITION,
            title=f"Customer value by acquisition channel{currency},"
            f" {format_days(self.first, self.last)}",
            frame=self._foot(exact, total),
            kinds=_KINDS,
            exact=exact,
            caption=(*self._describe(), *below),
            totals=self._foot(total, total),
        )

    def _foot(self, exact: pl.DataFrame, total: pl.DataFrame) -> pl.DataFrame:
        """Return rows with money in cents that add up to those of the total."""
        names, cents = exact[CHANNEL].to_list(), _round(total)
        whole = self.settings.returns.known_margin == 1
        footed = {
            each: round_to_total(exact[each].to_numpy() * UNIT, names, int(cents[each][0]))
            for each in (*_FOOTED, *(() if whole else ("ltv",)))
        }
        found = _round(exact).with_columns(pl.Series(*each) for each in footed.items())
        return found.with_columns(ltv=pl.sum_horizontal(_FOOTED)) if whole else found

    def _list_rows(self, top: int | None) -> pl.DataFrame:
        ranked = sorted(self._list_channels(), key=lambda row: (-row.customers, row.name))
        folded = [] if top is None else ranked[top:]
        return self._compute([*ranked[:top], *_add_up(folded), self._make_row(UNATTRIBUTED, -1)])

    def _make_row(self, name: str, place: int, cost: int | None = None) -> "_Row":
        """Return what a row of the sums is credited with."""
        customers, revenue, value = self.sums.credited[place].tolist()
        return _Row(name, customers, revenue, value, cost)

    def _list_channels(self) -> "Iterator[_Row]":
        """Yield the channels of touches, then those that only cost something."""
        costs = {} if self.costs is None else self.costs.by_channel
        further = [name for name in costs if name not in self.channels]
        labels = name_rows([*self.channels, *further])
        for place, name in enumerate(self.channels):
            yield self._make_row(labels[place], place, costs.get(name))
        for name, label in zip(further, labels[len(self.channels) :], strict=True):
            yield _Row(label, 0.0, 0.0, 0.0, costs[name])

    def _sum_up(self) -> pl.DataFrame:
        """Return the same figures of all channels, in one row."""
        value = float(self.sums.credited[:, 2].sum())
        cost = None if self.costs is None else self.costs.total
        whole = _Row(_TOTAL, float(self.sums.customers), float(self.sums.revenue), value, cost)
        return self._compute([whole])

    def _compute(self, rows: "Sequence[_Row]") -> pl.DataFrame:
        amounts: dict[str, list[float] | list[float | None]] = {
            "new_customers": [row.customers for row in rows],
            "revenue_to_date": [row.revenue / UNIT for row in rows],
            "clv": [row.value for row in rows],
            "cost": [None if row.cost is None else row.cost / UNIT for row in rows],
        }
        columns = {CHANNEL: pl.Series([row.name for row in rows], dtype=pl.String)}
        columns |= {name: pl.Series(each, dtype=pl.Float64) for name, each in amounts.items()}
        return compute_acquisition(columns, float(self.settings.returns.known_margin))

    def _describe(self) -> "Iterator[str]":
        found, settings = self.sums, self.settings
        days = format_days(self.first, self.last)
        if self.cut is not None:
            yield self.cut.describe(settings.currency)
        if not found.customers:
            yield f"nobody's first order is of {days}"
            return
        yield (
            f"first orders of {days}, credited by {settings.baseline_name}, lookback"
            f" {settings.journeys.lookback[0]}; the {format_count(found.customers, 'customer')}"
            f" bought first {found.age_days / found.customers:,.1f} days ago on average: who is"
            " young has had less time to buy"
        )
        yield from describe_shared_totals(settings)
        yield f"ltv = (revenue to date + clv), {describe_margin(settings)}"
        if self.costs is None:
            yield "what winning them cost is unknown: name the files with --costs, or costs.files"
        else:
            yield f"costs of {days}: {format_money(self.costs.total, settings.currency)}"


def _add_up(rows: "Sequence[_Row]") -> "Iterator[_Row]":
    """Yield the row of the others, with the costs that are known; nothing where there are none."""
    if rows:
        known = [row.cost for row in rows if row.cost is not None]
        yield _Row(
            OTHERS,
            sum(row.customers for row in rows),
            sum(row.revenue for row in rows),
            sum(row.value for row in rows),
            sum(known) if known else None,
        )


def _round(exact: pl.DataFrame) -> pl.DataFrame:
    """Return money as whole cents, null where they are more than 64 bits hold."""
    return exact.with_columns((pl.col(MONEY) * 100).round().cast(pl.Int64, strict=False))


def find_acquisition(
    shop: "Dataset", settings: "Settings", valuer: "Valuer", costs: "CostInput | None"
) -> Acquisition:
    """Return which channels won the customers whose first order is of the report's days.

    Raises NoAcquisitionError where the baseline credits no single orders, MissingAttributeError,
    TooManyStatesError and NoOrdersError.
    """
    alone = _keep_baseline(settings)
    first, last = find_order_days(shop)
    last = min(last, valuer.valuation.parameters.as_of)
    plan = build_plan(alone, days=shop.days, latest=shop.order_facts.latest)
    wanted = request_rows(shop, alone, plan)._replace(block=None)
    with shop.stock.cut(wanted) as cut:
        request = NewCustomerRequest(_learn(plan, cut), valuer, first, last)
        sums = NewCustomerSums.add_parts(cut.run(partial(measure_new_customers, asked=request)))
        channels = cut.values[CHANNEL].names
    spent = None if costs is None else sum_by_channel(costs, first, last)
    missed = _find_cut_days(shop, last, costs)
    return Acquisition(sums, channels, spent, first, last, alone, missed)


def _find_cut_days(shop: "Dataset", last: "date", costs: "CostInput | None") -> CutDays | None:
    """Return the days that are asked for and come too late, where orders or costs are of them."""
    asked = shop.days.last
    if asked is None or asked <= last:
        return None
    after = last + timedelta(days=1)
    spent = 0 if costs is None else sum_by_channel(costs, after, asked).total
    return CutDays(asked, last, spent) if spent or shop.find_last_day() > last else None


def _keep_baseline(settings: "Settings") -> "Settings":
    """Return settings whose only model is the baseline, with the first window."""
    name = settings.baseline_name
    able = {
        model.name: model
        for model in settings.models
        if model.parameters.weighs_touches and model.parameters.additive
    }
    if name not in able:
        raise BaselineWithoutOrdersError(name, tuple(able))
    return settings.with_models((able[name],)).with_first_window()


def _learn(plan: "Plan", cut: "PartedRows") -> "Plan":
    """Return the plan with what its model gives journey by journey, once that is learned."""
    (named,) = plan.models
    values = len(cut.values[CHANNEL].names)
    announce_long_work(plan, values)
    known = learn_effects(plan, values, cut.run)
    if isinstance(named.model, DataDrivenModel) and not known:
        raise SilentBaselineError(named.name)
    return with_effects(plan, known)
