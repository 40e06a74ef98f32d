"""The comparison of models as a table of the report."""

from typing import TYPE_CHECKING, Final

from attribution.comparison import Labels, comparison
from cli.engines.memory import attributed
from cli.errors import MeritoError
from cli.report import Kind, Metric, Table
from cli.reports.models import attributes, plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.statistics import Statistics
    from cli.reports.shop import Shop
    from cli.settings import Settings

_KINDS: Final = {
    "conversions": Kind.CREDIT,
    "conversions_share": Kind.SHARE,
    "revenue": Kind.MONEY,
    "revenue_share": Kind.SHARE,
    "revenue_change": Kind.MONEY,
    "revenue_change_share": Kind.SHARE,
}
_NOT_ATTRIBUTES: Final = frozenset({"customer_id", "touched_at", "touchpoint_id", "dated_only"})


class MissingAttributeError(MeritoError):
    """A window, a rule or an expression reads a column that the touchpoints do not have."""

    def __init__(self, missing: set[str], known: list[str]) -> None:
        super().__init__(
            f"the models or windows read {' and '.join(sorted(missing))}, which the touchpoints do"
            f" not have; they have {', '.join(known)}: map a column of another name under"
            " touchpoints.columns"
        )


def compared(shop: "Shop", settings: "Settings", metric: Metric) -> "tuple[Table, Statistics]":
    """Return the comparison of a shop that has touches, and the statistics it is made from."""
    assert shop.touches is not None  # noqa: S101 - read_shop reads them
    breakdown, touches = shop.breakdown, shop.touches.frame
    known = [name for name in touches.columns if name not in _NOT_ATTRIBUTES]
    missing = attributes(settings) - set(known)
    if missing:
        raise MissingAttributeError(set(missing), known)
    asked = plan(settings, breakdown.dimension)
    statistics, values, blocks = attributed(
        touches, shop.frame, asked, attributes=known, block=breakdown.block
    )
    labels = Labels(
        lookbacks=[str(window) for window in settings.journeys.lookback],
        baseline=settings.baseline_name,
        block=breakdown.block,
    )
    made = comparison(statistics, asked, labels, values, blocks)
    table = Table(
        name="compare",
        title=_title(settings, shop, metric),
        frame=made.printed,
        kinds={name: _KINDS.get(name, Kind.TEXT) for name in made.printed.columns},
        exact=made.exact,
        caption=tuple(_caption(settings, shop)),
        totals=made.totals,
        models=tuple(model.name for model in settings.models),
        baseline=settings.baseline_name,
        metric=metric,
    )
    return table, statistics


def _title(settings: "Settings", shop: "Shop", metric: Metric) -> str:
    """Return what the table shows: Revenue in EUR by channel, lookback 30d."""
    what = {
        Metric.CONVERSIONS: "Conversions",
        Metric.REVENUE: "Revenue",
        Metric.SHARE: "Share of revenue",
        Metric.CHANGE: f"Change of revenue against {settings.baseline_name}",
    }[metric]
    money = metric in (Metric.REVENUE, Metric.CHANGE) and settings.currency
    by = shop.breakdown.dimension.replace("_", " ")
    pieces = [f"{what}{f' in {money}' if money else ''} by {by}"]
    pieces.append("lookback " + " | ".join(str(each) for each in settings.journeys.lookback))
    pieces += [str(shop.days)] if str(shop.days) else []
    if len(settings.models) > 1 and metric in (Metric.REVENUE, Metric.CHANGE):
        pieces.append(f"changes against {settings.baseline_name} marked from 10 % on")
    return ", ".join(pieces)


def _caption(settings: "Settings", shop: "Shop") -> "Iterator[str]":
    for model in settings.models:
        if model.lookback is not None:
            yield f"{model.name} looks back {model.lookback}, its own window"
        if not model.parameters.additive:
            yield f"{model.name} counts an order once for each channel, so it has no total"
    if shop.breakdown.block == "new_vs_returning":
        yield f"new: no earlier order in the files, which begin on {shop.first_day()}"
