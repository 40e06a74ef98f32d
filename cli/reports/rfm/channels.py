"""Which channels brought the customers of which segments."""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.bootstrap import Resampling
from attribution.comparison.row_names import UNATTRIBUTED, WHOLE, name_rows
from attribution.comparison.segment_credit import SegmentBlocks, credit_segments
from attribution.money import UNIT
from cli.dataset.breakdown import Breakdown
from cli.dataset.date_range import DateRange
from cli.errors import MeritoError
from cli.report import Table
from cli.reports.attribution_plan import describe_shared_totals
from cli.reports.comparison.results import attribute_dataset
from cli.reports.rfm.channel_layout import ABOVE, BELOW, ChannelLayout, round_revenue
from cli.reports.rfm.errors import (
    BaselineOfRatesError,
    CalibratedBaselineError,
    SilentBaselineError,
)
from cli.reports.rfm.table_names import RfmTable
from cli.reports.rfm.tables import measure_cleaned_orders
from cli.wording import format_count
from rfm.order_runs import ID
from rfm.segment_statistics import SEGMENT, add_segments

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from attribution.comparison.segment_credit import SegmentCredit
    from attribution.results import AttributionResults
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.reports.rfm.tables import ScoredCustomers
    from cli.settings import Settings
    from rfm.customers import Customers
    from rfm.scores import Scales
    from rfm.segments import Segments
    from rfm.settings import Parameters

_BLOCK: Final = "rfm_channels"
"""The column of the orders that says whose each is: the place of the segment, and what it is."""
_FIRST, _INSIDE = "first", "inside"
_MARKS: Final = f"{ABOVE} {BELOW} more or fewer than among all customers, beyond noise"


def build_channel_table(
    run: "Run", shop: "Dataset", scored: "ScoredCustomers", *, intervals: bool
) -> Table:
    """Return one row a segment and channel, the whole shop first; people see the shares.

    Raises BaselineOfRatesError and SilentBaselineError.
    """
    settings = choose_baseline(run.settings)
    findings = _attribute_segments(shop, settings, scored, intervals=intervals)
    names = scored.segmentation.segments.names
    columns = _credit_segments(shop, settings, scored, findings, intervals=intervals).columns
    channels = [*name_rows(findings.values.names), UNATTRIBUTED]
    table = scored.build_segment_table(None, ())
    assert table.totals is not None  # noqa: S101 - segments have them
    paid = [int(table.totals["revenue"][0]), *table.frame["revenue"].to_list()]
    layout = ChannelLayout([WHOLE, *names], channels, columns)
    return Table(
        name=RfmTable.CHANNELS,
        title=(
            f"Channels of each segment's customers, {settings.baseline_name},"
            f" as of {scored.parameters.as_of}"
        ),
        frame=layout.build_rows(round_revenue(columns["revenue"], channels, paid)),
        kinds=layout.kinds,
        exact=layout.build_rows(columns["revenue"] / UNIT),
        caption=(
            _describe_columns(scored.parameters.window_days),
            *describe_shared_totals(settings),
            "shown: shares of each segment's customers; revenue and indices: --format csv",
            *((_MARKS,) if intervals else ()),
        ),
        matrix=layout.build_matrix(),
    )


def _describe_columns(window_days: int | None) -> str:
    """Return which orders customers and revenue are told by."""
    inside = "" if window_days is None else f" of the last {format_count(window_days, 'day')}"
    return f"customers: credit of their first orders; revenue: credit of all their orders{inside}"


def build_channel_tables(
    run: "Run", shop: "Dataset", scored: "ScoredCustomers", *, intervals: bool
) -> "tuple[tuple[Table, ...], tuple[str, ...]]":
    """Return the table among other reports; where it cannot be made, a note."""
    try:
        return (build_channel_table(run, shop, scored, intervals=intervals),), ()
    except MeritoError as error:
        return (), (f"rfm channels: left out, {error}",)


def choose_baseline(settings: "Settings") -> "Settings":
    """Return the settings with the baseline model and the first window alone.

    Raises BaselineOfRatesError and CalibratedBaselineError.
    """
    own = tuple(each for each in settings.models if each.name == settings.baseline_name)
    if not own[0].parameters.divides_by_journey:
        raise BaselineOfRatesError(settings.baseline_name)
    if own[0].parameters.calibrated:
        raise CalibratedBaselineError(settings.baseline_name)
    return settings.with_models(own).with_first_window()


