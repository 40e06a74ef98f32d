"""Which values brought the customers of which segments, and the revenue: credit by segment."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.arrays import divide_with_default
from attribution.block_groups import BlockGroups, regroup_results
from attribution.bootstrap import compute_interval
from attribution.comparison.credit_cube import build_cube
from attribution.comparison.intervals import FEW
from attribution.comparison.replicates import ComparisonReplicates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Floats, Ints
    from attribution.bootstrap import Resampling
    from attribution.results import AttributionResults

AMOUNTS: Final = ("customers", "revenue")
"""What is credited: first orders, and the revenue of the orders that the segments hold."""


@dataclass(frozen=True, slots=True)
class SegmentBlocks:
    """The blocks of the orders that each segment has; no customer is in two segments."""

    first: "tuple[tuple[int, ...], ...]"
    """Codes of the blocks of its customers' first orders, by segment."""
    inside: "tuple[tuple[int, ...], ...]"
    """Those of the orders that it holds."""
    whole: "tuple[tuple[int, ...], ...]" = ()
    """The same where first orders are not told apart, in findings that have no other blocks."""

    def group(self) -> BlockGroups:
        """Return the groups of first orders, then those of orders, each the whole shop in front."""
        members = [
            group
            for blocks in (self.first, self.inside)
            for group in (tuple(code for codes in blocks for code in codes), *blocks)
        ]
        return BlockGroups(tuple(str(at) for at in range(len(members))), tuple(members))


@dataclass(frozen=True, slots=True)
class SegmentCredit:
    """Credit of one model by segment and value, the whole shop in front.

    Arrays of shape (segments + 1, values + 1), the last column unattributed; NaN is unknown.
    """

    columns: "dict[str, Floats]"
    """customers, customers_share, customers_index, revenue (1/10 000 of the unit), revenue_share,
    revenue_index; with resampling `_low` and `_high` of shares and indices."""


def credit_segments(
    findings: "AttributionResults",
    segments: SegmentBlocks,
    resampling: "Resampling | None" = None,
    undivided: "AttributionResults | None" = None,
) -> SegmentCredit:
    """Return what the first model of a plan gives to the values, under its first window.

    A share is a part of the segment's customers or revenue, an index that share as a multiple of
    the value's share in the whole shop. Segments are fixed, customers are resampled; fewer than
    10 contributing customers have no interval. Who contributes to the revenue is counted in
    `undivided`, whose blocks are `segments.whole`, so that nobody counts twice for a first order
    and a later one. Source: definitions, sections 19 and 21.
    """
    count = len(segments.first) + 1
    parted = regroup_results(findings, segments.group())
    cube = build_cube(parted)
    columns: dict[str, Floats] = {}
    for at, (name, given, totals) in enumerate(
        ((AMOUNTS[0], cube.conversions, cube.orders), (AMOUNTS[1], cube.revenue, cube.paid))
    ):
        # In front of the groups stands their sum, which nobody asks for.
        rows = slice(1 + at * count, 1 + (at + 1) * count)
        amounts = given[0, 0, rows]
        share = divide_with_default(amounts, totals[rows][:, None].astype(np.float64))
        index = divide_with_default(share, share[:1])
        columns |= {name: amounts, f"{name}_share": share, f"{name}_index": index}
    if resampling is not None:
        contributors = (
            _count_contributors(ComparisonReplicates(findings, resampling), segments.first),
            _count_contributors(
                ComparisonReplicates(undivided or findings, resampling),
                segments.whole if undivided else segments.inside,
            ),
        )
        columns |= _resample(parted, count, contributors, resampling)
    return SegmentCredit(columns)


def _resample(
    parted: "AttributionResults",
    count: int,
    contributors: "tuple[Ints, Ints]",
    resampling: "Resampling",
) -> "dict[str, Floats]":
    draws = ComparisonReplicates(parted, resampling)
    found: dict[str, Floats] = {}
    for at, (name, people) in enumerate(zip(AMOUNTS, contributors, strict=True)):
        shares = [_draw_shares(draws, at, at * count + row) for row in range(count)]
        for measure, values in (
            ("share", shares),
            ("index", [_divide_shares(each, shares[0]) for each in shares]),
        ):
            ends = [compute_interval(each) for each in values]
            for end, rows in (
                ("low", [each.low for each in ends]),
                ("high", [each.high for each in ends]),
            ):
                column = np.where(people < FEW, np.nan, np.array(rows))
                found[f"{name}_{measure}_{end}"] = column
    return found


def _draw_shares(draws: ComparisonReplicates, which: int, block: int) -> "Floats":
    """Return the share of each value in each replicate, shape (values + 1, replicates)."""
    credit, totals = draws.credit(0, 0, block), draws.get_totals(block)
    whole = (totals.orders, totals.paid)[which]
    return divide_with_default(credit[which], whole, np.inf)


def _divide_shares(own: "Floats", whole: "Floats") -> "Floats":
    """Return indices; a segment or value that a replicate does not have makes them infinite."""
    nowhere = np.isinf(own)
    index = divide_with_default(
        np.where(nowhere, 0, own), np.where(np.isinf(whole), 0, whole), np.inf
    )
    return np.where(nowhere, np.inf, index)


def _count_contributors(draws: ComparisonReplicates, segments: "Sequence[Sequence[int]]") -> "Ints":
    """Return how many customers contribute, shape (segments + 1, values + 1).

    Exact where no customer has orders in two of the blocks.
    """
    nobody = np.zeros_like(draws.count_contributors(0, 0))
    own = [
        np.sum([nobody, *(draws.count_contributors(0, 0, code) for code in codes)], axis=0)
        for codes in segments
    ]
    return np.array([np.sum([nobody, *own], axis=0), *own])
