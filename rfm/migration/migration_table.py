"""One row a cell, its shares and margins, and the largest moves."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from rfm.migration.cells import FROM, NEW, TO, list_names
from rfm.units import UNIT, divide_exactly

if TYPE_CHECKING:
    from rfm.segments import Segments

MONEY: Final = ("revenue", "revenue_before")
COLUMNS: Final = (FROM, TO, "customers", "revenue", "customers_share", "revenue_before")


@dataclass(frozen=True, slots=True, eq=False)
class MigrationTable:
    """The cells that hold customers, in the order of the map, `(new)`, `(out of window)`."""

    frame: pl.DataFrame
    """`COLUMNS`; money as Int64 ten-thousandths, `customers_share` of the from-row."""
    exact: pl.DataFrame
    """The same, money as Float64 currency units."""
    names: tuple[str, ...]
    """Names of the rows and columns, in order."""
    unplaced_revenue: int
    """What customers who are in no cell bought in the days of `revenue_before`."""

    def find_largest_moves(self, number: int) -> pl.DataFrame:
        """Return the rows of the most customers who changed their segment, the largest first.

        Those who are new have not moved; ties by money before, then in the order of the table.
        """
        moved = self.frame.filter(pl.col(FROM) != pl.col(TO), pl.col(FROM) != NEW)
        ordered = moved.sort("customers", "revenue_before", descending=True, maintain_order=True)
        return ordered.head(number)


def build_migration_table(cells: pl.DataFrame, into: "Segments") -> MigrationTable:
    """Finish the table from the added-up cells of all parts, see `add_cells`."""
    names = pl.Series(list_names(into), dtype=pl.String)
    placed, rest = cells.filter(pl.col(FROM).is_not_null()), cells.filter(pl.col(FROM).is_null())
    of_row = placed.select(pl.col("customers").sum().over(FROM)).to_series()
    frame = placed.with_columns(
        names.gather(placed[FROM]).alias(FROM),
        names.gather(placed[TO]).alias(TO),
        divide_exactly(placed["customers"], of_row).alias("customers_share"),
    ).select(COLUMNS)
    units = (divide_exactly(frame[name], UNIT) for name in MONEY)
    return MigrationTable(
        frame=frame,
        exact=frame.with_columns(units),
        names=tuple(names),
        unplaced_revenue=int(rest["revenue_before"].sum()),
    )
