"""Everything in memory: the parts of the customers one after the other on a few threads."""

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import polars as pl

from attribution.parts import Parts
from attribution.statistics import Statistics, added, measured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.plan import Plan
    from attribution.vocabulary import Vocabulary

ROWS_A_PART = 600_000
"""Touches and orders that one thread works on at a time: few enough for the processor's cache to
help, enough that threads seldom wait for each other."""


def attributed(  # noqa: PLR0913 - two tables and what is asked of them
    touches: pl.DataFrame,
    orders: pl.DataFrame,
    plan: "Plan",
    *,
    attributes: "Sequence[str]",
    block: str | None = None,
    parts: int | None = None,
) -> "tuple[Statistics, Vocabulary, Vocabulary | None]":
    """Return the statistics of a plan, and the names of its dimension's and block's values.

    `touches` and `orders` are as `attribution.parts.Parts` takes them. The number of parts does
    not change a digit; None: by the number of rows.
    """
    count = parts or 1 + (touches.height + orders.height) // ROWS_A_PART
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        cut = Parts(touches, orders, attributes=attributes, block=block, count=count, pool=pool)
        statistics = added(pool.map(lambda part: measured(cut.part(part), plan), range(cut.count)))
    return statistics, cut.vocabularies[plan.dimension], cut.blocks
