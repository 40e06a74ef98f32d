"""Segments of one's own, and the customers in them, as tables of the report."""

from functools import partial
from typing import TYPE_CHECKING

from cli.expressions.conditions import compile_condition
from cli.money import convert_to_cents
from cli.report import ColumnKind, Table
from cli.reports.rfm.errors import NoOwnSegmentsError
from cli.reports.rfm.facts import CustomerFacts, find_facts
from cli.reports.rfm.tables import SEGMENT_KINDS, format_unit
from rfm.facts.own_segments import (
    MEMBERSHIP,
    OwnSegment,
    build_own_table,
    find_memberships,
    name_memberships,
    sum_own_segments,
)

if TYPE_CHECKING:
    import polars as pl

    from cli.dataset.dataset import Dataset
    from cli.reports.rfm.tables import ScoredCustomers
    from cli.settings import Settings


def list_own_segments(settings: "Settings", asked: str) -> tuple[OwnSegment, ...]:
    """Return the segments of the settings; raises NoOwnSegmentsError where there are none."""
    if not settings.segments:
        raise NoOwnSegmentsError(asked)
    return tuple(
        OwnSegment(each.name, each.action, compile_condition(each.where).expr)
        for each in settings.segments
    )


def collect_fact_names(settings: "Settings") -> frozenset[str]:
    """Return the facts that the segments of the settings look at."""
    return frozenset().union(*(compile_condition(each.where).names for each in settings.segments))


def find_own_facts(
    shop: "Dataset", settings: "Settings", scored: "ScoredCustomers"
) -> CustomerFacts:
    """Return the facts that the segments of the settings look at."""
    return find_facts(shop, settings, scored, collect_fact_names(settings))


def build_own_segment_table(
    shop: "Dataset", settings: "Settings", scored: "ScoredCustomers"
) -> Table:
    """Return the table of the segments of the settings; raises NoOwnSegmentsError."""
    segments = list_own_segments(settings, "--show own")
    facts = find_own_facts(shop, settings, scored)
    step = partial(sum_own_segments, builder=facts.builder, segments=segments)
    found = build_own_table(list(facts.parts(step)), segments, scored.parameters.monetary)
    unit = format_unit(settings.currency)
    return Table(
        name="own",
        title=f"Own segments as of {scored.parameters.as_of}{unit}",
        frame=convert_to_cents(found.frame, SEGMENT_KINDS),
        kinds=SEGMENT_KINDS,
        exact=found.exact,
        caption=(
            "a customer may be in several segments: shares are of all customers and do not add up",
        ),
        totals=convert_to_cents(found.totals, SEGMENT_KINDS),
    )


def add_own_segments(
    table: Table, shop: "Dataset", settings: "Settings", scored: "ScoredCustomers"
) -> Table:
    """Return a table of customers that ends with the names of each one's segments."""
    segments = list_own_segments(settings, "--customers")
    facts = find_own_facts(shop, settings, scored)
    found = facts.list_from(partial(find_memberships, segments=segments))
    names = name_memberships(found[MEMBERSHIP], segments)

    def append(frame: "pl.DataFrame") -> "pl.DataFrame":
        return frame.with_columns(names)

    return Table(
        name=table.name,
        title=table.title,
        frame=append(table.frame),
        kinds={**table.kinds, names.name: ColumnKind.TEXT},
        exact=append(table.exact),
        caption=table.caption,
    )
