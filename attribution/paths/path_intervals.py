"""The 95 % intervals of what journeys hold, from resampled groups of customers."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import divide_with_default
from attribution.bootstrap import GroupReplicates, compute_interval
from attribution.comparison.credit_cube import sum_cells_by_group
from attribution.comparison.intervals import CELLS, FEW
from attribution.comparison.row_names import OTHERS, UNATTRIBUTED
from attribution.paths.keys import spell_sets, unpack_codes
from attribution.paths.next_steps import NOTHING, ORDER, spell_histories
from attribution.paths.pairs import PAIR, iterate_pairs, rank_names
from attribution.paths.people import EVERY, PEOPLE
from attribution.paths.roles import ROLES, select_players
from attribution.paths.tables import PathTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from attribution.arrays import Floats, Ints
    from attribution.bootstrap import Resampling
    from attribution.paths.tables import PathTables

    Sums = Mapping[str, Floats]
    Measure = Callable[[Sums], Floats]


MOST: Final = 20_000
"""Rows of a table that have intervals, the first ones: each takes a thousand resamplings."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the rows of a table are made of."""

    keys: tuple[str, ...]
    """Columns that name a row."""
    sums: pl.DataFrame
    """Keys, group, and counts by row and group."""
    people: pl.DataFrame
    """Keys and customers."""
    measures: "Mapping[str, Measure]"
    """What has an interval, of sums of shape (rows, replicates)."""
    complete: "Callable[[pl.DataFrame, dict[str, Floats]], Sums]" = lambda _rows, sums: sums
    """Adds to the sums of some rows what is not kept by row."""


