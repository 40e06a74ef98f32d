"""Blocks of a breakdown put together into groups that may overlap."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from attribution.parts.vocabulary import Vocabulary

if TYPE_CHECKING:
    from attribution.parts.vocabulary import Names
    from attribution.results import AttributionResults
    from attribution.statistics.facets import FacetSums

BLOCK: Final = "block"
_WHOLE: Final = -1
"""The block of customers of all blocks together, see `Statistics.people`."""


class BlockGroups(NamedTuple):
    """Groups of blocks, each customer's orders all being in one block."""

    names: "Names"
    """In the order of a report; None stands for no value."""
    members: tuple[tuple[int, ...], ...]
    """Codes of the blocks of each group; a block may be in several."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The groups in place of the blocks, without codes of rows."""
        return Vocabulary(self.names, pl.Series([], dtype=pl.UInt8).to_numpy())

    def regroup(self, table: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of a table by group: rows of a block are those of each of its groups."""
        pairs = [(code, at) for at, codes in enumerate(self.members) for code in codes]
        places = pl.DataFrame(pairs, {BLOCK: table.schema[BLOCK], "place": pl.Int64}, orient="row")
        joined = table.join(places, on=BLOCK, maintain_order="left_right")
        placed = joined.with_columns(pl.col("place").cast(table.schema[BLOCK]).alias(BLOCK))
        return placed.select(table.columns)


def regroup_results(findings: "AttributionResults", groups: BlockGroups) -> "AttributionResults":
    """Return what the models find, with groups in place of the blocks; they have no total.

    The models are those of the whole.
    """
    assert findings.blocks is not None  # noqa: S101 - there is something to put together
    known, allocated, blocks = findings.statistics, findings.allocated, len(findings.blocks.names)
    statistics = known._replace(
        credit=groups.regroup(known.credit),
        people=_regroup_people(known.people, groups, blocks),
        reach=groups.regroup(known.reach),
        orders=groups.regroup(known.orders),
    )
    if allocated is not None:
        allocated = allocated._replace(
            credit=groups.regroup(allocated.credit),
            pairs=groups.regroup(allocated.pairs),
        )
    return replace(
        findings,
        statistics=statistics,
        allocated=allocated,
        blocks=groups.vocabulary,
        facets={
            facet: _regroup_facet(sums, groups, blocks) for facet, sums in findings.facets.items()
        },
    )


def _regroup_facet(sums: "FacetSums", groups: BlockGroups, blocks: int) -> "FacetSums":
    return sums._replace(
        credit=groups.regroup(sums.credit),
        people=_regroup_people(sums.people, groups, blocks),
        pairs=groups.regroup(sums.pairs),
        orders=groups.regroup(sums.orders),
    )


def _regroup_people(people: pl.DataFrame, groups: BlockGroups, blocks: int) -> pl.DataFrame:
    """Return the customers by group, and those of all; of a single block only these are counted."""
    whole = people.filter(pl.col(BLOCK) == _WHOLE)
    own = people.filter(pl.col(BLOCK) != _WHOLE)
    if blocks == 1:
        own = whole.with_columns(pl.lit(0, dtype=people.schema[BLOCK]).alias(BLOCK))
    return pl.concat([whole, groups.regroup(own)])
