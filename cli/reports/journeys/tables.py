"""The tables in full, as files have them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.bootstrap import Resampling
from attribution.comparison.row_names import BESIDE_BLOCKS, WHOLE, name_rows
from attribution.money import round_to_cents, round_to_total
from attribution.paths.path_intervals import MOST, PathIntervals
from attribution.paths.tables import PathTable, PathTables
from cli.money import UNIT, convert_to_cents
from cli.report import ColumnKind, Table
from cli.reports.block_groups import find_months_outside
from cli.reports.journeys.excerpts import count_entries, take_first
from cli.reports.journeys.wording import describe_table, title_table

if TYPE_CHECKING:
    from attribution.parts.vocabulary import Names, Vocabulary
    from cli.dataset.dataset import Dataset
    from cli.reports.journeys.request import JourneysRequest
    from cli.settings import Settings

_TEXTS: Final = frozenset(
    {"value", "role", "path", "values", "one", "other", "history", "next", "quantity"}
)
_RATIOS: Final = frozenset({"assist_last_ratio", "first_last_ratio", "lift"})
_NUMBERS: Final = frozenset({"lag_days_mean", "mean", "p10", "p25", "median", "p75", "p90"})
_PARTED: Final = {
    PathTable.PATHS: "path",
    PathTable.LENGTH: "touches",
    PathTable.LAG: "days",
    PathTable.SETS: "values",
}
"""Tables whose rows part the orders, so that their money adds up, and what names a row."""

_MANY: Final = f"intervals: of the first {MOST:,} rows; --top N, or --by, to have fewer"
"""What is said of more rows than have intervals."""

RESERVED: Final = frozenset(
    {
        *("path", "other", "history", "next", "quantity", "role", "days", "touches", "size"),
        *("journeys", "first", "assist", "last", "only", "middle", "lift", "cases", "mean"),
        *("nonconverting", "probability", "next_cases"),
    }
)
"""Columns beside which there can be no attribute of the same name."""


@dataclass(frozen=True, slots=True)
class JourneyTables:
    """What was counted of the journeys of a shop, ready to be shown."""

    sums: PathTables
    """Of all orders."""
    parted: PathTables
    """By block."""
    blocks: "Vocabulary | None"
    """Values of the order attribute that the report is broken down by."""
    shop: "Dataset"
    settings: "Settings"
    asked: "JourneysRequest"

    def build(self, table: PathTable, top: int | None) -> Table:
        """Return a table with its first rows, all where None."""
        return self.build_first(table, top)[0]

    def build_first(self, table: PathTable, top: int | None) -> tuple[Table, int]:
        """Return a table with its first rows, all where None, and the entries it has in full."""
        raw, rows, entries = self._collect(table, top)
        kinds = {name: choose_kind(name) for name in raw.columns}
        money = [name for name, kind in kinds.items() if kind is ColumnKind.MONEY]
        names = self.rename(raw.columns)
        shown = convert_to_cents(raw, kinds)
        if table in _PARTED:
            shown = shown.with_columns(pl.Series("revenue", self._foot(raw, table)))
        exact = raw.with_columns(pl.col(name) / UNIT for name in money)
        first = Table(
            name=table,
            title=title_table(table, self.settings, self.shop),
            frame=shown.rename(names),
            kinds={names.get(name, name): kind for name, kind in kinds.items()},
            exact=self._rename_cells(exact, table).rename(names),
            caption=(
                *describe_table(table, self.settings, self.shop, self.asked),
                *(_MANY,) * (self.asked.intervals and rows > MOST),
            ),
        )
        return first, entries

    def _collect(self, table: PathTable, top: int | None) -> tuple[pl.DataFrame, int, int]:
        """Return a table with revenue in 1/10 000 of the unit, the blocks one after the other.

        Its first rows in each block, all where None, and how many rows and entries it has in full.
        """
        whole, first = self._take_first(self.sums, self._resample(self.sums), table, None, top)
        rows, entries = whole.height, count_entries(table, whole)
        if self.blocks is None:
            return first, rows, entries
        pieces = [first.select(pl.lit(WHOLE).alias(_BLOCK), pl.all())]
        intervals = self._resample(self.parted)
        hidden = find_months_outside(self.shop.breakdown, self.shop.days, self.blocks)
        names = self._list_blocks(self.blocks.names, table)
        labels = name_rows(names, BESIDE_BLOCKS)
        for code, name in enumerate(names):
            if name in hidden:
                continue
            whole, first = self._take_first(self.parted, intervals, table, code, top)
            pieces.append(first.select(pl.lit(labels[code]).alias(_BLOCK), pl.all()))
            rows, entries = rows + whole.height, entries + count_entries(table, whole)
        return pl.concat(pieces), rows, entries

    def _resample(self, sums: PathTables) -> PathIntervals | None:
        if not self.asked.intervals:
            return None
        chance = self.settings.uncertainty
        return PathIntervals(sums, Resampling(chance.replicates, chance.seed))

    def _take_first(
        self,
        sums: PathTables,
        intervals: PathIntervals | None,
        table: PathTable,
        block: int | None,
        top: int | None,
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return a table of a block in full, and its first rows ready to be shown."""
        whole = sums.build(table, block, top)
        first = take_first(table, whole, top)
        if intervals is not None:
            first = intervals.add(first, table, block)
        return whole, self._rename_cells(first, table)

    def _list_blocks(self, names: "Names", table: PathTable) -> "Names":
        """Return the blocks that a table has: next steps have those of customers alone."""
        if table is not PathTable.NEXT:
            return names
        if not self.shop.breakdown.of_customers:
            return ()
        return names if None in names else (*names, None)

    def rename(self, columns: "list[str]") -> dict[str, str]:
        """Return the new names of columns: after the attributes that the report is by."""
        dimension = self.shop.breakdown.dimension
        own = {
            "value": dimension,
            "values": "channels" if dimension == "channel" else dimension,
            "one": dimension,
            "one_journeys": f"{dimension}_journeys",
            "one_only_rate": f"{dimension}_only_rate",
            "one_only_rate_low": f"{dimension}_only_rate_low",
            "one_only_rate_high": f"{dimension}_only_rate_high",
            _BLOCK: self.shop.breakdown.block or "",
        }
        return {name: own[name] for name in columns if name in own}

    def _rename_cells(self, frame: pl.DataFrame, table: PathTable) -> pl.DataFrame:
        """Return the summary with its last quantity named as the sets are."""
        if table is not PathTable.SUMMARY:
            return frame
        name = self.rename(["values"])["values"]
        return frame.with_columns(pl.col("quantity").replace("values", name))

    def _foot(self, raw: pl.DataFrame, table: PathTable) -> list[int]:
        """Return the revenue in cents that add up to that of the orders, block by block."""
        blocks = [0] * raw.height if self.blocks is None else raw[_BLOCK].to_list()
        keys = raw[_PARTED[table]].cast(pl.String).fill_null("").to_list()
        amounts = raw["revenue"].to_list()
        cents: list[int] = []
        for block in dict.fromkeys(blocks):
            rows = [row for row, own in enumerate(blocks) if own == block]
            own = pl.Series([amounts[row] for row in rows], dtype=pl.Int64)
            total = round_to_cents(int(own.sum()))
            named = [keys[row] for row in rows]
            cents += round_to_total(own.cast(pl.Float64).to_numpy(), named, total).tolist()
        return cents


_BLOCK: Final = "\x00block"
"""The column of the blocks until it is named: no column of a file is called so."""


_BOUNDS: Final = ("_low", "_high")


def choose_kind(name: str) -> ColumnKind:
    """Return what the values of a column are."""
    if name.endswith(_BOUNDS):
        kind = choose_kind(name.rpartition("_")[0])
        return ColumnKind.CREDIT if kind is ColumnKind.COUNT else kind
    if name in _TEXTS or name == _BLOCK:
        return ColumnKind.TEXT
    if name in _RATIOS:
        return ColumnKind.RATIO
    if name in _NUMBERS:
        return ColumnKind.NUMBER
    if name.endswith(("_share", "_rate")) or name == "probability":
        return ColumnKind.SHARE
    return ColumnKind.MONEY if name.endswith("revenue") else ColumnKind.COUNT