def _credit_segments(
    shop: "Dataset",
    settings: "Settings",
    scored: "ScoredCustomers",
    findings: "AttributionResults",
    *,
    intervals: bool,
) -> "SegmentCredit":
    count = len(scored.segmentation.segments.names)
    firsts, inside = (_select_blocks(findings, count, what) for what in (_FIRST, _INSIDE))
    if not intervals:
        return credit_segments(findings, SegmentBlocks(firsts, inside))
    chance = settings.uncertainty
    whole = _attribute_segments(shop, settings, scored, intervals=True, divided=False)
    blocks = SegmentBlocks(firsts, inside, _select_blocks(whole, count, _INSIDE))
    return credit_segments(findings, blocks, Resampling(chance.replicates, chance.seed), whole)


def _attribute_segments(
    shop: "Dataset",
    settings: "Settings",
    scored: "ScoredCustomers",
    *,
    intervals: bool,
    divided: bool = True,
) -> "AttributionResults":
    """Return what the orders of segments are credited to, first orders told apart if `divided`."""
    found, as_of = scored.segmentation, scored.parameters.as_of
    place = partial(
        _place_customers,
        measure=partial(measure_cleaned_orders, settings=settings, asked=scored.parameters),
        into=found.segments,
        by=found.scales,
    )
    label = partial(_label_orders, place=place, asked=scored.parameters, divided=divided)
    parted = shop.with_blocks(label, Breakdown(block=_BLOCK), DateRange(None, as_of))
    findings = attribute_dataset(parted, settings, intervals=intervals)
    if findings.undefined:
        raise SilentBaselineError(settings.baseline_name)
    return findings


def _place_customers(
    touches: "pl.DataFrame | None",
    orders: pl.DataFrame,
    measure: "Callable[[pl.DataFrame | None, pl.DataFrame], Customers]",
    by: "Scales",
    into: "Segments",
) -> pl.DataFrame:
    """Return the customers of cleaned orders with the places of their segments."""
    measured = add_segments(measure(touches, orders).frame, by, into)
    return measured.select(ID, pl.col(SEGMENT).cast(pl.String))


def _label_orders(
    touches: "pl.DataFrame | None",
    orders: pl.DataFrame,
    place: "Callable[[pl.DataFrame | None, pl.DataFrame], pl.DataFrame]",
    asked: "Parameters",
    *,
    divided: bool,
) -> pl.DataFrame:
    """Return orders with the segment of each one's customer, and what it is to that segment.

    First orders are marked where they are `divided` from the others.
    """
    kept = ~pl.col("refunded") & (pl.col("ordered_on") <= asked.as_of)
    numbered = orders.drop(_BLOCK, strict=False).with_row_index("row")
    begun = numbered.filter(kept, pl.col(ID).is_not_null()).group_by(ID)
    first = begun.agg(pl.col("row").sort_by("ordered_at", "order_id").first())["row"]
    of_first = pl.col("row").is_in(first.implode()) & divided
    is_first = pl.when(of_first).then(pl.lit(f":{_FIRST}"))
    is_inside = pl.when(_is_in_window(asked.as_of, asked.window_days)).then(pl.lit(f":{_INSIDE}"))
    label = pl.concat_str(SEGMENT, is_first.otherwise(pl.lit("")), is_inside.otherwise(pl.lit("")))
    placed = place(touches, orders)
    joined = numbered.join(placed, on=ID, how="left", maintain_order="left")
    labelled = joined.with_columns(label.alias(_BLOCK), kept.alias("counted"))
    return labelled.drop("row", SEGMENT)


def _is_in_window(as_of: "date", days: int | None) -> pl.Expr:
    if days is None:
        return pl.lit(value=True)
    return pl.col("ordered_on") > as_of - timedelta(days=days)


def _select_blocks(
    findings: "AttributionResults", segments: int, what: str
) -> tuple[tuple[int, ...], ...]:
    """Return the codes of the blocks of each segment whose orders are first ones, or inside."""
    assert findings.blocks is not None  # noqa: S101 - orders are told apart
    labels = [(name or "").split(":") for name in findings.blocks.names]
    return tuple(
        tuple(code for code, (own, *marks) in enumerate(labels) if own == str(at) and what in marks)
        for at in range(segments)
    )
