"""What a plan comes to, wherever the rows are."""

from functools import partial
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from attribution.cube import Cube, cube
from attribution.findings import Findings, found
from attribution.lost_touches import thinned
from cli.engines.threads import threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from attribution.findings import Run
    from attribution.lost_touches import Loss
    from attribution.parts import Part
    from attribution.plan import Plan
    from cli.engines.stock import Cut, Stock, Wanted

T = TypeVar("T")


def attributed(stock: "Stock", plan: "Plan", wanted: "Wanted") -> Findings:
    """Return what a plan comes to; the number of parts does not change a digit."""
    with stock.cut(wanted) as cut:
        return _found(cut, plan, wanted, cut.run)


def thinned_out(  # noqa: PLR0913, PLR0917 - a plan, what is lost, and who watches
    stock: "Stock",
    plan: "Plan",
    wanted: "Wanted",
    losses: "Sequence[Loss]",
    seed: int,
    watch: "Callable[[Iterator[Cube], int], Iterable[Cube]]",
) -> tuple[Findings, list[Cube]]:
    """Return what a plan comes to with nothing lost, and the credit under each loss of touches.

    Parts are cut once. Each thread then takes a loss and goes through the parts, so that as many
    thinned copies are held at a time as there are threads. `watch` is given the credit as it comes
    in and how many there will be.
    """
    with stock.cut(wanted) as cut, cut.kept() as run, threads(pl.thread_pool_size()) as pool:

        def credit(loss: "Loss") -> Cube:
            return cube(_found(cut, plan, wanted, partial(_left, run, loss, seed)))

        findings = _found(cut, plan, wanted, run)
        return findings, list(watch(pool.map(credit, losses), len(losses)))


def _found(cut: "Cut", plan: "Plan", wanted: "Wanted", run: "Run") -> Findings:
    blocks = None if wanted.block is None else cut.values[wanted.block]
    return found(plan, cut.values[plan.dimension], blocks, run)


def _left(run: "Run", loss: "Loss", seed: int, function: "Callable[[Part], T]") -> "Iterable[T]":
    return run(partial(_of_thinned, function, loss, seed))


def _of_thinned(function: "Callable[[Part], T]", loss: "Loss", seed: int, part: "Part") -> T:
    return function(thinned(part, loss, seed))
