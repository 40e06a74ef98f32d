"""What a plan comes to, wherever the rows are."""

from functools import partial
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from attribution.comparison.credit_cube import CreditCube, build_cube
from attribution.lost_touches import NOTHING_LOST
from attribution.parts.parts import drop_lost_touches
from attribution.results import AttributionResults, run_plan
from attribution.sensitivity.passes import run_lossy_plan
from cli.engines.threads import open_threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from attribution.lost_touches import Loss
    from attribution.parts.parts import Part
    from attribution.paths.plan import PathPlan
    from attribution.plan import Plan
    from attribution.results import PartMapper
    from cli.engines.rows import CustomerRows, PartedRows, RowRequest

T = TypeVar("T")


def attribute(
    stock: "CustomerRows",
    plan: "Plan",
    wanted: "RowRequest",
    announce: "Callable[[int], None] | None" = None,
    paths: "PathPlan | None" = None,
) -> AttributionResults:
    """Return what a plan comes to; the number of parts does not change a digit.

    `paths` are counted in the same pass.

    `announce` is told how many values the dimension has before the work begins.
    """
    with stock.cut(wanted) as cut:
        if announce is not None:
            announce(len(cut.values[plan.dimension].names))
        return _run_plan(cut, plan, wanted, cut.run, paths)


def attribute_with_losses(  # noqa: PLR0913, PLR0917 - a plan, what is lost, and who watches
    stock: "CustomerRows",
    plan: "Plan",
    wanted: "RowRequest",
    losses: "Sequence[Loss]",
    seed: int,
    watch: "Callable[[Iterator[CreditCube], int], Iterable[CreditCube]]",
) -> tuple[AttributionResults, list[CreditCube]]:
    """Return what a plan comes to with nothing lost, and the credit under each loss of touches.

    Parts are cut once. Each thread then takes a loss and goes through the parts, so that as many
    thinned copies are held at a time as there are threads. `watch` is given the credit as it comes
    in and how many there will be.
    """
    with (
        stock.cut(wanted) as cut,
        cut.keep_parts() as run,
        open_threads(pl.thread_pool_size()) as pool,
    ):

        def build_lossy_cube(loss: "Loss") -> CreditCube:
            return build_cube(
                _run_plan(cut, plan, wanted, partial(_run_on_thinned, run, loss, seed))
            )

        findings = _run_plan(cut, plan, wanted, run)
        return findings, list(watch(pool.map(build_lossy_cube, losses), len(losses)))


def attribute_losses_together(
    stock: "CustomerRows",
    plan: "Plan",
    wanted: "RowRequest",
    losses: "Sequence[Loss]",
    seed: int,
) -> tuple[AttributionResults, list[CreditCube]]:
    """Return the same as `attribute_with_losses` in as many passes as one loss takes.

    All that the losses come to is in memory at a time, hence for few rows and losses.
    """
    with stock.cut(wanted) as cut:
        findings, *lossy = run_lossy_plan(
            plan, cut.values[plan.dimension], cut.run, [NOTHING_LOST, *losses], seed
        )
    return findings, [build_cube(each) for each in lossy]


def _run_plan(
    cut: "PartedRows",
    plan: "Plan",
    wanted: "RowRequest",
    run: "PartMapper",
    paths: "PathPlan | None" = None,
) -> AttributionResults:
    blocks = None if wanted.block is None else cut.values[wanted.block]
    return run_plan(plan, cut.values[plan.dimension], blocks, run, paths)


def _run_on_thinned(
    run: "PartMapper", loss: "Loss", seed: int, function: "Callable[[Part], T]"
) -> "Iterable[T]":
    return run(partial(_apply_to_thinned, function, loss, seed))


def _apply_to_thinned(function: "Callable[[Part], T]", loss: "Loss", seed: int, part: "Part") -> T:
    return function(drop_lost_touches(part, loss, seed))
