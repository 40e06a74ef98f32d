"""What the command line and the settings ask of the journeys."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attribution.choices import MEMORIES, Transform
from attribution.paths.plan import PathPlan
from attribution.paths.tables import COUNTED, PathTable
from cli.report import UnknownTableError, refuse_bad_top
from cli.reports.attribution_plan import build_plan
from cli.reports.journeys.errors import BadHistoryError, UnknownTransformError

if TYPE_CHECKING:
    from cli.dataset.dataset import Dataset
    from cli.options import Options
    from cli.settings import Settings


@dataclass(frozen=True, slots=True)
class JourneysRequest:
    """What a report of journeys shows."""

    tables: tuple[PathTable, ...]
    transforms: tuple[Transform, ...] = ()
    """Of whole paths alone."""
    history: int = 1
    top: int | None = None
    """Rows of the tables that may have many; None: by the format."""
    intervals: bool = False
    """Whether counts and quotients have 95 % intervals, where they can."""


def parse_request(options: "Options", *, one_table: bool) -> JourneysRequest:
    """Return what the options ask for; a format of one table has the roles where none is named.

    Raises UnknownTableError, UnknownTransformError, BadHistoryError and BadTopError.
    """
    show = options.show or (PathTable.ROLES if one_table else None)
    if show is not None and show not in list(PathTable):
        raise UnknownTableError(show, list(PathTable))
    for name in options.transform or ():
        if name not in list(Transform):
            raise UnknownTransformError(name)
    if options.history is not None and options.history not in MEMORIES:
        raise BadHistoryError(options.history)
    refuse_bad_top(options.top)
    return JourneysRequest(
        tuple(PathTable) if show is None else (PathTable(show),),
        tuple(Transform(name) for name in options.transform or ()),
        options.history or MEMORIES[0],
        options.top,
        options.intervals is True,
    )


def build_path_plan(settings: "Settings", shop: "Dataset", asked: JourneysRequest) -> PathPlan:
    """Return what is counted of the journeys of a shop, under the first window of the settings."""
    settings = drop_models(settings)
    whole = build_plan(settings, shop.breakdown, shop.days, shop.order_facts.latest)
    plan = replace(whole, models=(), windows=whole.windows[:1], nonconverting=True)
    touched = None if shop.touch_facts is None else shop.touch_facts.latest
    ends = (touched, shop.order_facts.latest_kept)
    known = [end for end in ends if end is not None]
    return PathPlan(
        plan,
        frozenset(COUNTED[table] for table in asked.tables if table in COUNTED),
        asked.transforms,
        asked.history,
        min(known) if len(known) == len(ends) else None,
        asked.intervals,
        shop.breakdown.of_customers,
    )


def drop_models(settings: "Settings") -> "Settings":
    """Return the settings without models, which play no part in journeys."""
    return settings.with_models(())
