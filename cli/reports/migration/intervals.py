"""How sure the moves between segments are."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.comparison.credit_cube import sum_cells_by_group
from attribution.comparison.intervals import FEW
from attribution.money import UNIT
from cli.report import ColumnKind
from cli.reports.customer_groups import GROUP, draw_groups, list_bounds
from rfm.migration.cells import FROM, TO

if TYPE_CHECKING:
    from cli.settings.sections.uncertainty import Uncertainty

_AMOUNTS: Final = {"customers": ColumnKind.NUMBER, "revenue": ColumnKind.MONEY}
BOUND_KINDS: Final = {
    f"{name}_{end}": kind for name, kind in _AMOUNTS.items() for end in ("low", "high")
}
"""Kinds of the columns, at the end of the table."""


def compute_move_bounds(grouped: pl.DataFrame, chance: "Uncertainty") -> pl.DataFrame:
    """Return the intervals of each cell that holds customers, money in units of the currency.

    `grouped` are the cells by group, in the order of the table. Null where fewer than 10 customers
    moved so; segments are fixed. Source: definitions, section 21.
    """
    nowhere = np.zeros(grouped.height, dtype=np.int64)
    everybody = sum_cells_by_group(nowhere, grouped[GROUP], grouped["customers"], 1)[0]
    draws = draw_groups(chance, everybody)
    placed = grouped.filter(pl.col(FROM).is_not_null())
    cells = placed.select(FROM, TO).unique(maintain_order=True).with_row_index("place")
    places = placed.join(cells, on=[FROM, TO], maintain_order="left")["place"]
    found: dict[str, pl.Series] = {}
    customers = cells.clear()["place"]
    for name, unit in (("customers", 1), ("revenue", UNIT)):
        sums = sum_cells_by_group(
            places.cast(pl.Int64).to_numpy(), placed[GROUP], placed[name], cells.height
        )
        if name == "customers":
            customers = pl.Series(sums.sum(axis=1))
        for column, ends in list_bounds(name, draws.draw(sums / unit)).items():
            found[column] = pl.Series(ends, nan_to_null=True)
    return pl.DataFrame(found).with_columns(pl.when(customers >= FEW).then(pl.all()))
