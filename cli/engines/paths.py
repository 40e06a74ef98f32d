"""What is counted of the paths that channels stand on, wherever the rows are."""

from functools import partial
from typing import TYPE_CHECKING

from attribution.paths.statistics import add_path_statistics, measure_paths
from attribution.paths.tables import PathTables

if TYPE_CHECKING:
    from attribution.parts.vocabulary import Vocabulary
    from attribution.paths.plan import PathPlan
    from cli.engines.rows import CustomerRows, RowRequest


def count_paths(
    stock: "CustomerRows", asked: "PathPlan", wanted: "RowRequest"
) -> "tuple[PathTables, Vocabulary | None]":
    """Return what is counted of the paths, and the values of the block, if there is one."""
    with stock.cut(wanted) as cut:
        blocks = None if wanted.block is None else cut.values[wanted.block]
        sums = add_path_statistics(cut.run(partial(measure_paths, asked=asked)))
        return PathTables(sums, cut.values[asked.plan.dimension].names), blocks
