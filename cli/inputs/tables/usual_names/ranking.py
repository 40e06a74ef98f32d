"""How the name of a column speaks for one of ours."""

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from cli.errors import find_nearest
from cli.inputs.tables.name_forms import drop_record, simplify_name
from cli.inputs.tables.usual_names.cost_names import COST_NAMES
from cli.inputs.tables.usual_names.order_names import ORDER_NAMES
from cli.inputs.tables.usual_names.other_languages import NEVER, WHOLE
from cli.inputs.tables.usual_names.touch_names import TOUCH_NAMES
from cli.inputs.tables.usual_names.words import UsualNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ALIKE: Final = 0.85
USUAL_NAMES: Final = {
    ours: names._replace(
        whole=(*names.whole, *WHOLE.get(ours, ())), never=(*names.never, *NEVER.get(ours, ()))
    )
    for ours, names in {**TOUCH_NAMES, **ORDER_NAMES, **COST_NAMES}.items()
}
"""Columns of ours and what they are called."""


def propose_columns(wanted: "Mapping[str, str]", names: "Iterable[str]") -> dict[str, str]:
    """Return a column for each one of ours that usually has such a name, no column twice.

    `wanted` are our names and what they should be called; a name that is mistyped is found too.
    """
    free = [name for name in names if name]
    found: dict[str, str] = {}
    for ours, theirs in wanted.items():
        near = [find_nearest(theirs, free)] if theirs != ours else []
        guess = next((name for name in (*near, *_rank_columns(ours, free)) if name), None)
        if guess is not None:
            found[ours] = guess
            free.remove(guess)
    return found


def _rank_columns(ours: str, names: "list[str]") -> list[str]:
    """Return the columns that may be one of ours by their names, the likeliest first."""
    ranks = {name: rank for name in names if (rank := rank_name(ours, name)) is not None}
    ranked = sorted(ranks, key=ranks.__getitem__)
    return ranked or [name for name in [find_nearest(ours, names)] if name and _is_typo(ours, name)]


def _is_typo(ours: str, name: str) -> bool:
    """Tell whether a name has the words of ours but for a letter: revenues, order-id."""
    return SequenceMatcher(None, ours, name.lower()).ratio() > _ALIKE


def rank_name(ours: str, name: str) -> tuple[int, int] | None:
    """Return how a name speaks for a column of ours, None where it does not.

    First 0 where it is called so and 1 where a word says so; then its place among such names.
    """
    usual = USUAL_NAMES.get(ours, UsualNames(()))
    plain = simplify_name(name)
    whole = (ours.replace("_", " "), *usual.whole)
    if plain in whole:
        return 0, whole.index(plain)
    if drop_record(plain) in whole:
        return 0, len(whole) + whole.index(drop_record(plain))
    words = plain.split()
    if not set(words).isdisjoint(usual.never):
        return None
    said = [rank for rank, word in enumerate(usual.words) if word in words]
    return (1, said[0]) if said else None
