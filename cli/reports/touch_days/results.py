"""What the models find of the touches of some days."""

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import polars as pl

from attribution.plan import Facet
from cli.dataset.date_range import DateRange

if TYPE_CHECKING:
    from attribution.paths.plan import PathPlan
    from attribution.plan import AnyFacet
    from attribution.results import AttributionResults
    from cli.dataset.dataset import Dataset
    from cli.reports.touch_days.days import DatedCredit

_ALWAYS: Final = DateRange(None, None)


class Crediting(Protocol):
    """The models of a run, applied to a shop."""

    def __call__(
        self,
        shop: "Dataset",
        *,
        facets: "tuple[AnyFacet, ...]",
        paths: "PathPlan | None" = None,
    ) -> "AttributionResults":
        """Return what they find in the shop, in these facets as well."""


class ComparedResults(NamedTuple):
    """What the models find of the report's orders, and the credit that is compared."""

    findings: "AttributionResults"
    credited: "AttributionResults"
    """The same, or that of the touches of some days, whenever their orders came."""


def attribute_days(  # noqa: PLR0913 - a shop, and what is counted of it
    shop: "Dataset",
    credit: Crediting,
    dated: "DatedCredit | None",
    further: "tuple[AnyFacet, ...]",
    paths: "PathPlan | None",
    *,
    new: bool,
) -> ComparedResults:
    """Return what the models find of a report's orders or, where it is dated, of its touches.

    `further` facets are of the orders; `new` asks for the credit of new customers as well. The
    orders of all days are gone through once more where the report has those of some days, or
    these by month.
    """
    if dated is None:
        every = (*((Facet.NEW,) if new else ()), *further)
        found = credit(shop, facets=every, paths=paths)
        return ComparedResults(found, found)
    facets, by_month = dated.list_facets(new=new), dated.months is not None
    if not str(shop.days) and not (by_month and shop.breakdown.block):
        found = far = credit(shop, facets=(*further, *facets), paths=paths)
    else:
        far = credit(_count_every_order(shop, whole=by_month), facets=facets)
        found = credit(shop, facets=further, paths=paths)
    return ComparedResults(found, far.select_days(dated.days, dated.months))


def _count_every_order(shop: "Dataset", *, whole: bool) -> "Dataset":
    """Return a shop that counts the orders of all days; `whole`: which are not broken down."""
    breakdown = shop.breakdown._replace(block=None) if whole else shop.breakdown
    return shop.with_blocks(_count_all, breakdown, _ALWAYS)


def _count_all(_touches: pl.DataFrame | None, orders: pl.DataFrame) -> pl.DataFrame:
    return orders.with_columns((~pl.col("refunded")).alias("counted"))
