"""How many customers stand behind the figures of journeys: of a few there are no intervals."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.paths.batches import NO_ORDER
from attribution.paths.keys import unpack_codes
from attribution.paths.pairs import PAIR, iterate_pairs
from attribution.paths.sets import list_members, pack_members

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.paths.batches import Sequences

EVERY: Final = -2
"""The block of all journeys together, those without an order among them."""
SET_PEOPLE_KEYS: Final = ("block", "members")
PAIR_PEOPLE_KEYS: Final = ("block", *PAIR)
PEOPLE: Final = ("customers",)
ALONE_KEYS: Final = ("group", "block")
ALONE_COUNTS: Final = ("journeys", "revenue", *PEOPLE)


def list_set_holders(found: "Sequence[Sequences]") -> pl.DataFrame:
    """Return one row per customer, block and set of values that a journey of theirs holds exactly.

    Columns customer, block and members; each once more in the block `EVERY`.
    """
    tables = []
    for each in found:
        some = np.flatnonzero(each.lengths)
        keys = {"customer": each.customers[some], "block": each.blocks[some]}
        tables.append(pl.DataFrame({**keys, "members": list_members(each)}))
    rows = pl.concat(tables)
    own = rows.filter(pl.col("block") != NO_ORDER)
    every = rows.with_columns(pl.lit(EVERY, pl.Int64).alias("block"))
    holders = pl.concat([own, every]).unique()
    return holders.with_columns(pack_members(holders["members"], found[0].values))


def count_set_people(holders: pl.DataFrame) -> pl.DataFrame:
    """Return the customers of each set: block, members, customers; of `list_set_holders`."""
    return holders.group_by(SET_PEOPLE_KEYS).agg(_COUNT)


def count_pair_people(holders: pl.DataFrame, values: int) -> pl.DataFrame:
    """Return the customers with a journey that holds two values: block, one, other, customers.

    `one` is the smaller of the two codes.
    """
    keys = holders.select("customer", "block")
    tables = [
        keys[rows].with_columns(pl.Series("one", one), pl.Series("other", other)).unique()
        for rows, one, other in iterate_pairs(*unpack_codes(holders["members"], values))
    ]
    return pl.concat(tables).unique().group_by(PAIR_PEOPLE_KEYS).agg(_COUNT)


def count_alone(found: "Sequences") -> pl.DataFrame:
    """Return the orders without a touch: block, journeys, revenue and customers.

    Those of all blocks once more in the block `EVERY`.
    """
    some = np.flatnonzero(found.lengths == 0)
    rows = pl.DataFrame(
        {
            "block": found.blocks[some],
            "customer": found.customers[some],
            "revenue": found.revenue[some],
        }
    )
    every = rows.with_columns(pl.lit(EVERY, pl.Int64).alias("block"))
    return (
        pl.concat([rows, every])
        .group_by("block")
        .agg(
            pl.len().cast(pl.Int64).alias("journeys"),
            pl.col("revenue").sum(),
            pl.col("customer").n_unique().cast(pl.Int64).alias(PEOPLE[0]),
        )
    )


_COUNT: Final = pl.len().cast(pl.Int64).alias(PEOPLE[0])