class PathIntervals:
    """Intervals of journeys that were counted by group; see definitions §8.

    Whole groups of customers are drawn again, and counts and money multiplied up to the number of
    customers. A quotient whose divisor is 0 in a replicate is infinite there.
    """

    def __init__(self, tables: "PathTables", resampling: "Resampling") -> None:
        """Draw the groups."""
        self._tables = tables
        self._replicates = GroupReplicates(resampling, tables.statistics.customers)

    def add(self, rows: pl.DataFrame, table: PathTable, block: int | None) -> pl.DataFrame:
        """Return rows of a table with `_low` and `_high` of what has intervals, at the end.

        Null for rows of fewer than 10 customers, beside what is null, where an end is infinite, and
        for rows past the first `MOST`; revenue in 1/10 000 of the unit.
        """
        counted = self._count(table, block)
        if counted is None:
            return rows
        if table is PathTable.SETS:
            counted = _add_others(counted, rows)
        numbered = rows.select(counted.keys).with_row_index("row")
        people = numbered.join(counted.people, on=counted.keys, how="left", maintain_order="left")
        enough = people["customers"].fill_null(0).to_numpy() >= FEW
        own = counted.sums.join(numbered, on=counted.keys)
        ends = np.full((len(counted.measures), 2, rows.height), np.nan)
        chosen = np.flatnonzero(enough[:MOST])
        size = max(1, CELLS // len(self._replicates.weights))
        for start in range(0, len(chosen), size):
            some = chosen[start : start + size]
            replicates = counted.complete(rows[some], self._resample(own, some, rows.height))
            for place, measure in enumerate(counted.measures.values()):
                found = compute_interval(measure(replicates))
                ends[place, :, some] = np.stack([found.low, found.high], axis=-1)
        for place, name in enumerate(counted.measures):
            ends[place, :, rows[name].is_null().to_numpy()] = np.nan
        columns = [
            _make_column(f"{name}{bound}", ends[place, side])
            for place, name in enumerate(counted.measures)
            for side, bound in enumerate(("_low", "_high"))
        ]
        return rows.with_columns(columns)

    def _resample(self, own: pl.DataFrame, some: "Ints", height: int) -> "dict[str, Floats]":
        """Return the sums of some rows in each replicate, arrays of shape (rows, replicates)."""
        places = np.full(height, -1)
        places[some] = np.arange(len(some))
        cells = places[own["row"].to_numpy()]
        kept = own.filter(pl.Series(cells >= 0))
        cells = cells[cells >= 0]
        counts = [name for name in own.columns if own.schema[name] == pl.Int64 and name != "group"]
        return {
            name: self._replicates.draw(
                sum_cells_by_group(cells, kept["group"], kept[name], len(some))
            )
            for name in counts
        }

    def _count(self, table: PathTable, block: int | None) -> _Counted | None:
        match table:
            case PathTable.ROLES:
                return self._count_roles(block)
            case PathTable.SETS:
                return self._count_sets(block)
            case PathTable.PAIRS:
                return self._count_pairs(block)
            case PathTable.NEXT:
                return self._count_steps(block)
            case _:
                return None

    def _count_roles(self, block: int | None) -> _Counted:
        found, names = self._tables.statistics, pl.Series(self._tables.names, dtype=pl.String)
        sums = _select_block(found.roles, block)
        people = select_players(found.holders, block)
        alone = self._list_alone(block, "value").rename({"revenue": f"{ROLES[0]}_revenue"})
        sums = sums.with_columns(names.gather(sums["value"]).alias("value"))
        holders = people.select(names.gather(people["value"]).alias("value"), *PEOPLE)
        counts = (ROLES[0], "touches", *ROLES[1:], *(f"{role}_revenue" for role in ROLES))
        return _Counted(
            ("value",),
            pl.concat([sums, alone.drop(PEOPLE)], how="diagonal").fill_null(0),
            pl.concat([holders, _sum_people(alone, "value")]),
            {
                **{name: _take(name) for name in counts},
                "assist_last_ratio": _divide("assist", "last"),
                "first_last_ratio": _divide("first", "last"),
            },
        )

    def _count_sets(self, block: int | None) -> _Counted:
        found, names = self._tables.statistics, self._tables.names
        sums = _select_block(found.sets, block)
        people = found.set_people.filter(pl.col("block") == (EVERY if block is None else block))
        alone = self._list_alone(block, "values")
        sums = sums.with_columns(spell_sets(sums["members"], names).alias("values"))
        holders = people.select(spell_sets(people["members"], names).alias("values"), *PEOPLE)
        return _Counted(
            ("values",),
            pl.concat([sums, alone.drop(PEOPLE)], how="diagonal").with_columns(
                pl.col("journeys", "nonconverting").fill_null(0)
            ),
            pl.concat([holders, _sum_people(alone, "values")]),
            {
                "journeys": _take("journeys"),
                "conversion_rate": _rate("journeys", "nonconverting", block),
            },
        )

    def _list_alone(self, block: int | None, key: str) -> pl.DataFrame:
        """Return the orders without a touch by group, with their customers, as a row's sums."""
        found = self._tables.statistics.alone
        own = found.filter(pl.col("block") == (EVERY if block is None else block)).drop("block")
        return own.select(pl.lit(UNATTRIBUTED).alias(key), pl.all())

    def _count_steps(self, block: int | None) -> _Counted:
        found, names = self._tables.statistics, self._tables.names
        labels = pl.Series([*names, ORDER, NOTHING], dtype=pl.String)
        steps, people = (
            each.with_columns(spell_histories(each, names)).rename({"length": "touches"})
            for each in (_select_block(found.steps, block), _select_block(found.step_people, block))
        )
        history = ("history", "touches")
        # A case of a history is one of each row of it, whatever came next.
        rows = steps.select(*history, labels.gather(steps["outcome"]).alias("next")).unique()
        every = steps.select(
            *history, "group", pl.col("cases").alias("all"), pl.col("ordered").alias("all_ordered")
        ).join(rows, on=history)
        own = steps.select(
            *history, "group", "cases", labels.gather(steps["outcome"]).alias("next")
        )
        return _Counted(
            (*history, "next"),
            pl.concat([every, own], how="diagonal").fill_null(0),
            people.group_by(history).agg(pl.col(PEOPLE).sum()).join(rows, on=history),
            {
                "order_within_share": _divide("all_ordered", "all"),
                "probability": _divide("cases", "all"),
            },
        )

    def _count_pairs(self, block: int | None) -> _Counted:
        found, names = self._tables.statistics, self._tables.names
        ordered, ranks = pl.Series(sorted(names), dtype=pl.String), rank_names(names)
        sets = _select_block(found.sets, block)
        codes, lengths = unpack_codes(sets["members"], len(names))
        counts = ("group", "journeys", "nonconverting")
        sums = pl.concat(
            sets.select(counts)[rows].with_columns(
                ordered.gather(one).alias("one"), ordered.gather(other).alias("other")
            )
            for rows, one, other in iterate_pairs(ranks[codes], lengths)
        )
        people = found.pair_people.filter(pl.col("block") == (EVERY if block is None else block))
        both = np.sort(ranks[people.select(PAIR).to_numpy()], axis=1)
        single = sets.select(counts)[np.repeat(np.arange(len(lengths)), lengths)]
        return _Counted(
            PAIR,
            sums,
            people.select(
                *(ordered.gather(both[:, at]).alias(name) for at, name in enumerate(PAIR)), *PEOPLE
            ),
            {
                "journeys": _take("journeys"),
                "lift": _compute_lift,
                "conversion_rate": _rate("journeys", "nonconverting", block),
                "one_only_rate": _rate("one_only", "one_lost", block),
                "other_only_rate": _rate("other_only", "other_lost", block),
            },
            self._sum_singles(sets, single, ranks[codes], ordered),
        )

    def _sum_singles(
        self, sets: pl.DataFrame, single: pl.DataFrame, places: "Ints", names: pl.Series
    ) -> "Callable[[pl.DataFrame, dict[str, Floats]], Sums]":
        """Return what adds to the sums of pairs those of each of their values."""
        whole = sum_cells_by_group(
            np.zeros(sets.height, dtype=np.int64), sets["group"], sets["journeys"], 1
        )
        total = self._replicates.draw(whole)[0]
        held, lost = (
            self._replicates.draw(
                sum_cells_by_group(places, single["group"], single[name], len(names))
            )
            for name in ("journeys", "nonconverting")
        )
        place_of = {name: place for place, name in enumerate(names)}

        def add_singles(rows: pl.DataFrame, sums: "dict[str, Floats]") -> "Sums":
            more: dict[str, Floats] = {"total": total}
            for name in PAIR:
                own = [place_of[each] for each in rows[name]]
                more[name] = held[own]
                more[f"{name}_only"] = held[own] - sums["journeys"]
                more[f"{name}_lost"] = lost[own] - sums["nonconverting"]
            return {**sums, **more}

        return add_singles


def _sum_people(alone: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the customers of orders without a touch, each of whom is in one group."""
    return alone.group_by(key).agg(pl.col(PEOPLE).sum())


def _add_others(counted: _Counted, rows: pl.DataFrame) -> _Counted:
    """Return what rows are made of, with the sets that `(others)` adds up where it is among them.

    Their customers are counted by the groups that they are in, of which each holds one at least.
    """
    named = rows["values"]
    if OTHERS not in named:
        return counted
    rest = counted.sums.filter(~pl.col("values").is_in(named.implode()))
    sums = rest.with_columns(pl.lit(OTHERS).alias("values"))
    people = pl.DataFrame({"values": [OTHERS], PEOPLE[0]: [rest["group"].n_unique()]})
    return replace(
        counted,
        sums=pl.concat([counted.sums, sums]),
        people=pl.concat([counted.people, people]),
    )


def _select_block(table: pl.DataFrame, block: int | None) -> pl.DataFrame:
    return table if block is None else table.filter(pl.col("block") == block)


def _take(name: str) -> "Measure":
    return lambda sums: sums[name]


def _divide(part: str, whole: str) -> "Measure":
    return lambda sums: _quotient(sums[part], sums[whole])


def _rate(journeys: str, lost: str, block: int | None) -> "Measure":
    """Return a conversion rate; unknown in a block, which journeys without an order are not in."""
    if block is not None:
        return lambda sums: np.full_like(sums[journeys], np.nan)
    return lambda sums: _quotient(sums[journeys], sums[journeys] + sums[lost])


def _compute_lift(sums: "Sums") -> "Floats":
    return _quotient(sums["journeys"] * sums["total"], sums["one"] * sums["other"])


def _quotient(part: "Floats", whole: "Floats") -> "Floats":
    """Return a quotient, infinite where the divisor is 0, NaN where either is."""
    known = divide_with_default(part, whole, np.inf)
    return np.where(np.isnan(whole), np.nan, known)


def _make_column(name: str, values: "Floats") -> pl.Series:
    money = "_revenue_" in name
    column = pl.Series(name, np.rint(values) if money else values, nan_to_null=True)
    return column.cast(pl.Int64) if money else column
