"""Who opens, assists and closes: assisted conversions (Google Analytics)."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import count_by_place, expand_ranges, mark_run_starts
from attribution.paths.batches import NO_ORDER, Members, iterate_members, number_cells
from attribution.paths.masks import MOST_BITS, build_masks, count_bits, join_runs
from attribution.paths.quotients import divide
from attribution.statistics.batches import cut_into_batches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Ints
    from attribution.paths.batches import Sequences
    from attribution.paths.masks import Masks

ROLES: Final = ("journeys", "first", "assist", "last", "only", "middle")
"""What a value can be in a journey, each with the revenue of the journeys in which it is."""
PLAYER_KEYS: Final = ("block", "value")
ROLE_KEYS: Final = ("group", *PLAYER_KEYS)
ROLE_COUNTS: Final = ("touches", *ROLES, *(f"{role}_revenue" for role in ROLES))
FEW: Final = 10
"""Customers with a journey of two touches below which a value's role is not told."""
TOO_FEW: Final = "too few"
MIXED: Final = "mixed"


def count_roles(found: "Sequences") -> pl.DataFrame:
    """Return how often each value plays each role in converting journeys.

    Columns block, value and those of `ROLE_COUNTS`; a pair of block and value may occur in several
    rows, which add up. `assist` counts journeys that hold the value before their last touch, also
    where it is the last as well.
    """
    pieces = _count_by_mask(found) if found.values <= MOST_BITS else _count_by_member(found)
    columns = zip((*PLAYER_KEYS, *ROLE_COUNTS), _concatenate(pieces), strict=True)
    return pl.DataFrame(dict(columns))


def _concatenate(pieces: "list[list[Ints]]") -> "list[Ints]":
    if not pieces:
        return [np.zeros(0, dtype=np.int64)] * (len(PLAYER_KEYS) + len(ROLE_COUNTS))
    return [np.concatenate(column) for column in zip(*pieces, strict=True)]


def _count_by_mask(found: "Sequences") -> "list[list[Ints]]":
    """Return the columns of `count_roles` for each value that some journey holds."""
    blocks = found.blocks
    count = int(blocks.max(initial=0)) + 1
    touches = _count_touches(found, blocks, count)
    roles = _list_role_masks(build_masks(found), found.lengths)
    pieces = []
    for value in range(found.values):
        rows = [np.flatnonzero(mask & (1 << value)) for mask in roles]
        journeys = [np.bincount(blocks[each], minlength=count) for each in rows]
        paid = [count_by_place(blocks[each], found.revenue[each], count) for each in rows]
        some = np.flatnonzero(journeys[0])
        columns = (touches[value], *journeys, *paid)
        pieces.append([some, np.full(len(some), value), *(column[some] for column in columns)])
    return pieces


def _list_role_masks(masks: "Masks", lengths: "Ints") -> "list[Ints]":
    """Return for each of `ROLES` which values play it, journey by journey."""
    alone = lengths == 1
    only, before = np.where(alone, masks.first, 0), np.where(alone, 0, masks.first)
    return [masks.held, masks.first, before | masks.inner, masks.last, only, masks.inner]


def _count_touches(found: "Sequences", blocks: "Ints", count: int) -> "Ints":
    """Return the touches of the journeys by value and block, shape (values, count)."""
    if count == 1:
        # How many journeys hold each touch: they begin before it or with it, and end after it.
        begun = np.bincount(found.first, minlength=len(found.codes) + 1)
        ended = np.bincount(found.last, minlength=len(found.codes) + 1)
        holding = np.cumsum(begun - ended)[:-1]
        return count_by_place(found.codes, holding, found.values)[:, None]
    cells = np.zeros(found.values * count, dtype=np.int64)
    for start, stop in cut_into_batches(np.zeros_like(found.first), found.lengths):
        first, last = found.first[start:stop], found.last[start:stop]
        own = np.repeat(blocks[start:stop], last - first)
        places = found.codes[expand_ranges(first, last)] * count + own
        cells += np.bincount(places, minlength=len(cells))
    return cells.reshape(found.values, count)


def _count_by_member(found: "Sequences") -> "list[list[Ints]]":
    return [_count_batch(found, members) for members in iterate_members(found)]


def _count_batch(found: "Sequences", members: Members) -> "list[Ints]":
    span, journey, value = members.journeys, members.journey, members.value
    lengths = found.lengths[span]
    blocks = np.take(found.blocks[span], journey)
    cells, places = number_cells(
        blocks * found.values + value, (int(blocks.max(initial=0)) + 1) * found.values
    )
    touches = np.bincount(np.take(places, members.rows), minlength=len(cells))
    roles = _mark_roles(found, members, lengths)
    paid = np.take(found.revenue[span], journey)
    counts = [np.bincount(places[role], minlength=len(cells)) for role in roles]
    revenue = [count_by_place(places[role], paid[role], len(cells)) for role in roles]
    return [*np.divmod(cells, max(found.values, 1)), touches, *counts, *revenue]


def _mark_roles(found: "Sequences", members: Members, lengths: "Ints") -> "list[Ints]":
    """Return for each of `ROLES` which values of which journeys play it, as positions."""
    journey, value, some = members.journey, members.value, np.flatnonzero(lengths)
    ends = np.zeros((2, len(lengths)), dtype=np.int64)
    ends[0, some] = found.codes[found.first[members.journeys][some]]
    ends[1, some] = found.codes[found.last[members.journeys][some] - 1]
    earlier, inner = np.zeros((2, len(value)), dtype=np.bool_)
    before = members.position < np.repeat(lengths, lengths) - 1
    earlier[members.rows[before]] = True
    inner[members.rows[before & (members.position > 0)]] = True
    return [
        np.arange(len(value)),
        np.flatnonzero(ends[0, journey] == value),
        np.flatnonzero(earlier),
        np.flatnonzero(ends[1, journey] == value),
        np.flatnonzero(lengths[journey] == 1),
        np.flatnonzero(inner),
    ]


