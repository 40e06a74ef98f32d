"""The orders of a shop told apart by the segments that their customers are in."""

from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from cli.dataset.breakdown import OWN_SEGMENT, RFM_SEGMENT, Breakdown
from cli.reports.block_groups import JOINT
from cli.reports.rfm.facts import find_facts
from cli.reports.rfm.own_segments import find_own_facts, list_own_segments
from cli.reports.rfm.report import score_dataset
from rfm.facts.own_segments import MEMBERSHIP, find_memberships
from rfm.order_runs import ID

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from rfm.facts.customer_facts import FactBuilder, FactSources
    from rfm.facts.own_segments import OwnSegment


def break_down_by_segment(run: "Run", shop: "Dataset", by: str) -> "Dataset":
    """Return a shop by `rfm_segment`, or by the settings' own segments."""
    return _with_rfm_segments(run, shop) if by == RFM_SEGMENT else _with_own_segments(run, shop)


def _with_rfm_segments(run: "Run", shop: "Dataset") -> "Dataset":
    facts = find_facts(shop, run.settings, score_dataset(run, shop), ())
    label = partial(_label_by_rfm, collect=facts.collect, builder=facts.builder)
    return shop.with_blocks(label, Breakdown(block=RFM_SEGMENT, of_customers=True))


def _with_own_segments(run: "Run", shop: "Dataset") -> "Dataset":
    segments = list_own_segments(run.settings, "--by segment")
    facts = find_own_facts(shop, run.settings, score_dataset(run, shop))
    label = partial(_label_by_own, collect=facts.collect, builder=facts.builder, segments=segments)
    names = tuple(each.name for each in segments)
    blocks = Breakdown(block=OWN_SEGMENT, of_customers=True, overlapping=names)
    return shop.with_blocks(label, blocks)


def _label_by_rfm(
    touches: pl.DataFrame | None,
    orders: pl.DataFrame,
    collect: "Callable[[pl.DataFrame | None, pl.DataFrame], FactSources]",
    builder: "FactBuilder",
) -> pl.DataFrame:
    facts = builder.build(collect(touches, orders))
    return _join_labels(orders, facts.select(ID, RFM_SEGMENT))


def _label_by_own(
    touches: pl.DataFrame | None,
    orders: pl.DataFrame,
    collect: "Callable[[pl.DataFrame | None, pl.DataFrame], FactSources]",
    builder: "FactBuilder",
    segments: "Sequence[OwnSegment]",
) -> pl.DataFrame:
    """Add the places of each order's segments, null for none."""
    found = find_memberships(builder.build(collect(touches, orders)), segments)
    places = pl.col(MEMBERSHIP).cast(pl.List(pl.String)).list.join(JOINT)
    named = pl.when(pl.col(MEMBERSHIP).list.len() > 0).then(places)
    return _join_labels(orders, found.select(ID, named.alias(OWN_SEGMENT)))


def _join_labels(orders: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    name = labels.columns[-1]
    bare = orders.drop(name, strict=False)
    return bare.join(labels, on=ID, how="left", maintain_order="left")
