"""Everything in memory: the parts of the customers one after the other on a few threads."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from attribution.cube import Cube, cube
from attribution.findings import Findings, found
from attribution.lost_touches import thinned
from attribution.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from attribution.arrays import Hashes
    from attribution.lost_touches import Loss
    from attribution.parts import Part
    from attribution.plan import Plan

T = TypeVar("T")

ROWS_A_PART = 250_000
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
) -> Findings:
    """Return what a plan comes to.

    `touches` and `orders` are as `attribution.parts.Parts` takes them. The number of parts does
    not change a digit; None: by the number of rows.
    """
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        cut = _cut(touches, orders, plan, pool, attributes=attributes, block=block, parts=parts)

        def run(function: "Callable[[Part], T]") -> "Iterable[T]":
            return pool.map(lambda index: function(cut.part(index)), range(cut.count))

        return found(plan, cut.vocabularies[plan.dimension], cut.blocks, run)


def thinned_out(  # noqa: PLR0913 - two tables and what is asked of them
    touches: pl.DataFrame,
    orders: pl.DataFrame,
    plan: "Plan",
    losses: "Sequence[Loss]",
    seed: int,
    *,
    attributes: "Sequence[str]",
    watch: "Callable[[Iterator[Cube], int], Iterable[Cube]]",
    parts: int | None = None,
) -> tuple[Findings, list[Cube]]:
    """Return what a plan comes to with nothing lost, and the credit under each loss of touches.

    Parts are cut once. Each thread then takes a loss and goes through the parts one by one, so
    that as many thinned copies are held at a time as there are threads. `watch` is given the
    credit as it comes in and how many there will be. Otherwise as `attributed`.
    """
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        cut = _cut(touches, orders, plan, pool, attributes=attributes, parts=parts)
        values, pieces = cut.vocabularies[plan.dimension], _pieces(cut, pool)
        # Only the pieces are looked at from here on.
        del cut

        def whole(function: "Callable[[Part], T]") -> "Iterable[T]":
            return pool.map(function, (part for part, _ in pieces))

        def left(function: "Callable[[Part], T]", loss: "Loss") -> "Iterable[T]":
            return (function(thinned(part, keys, loss, seed)) for part, keys in pieces)

        def credit(loss: "Loss") -> Cube:
            return cube(found(plan, values, None, partial(left, loss=loss)))

        findings = found(plan, values, None, whole)
        return findings, list(watch(pool.map(credit, losses), len(losses)))


def _pieces(cut: Parts, pool: "Executor") -> "list[tuple[Part, Hashes]]":
    """Return every part with the keys of its touches."""
    return list(pool.map(lambda at: (cut.part(at), cut.touch_keys(at)), range(cut.count)))


def _cut(  # noqa: PLR0913 - two tables and what is asked of them
    touches: pl.DataFrame,
    orders: pl.DataFrame,
    plan: "Plan",
    pool: "Executor",
    *,
    attributes: "Sequence[str]",
    block: str | None = None,
    parts: int | None = None,
) -> Parts:
    return Parts(
        touches,
        orders,
        attributes=attributes,
        block=block,
        count=parts or 1 + (touches.height + orders.height) // ROWS_A_PART,
        everybody=plan.everybody,
        pool=pool,
    )
