"""Paths by groups of blocks that may overlap."""

from typing import TYPE_CHECKING

import polars as pl

from attribution.paths.batches import NO_ORDER
from attribution.paths.statistics import TABLES, PathStatistics, TableSum

if TYPE_CHECKING:
    from attribution.block_groups import BlockGroups


def regroup_paths(found: PathStatistics, groups: "BlockGroups", blocks: int) -> PathStatistics:
    """Return the sums with groups in place of the blocks, of which there are so many.

    Journeys without an order are in no group; steps of customers without an order are in the group
    that has no name.
    """
    nobody = groups.names.index(None) if None in groups.names else len(groups.names)
    lost = (*groups.members, ())[nobody]
    unnamed = groups._replace(
        names=(*groups.names[:nobody], None),
        members=(*groups.members[:nobody], (*lost, NO_ORDER)),
    )
    regrouped = {
        "values": groups.regroup(found.values),
        "roles": groups.regroup(found.roles),
        # Where there is one block, its customers are those of all.
        "players": groups.regroup(_name_block(found.players) if blocks == 1 else found.players),
        "sets": groups.regroup(found.sets),
        "paths": groups.regroup(found.paths),
        "steps": unnamed.regroup(found.steps),
        "holders": groups.regroup(_name_block(found.holders) if blocks == 1 else found.holders),
        "set_people": groups.regroup(found.set_people),
        "pair_people": groups.regroup(found.pair_people),
        "step_people": unnamed.regroup(found.step_people),
        "alone": groups.regroup(found.alone),
    }
    sums = {name: TableSum(name) for name in TABLES}
    for name, table in regrouped.items():
        sums[name].add(table)
    tables = {name: each.finish() for name, each in sums.items()}
    return PathStatistics(**tables, customers=found.customers, counts=found.counts)


def _name_block(people: pl.DataFrame) -> pl.DataFrame:
    """Return the customers of all blocks as those of the only one."""
    return people.with_columns(pl.lit(0, dtype=pl.Int64).alias("block"))
