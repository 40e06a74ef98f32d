"""The blocks of a breakdown as they are shown, where customers may be in several."""

from typing import TYPE_CHECKING

from attribution.block_groups import BlockGroups

if TYPE_CHECKING:
    from attribution.parts.vocabulary import Names, Vocabulary
    from cli.dataset.breakdown import Breakdown

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


def _find_members(found: "Names", count: int) -> "list[tuple[int, ...]]":
    """Return the codes of the values that each block is in, the last of those in none."""
    places = [[count] if name is None else map(int, name.split(JOINT)) for name in found]
    members: list[list[int]] = [[] for _ in range(count + 1)]
    for code, blocks in enumerate(places):
        for place in blocks:
            members[place].append(code)
    return [tuple(codes) for codes in members]
