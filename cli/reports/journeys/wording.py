"""What each table says, in the words of its caption."""

from typing import TYPE_CHECKING, Final

from attribution.choices import Basis
from attribution.paths.next_steps import FEWEST
from attribution.paths.roles import FEW
from attribution.paths.tables import PathTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cli.dataset.dataset import Dataset
    from cli.reports.journeys.request import JourneysRequest
    from cli.settings import Settings

_TITLES: Final = {
    PathTable.ROLES: "Roles",
    PathTable.PATHS: "Paths that end in an order",
    PathTable.LENGTH: "Touches before an order",
    PathTable.LAG: "Days from the first touch to the order",
    PathTable.SUMMARY: "Journeys in short",
    PathTable.SETS: "Journeys by what they hold",
    PathTable.PAIRS: "Pairs in one journey",
    PathTable.NEXT: "What follows a touch",
}


def title_table(table: PathTable, settings: "Settings", shop: "Dataset") -> str:
    """Return what a table shows, of which window and days."""
    by = f" by {shop.breakdown.dimension.replace('_', ' ')}" if table is PathTable.ROLES else ""
    money = f", revenue in {settings.currency}" if settings.currency else ""
    days = f", {shop.days}" if str(shop.days) else ""
    money = "" if table in {PathTable.NEXT, PathTable.SUMMARY} else money
    return f"{_TITLES[table]}{by}{money}, lookback {settings.journeys.lookback[0]}{days}"


def describe_table(
    table: PathTable, settings: "Settings", shop: "Dataset", asked: "JourneysRequest"
) -> "Iterator[str]":
    """Yield the lines below a table: how to read it."""
    by = shop.breakdown.dimension.replace("_", " ")
    yield from _EXPLAIN[table](by, settings, asked)
    if asked.intervals and table in _INTERVALS:
        yield (
            f"low and high: 95 % interval over {settings.uncertainty.replicates:,} resamplings of"
            f" customers; none for fewer than {FEW} customers and orders without a touch"
        )
    elif asked.intervals:
        yield "no intervals: roles, sets, pairs and next have them"
    if shop.breakdown.block is not None and table in _UNKNOWN_IN_BLOCKS:
        yield (
            "journeys without an order are in (all) alone: they have no"
            f" {shop.breakdown.block.replace('_', ' ')}"
        )
    parted_by_order = shop.breakdown.block is not None and not shop.breakdown.of_customers
    if parted_by_order and table is PathTable.NEXT:
        yield "next steps are counted by touch, not by order: there is (all) alone"


_INTERVALS: Final = frozenset({PathTable.ROLES, PathTable.SETS, PathTable.PAIRS, PathTable.NEXT})
"""Tables that have intervals."""
_UNKNOWN_IN_BLOCKS: Final = frozenset(
    {PathTable.PATHS, PathTable.LENGTH, PathTable.SETS, PathTable.PAIRS}
)
_LAST: Final = "last, orders without a touch, whose days are empty in files"
_RATE: Final = (
    "conversion rate: of all such journeys, those that end in an order, those of orders refunded in"
    " full aside"
)


def _describe_roles(by: str, _settings: "Settings", _asked: "JourneysRequest") -> "Iterator[str]":
    yield (
        "journeys that end in an order: first and last by their first and last touch, assist where"
        " one stands before the last (as Google Analytics counts assisted conversions); a journey"
        " may count in all three"
    )
    yield (
        f"role: what a {by} does more often than the whole shop, in journeys of two and more"
        f" touches; too few: fewer than {FEW} customers have such a journey"
    )
    yield f"what each {by} is credited with: merito compare"


def _describe_paths(by: str, _settings: "Settings", asked: "JourneysRequest") -> "Iterator[str]":
    yield f"each {by} in order, the last one right before the order; {_RATE}"
    if asked.transforms:
        yield f"repeats merged before counting: {', '.join(asked.transforms)}"


def _describe_lengths(
    _by: str, _settings: "Settings", _asked: "JourneysRequest"
) -> "Iterator[str]":
    yield f"0 touches: orders that no touch leads to; {_RATE}"


def _describe_lag(_by: str, settings: "Settings", _asked: "JourneysRequest") -> "Iterator[str]":
    if settings.journeys.lookback_basis is Basis.CALENDAR_DAYS:
        yield f"days between the dates of first touch and order; {_LAST}"
    else:
        yield f"whole days of 24 hours, rounded down; {_LAST}"


def _describe_summary(by: str, _settings: "Settings", _asked: "JourneysRequest") -> "Iterator[str]":
    yield (
        "of journeys with a touch that end in an order: whole days from first touch to order,"
        f" touches, and how many different {by}s they hold"
    )


def _describe_sets(_by: str, _settings: "Settings", _asked: "JourneysRequest") -> "Iterator[str]":
    yield f"journeys that hold exactly these, in any order and however often; {_RATE}"


def _describe_pairs(_by: str, _settings: "Settings", _asked: "JourneysRequest") -> "Iterator[str]":
    yield (
        "lift: how much more often both are in a journey that ends in an order than if they were in"
        " them independently (1: as often; below 1 is usual, since a journey of one touch holds no"
        " pair)"
    )
    yield "only rate: the conversion rate of journeys that hold one of the two and not the other"


def _describe_next(_by: str, settings: "Settings", asked: "JourneysRequest") -> "Iterator[str]":
    window = settings.journeys.lookback[0].default
    yield (
        f"of every touch whose next {window} the files cover: what came next within that time, and"
        " in how many cases an order came, whatever lay between; touches that an order refunded in"
        " full comes next after are left out"
    )
    if asked.history > 1:
        yield f"histories of several touches where they have {FEWEST} cases"


_EXPLAIN: Final["Mapping[PathTable, Callable[[str, Settings, JourneysRequest], Iterator[str]]]"] = {
    PathTable.ROLES: _describe_roles,
    PathTable.PATHS: _describe_paths,
    PathTable.LENGTH: _describe_lengths,
    PathTable.LAG: _describe_lag,
    PathTable.SUMMARY: _describe_summary,
    PathTable.SETS: _describe_sets,
    PathTable.PAIRS: _describe_pairs,
    PathTable.NEXT: _describe_next,
}