def count_role_players(found: "Sequences", blocks: int, least: int = 2) -> pl.DataFrame:
    """Return the customers with a converting journey of so many touches that holds a value.

    Columns block, value and customers; the block `NO_ORDER` is all blocks together, and the only
    one where there is one. `select_players` reads them.
    """
    assert found.orders is not None  # noqa: S101 - only journeys that convert have roles
    key = found.orders.customer * blocks + found.blocks
    if found.values <= MOST_BITS:
        return _count_players_by_mask(found, key, blocks, least)
    shown = [np.zeros(0, dtype=np.int64)]
    for members in iterate_members(found):
        several = np.flatnonzero(found.lengths[members.journeys][members.journey] >= least)
        journey = members.journey[several]
        own = key[members.journeys][journey]
        shown.append(np.unique(own * found.values + members.value[several]))
    keys = np.unique(np.concatenate(shown))
    by_block = keys % max(blocks * found.values, 1)
    customer, value = keys // max(blocks * found.values, 1), keys % max(found.values, 1)
    whole = np.unique(customer * found.values + value) % max(found.values, 1)
    tables = [_count_cells(whole + NO_ORDER * found.values, found.values)]
    return pl.concat([*tables, *([_count_cells(by_block, found.values)] if blocks > 1 else [])])


def _count_players_by_mask(
    found: "Sequences", key: "Ints", blocks: int, least: int
) -> pl.DataFrame:
    """Return the same by the bits of each customer's journeys; `key` is customer and block."""
    several = np.flatnonzero(found.lengths >= least)
    order = several[np.argsort(key[several], kind="stable")]
    masks, key = build_masks(found).held[order], key[order]
    shown = {NO_ORDER: join_runs(masks, np.flatnonzero(mark_run_starts(key // blocks)))}
    if blocks > 1:
        starts = np.flatnonzero(mark_run_starts(key))
        own, block = join_runs(masks, starts), key[starts] % blocks
        shown |= {each: own[block == each] for each in np.unique(block).tolist()}
    tables = [
        pl.DataFrame(
            {"value": np.arange(found.values), "customers": count_bits(each, found.values)}
        )
        .select(pl.lit(block, pl.Int64).alias("block"), "value", "customers")
        .filter(pl.col("customers") > 0)
        for block, each in shown.items()
    ]
    return pl.concat(tables)


def _count_cells(cells: "Ints", values: int) -> pl.DataFrame:
    distinct, customers = np.unique(cells, return_counts=True)
    block, value = np.divmod(distinct, max(values, 1))
    return pl.DataFrame({"block": block, "value": value, "customers": customers})


def select_players(people: pl.DataFrame, block: int | None) -> pl.DataFrame:
    """Return the rows of one block, or (None) of all of them, of `count_role_players`.

    Of a single block these are the same customers, counted once.
    """
    whole = pl.col("block") == NO_ORDER
    own = people.filter(~whole)
    if block is None or own.is_empty():
        return people.filter(whole)
    return own.filter(pl.col("block") == block)


def build_roles(
    roles: pl.DataFrame, people: pl.DataFrame, names: "Sequence[str]", block: int | None
) -> pl.DataFrame:
    """Return one row per value with a converting journey, in one block or (None) in all.

    Columns value, journeys, touches, first, assist, last, only, middle, the revenue of each but
    touches in 1/10 000 of the unit, assist_last_ratio, first_last_ratio (null where it never is
    last) and role. Journeys descending, then by name.
    """
    chosen = roles if block is None else roles.filter(pl.col("block") == block)
    own = select_players(people, block)
    sums = chosen.group_by("value").agg(pl.col(ROLE_COUNTS).sum())
    table = sums.join(own.select("value", "customers"), on="value", how="left").with_columns(
        pl.col("customers").fill_null(0)
    )
    table = table.with_columns(
        divide(pl.col("assist"), pl.col("last")).alias("assist_last_ratio"),
        divide(pl.col("first"), pl.col("last")).alias("first_last_ratio"),
        pl.Series("role", _tell_roles(table), dtype=pl.String),
        pl.Series("name", [names[code] for code in table["value"]], dtype=pl.String),
    )
    counts = ("journeys", "touches", *ROLES[1:], *(f"{role}_revenue" for role in ROLES))
    table = table.sort("journeys", "name", descending=[True, False])
    return table.select(
        pl.col("name").alias("value"), *counts, "assist_last_ratio", "first_last_ratio", "role"
    )


def _tell_roles(table: pl.DataFrame) -> list[str]:
    """Return the role of each value: that whose share exceeds the shop's most.

    Shares are of journeys of two and more touches, where roles can differ. All shares of a value
    have the same denominators, so that whole numbers compare them exactly.
    """
    parts = {
        "opener": (table["first"] - table["only"]).to_list(),
        "assistant": table["middle"].to_list(),
        "closer": (table["last"] - table["only"]).to_list(),
    }
    journeys = (table["journeys"] - table["only"]).to_list()
    whole, sums = sum(journeys), {role: sum(counts) for role, counts in parts.items()}
    found = []
    for row, customers in enumerate(table["customers"].to_list()):
        excess = {
            role: counts[row] * whole - sums[role] * journeys[row] for role, counts in parts.items()
        }
        best = max(excess, key=excess.__getitem__)
        found.append(TOO_FEW if customers < FEW else best if excess[best] > 0 else MIXED)
    return found
