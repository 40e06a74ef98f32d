"""The blocks of a breakdown as they are shown: customers may be in several, months outside."""

from typing import TYPE_CHECKING

from attribution.block_groups import BlockGroups
from cli.dataset.breakdown import MONTH

if TYPE_CHECKING:
    from attribution.parts.vocabulary import Names, Vocabulary
    from cli.dataset.breakdown import Breakdown
    from cli.dataset.date_range import DateRange

JOINT: str = ";"
"""Between the places of the blocks that an order is in."""


def group_blocks(breakdown: "Breakdown", found: "Vocabulary | None") -> BlockGroups | None:
    """Return the groups that are shown in place of the values found, None: the values themselves.

    Blocks that no order is in are left out.
    """
    if found is None or not breakdown.of_customers:
        return None
    if not breakdown.overlapping:
        return BlockGroups(found.names, tuple((code,) for code in range(len(found.names))))
    members = _find_members(found.names, len(breakdown.overlapping))
    names = (*breakdown.overlapping, None)
    kept = [at for at, codes in enumerate(members) if codes]
    return BlockGroups(tuple(names[at] for at in kept), tuple(members[at] for at in kept))


def find_months_outside(
    breakdown: "Breakdown", days: "DateRange", found: "Vocabulary | None"
) -> frozenset[str]:
    """Return the months found of which no day is one of the report's: no order of them counts."""
    if found is None or breakdown.block != MONTH:
        return frozenset()
    first = "" if days.first is None else f"{days.first:%Y-%m}"
    last = None if days.last is None else f"{days.last:%Y-%m}"
    names = (name for name in found.names if name is not None)
    return frozenset(name for name in names if name < first or (last is not None and name > last))


def _find_members(found: "Names", count: int) -> "list[tuple[int, ...]]":
    """Return the codes of the values that each block is in, the last of those in none."""
    places = [[count] if name is None else map(int, name.split(JOINT)) for name in found]
    members: list[list[int]] = [[] for _ in range(count + 1)]
    for code, blocks in enumerate(places):
        for place in blocks:
            members[place].append(code)
    return [tuple(codes) for codes in members]
