"""Which of several columns that are called alike is meant."""

from typing import TYPE_CHECKING, Final

from cli.inputs.tables.name_forms import simplify_name
from cli.starter.columns.candidates import Candidate
from cli.starter.columns.keys import TIME_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BY_VALUES: Final = 2
"""The tier of candidates whose names say nothing."""
_GROSS: Final = frozenset(
    {
        *("brutto", "gross", "inkl", "incl", "including", "inclusive", "ttc", "lordo", "lorda"),
        *("ivato", "ivata", "compresa", "bruto", "bruta", "incluido", "base", "basis"),
    }
)
"""Words of amounts that hold taxes, or are in the currency of the shop."""
_NET: Final = frozenset(
    {
        *("netto", "netta", "net", "exkl", "excl", "excluding", "exclusive", "ohne", "ht", "neto"),
        *("imponibile", "esclusa", "líquido"),
    }
)
"""Words of amounts that do not."""


def prefer_telling(ours: str, ranked: "Sequence[Candidate]") -> "list[Candidate]":
    """Return candidates, of those that are called alike the more telling one first.

    Of amounts called as totals that is the one with taxes, while nothing but Net and Gross may
    be of fees; of times the only one that is in every row.
    """
    if ours == "revenue" and ranked[0].tier < _BY_VALUES:
        return _put_first(ranked, _rank_gross)
    if ours in TIME_KEYS:
        return _put_first(ranked, lambda each: int(each.column.filled < each.column.rows))
    return list(ranked)


def _rank_gross(candidate: Candidate) -> int:
    words = set(simplify_name(candidate.column.name).split())
    return 0 if words & _GROSS else 2 if words & _NET else 1


def _put_first(
    ranked: "Sequence[Candidate]", rank: "Callable[[Candidate], int]"
) -> "list[Candidate]":
    """Return candidates with the only best of those that are equal to the first, before them."""
    first, *rest = ranked
    place = (first.tier, first.rank)
    equal = [first, *(each for each in rest if (each.tier, each.rank) == place)]
    best = [each for each in equal if rank(each) == min(map(rank, equal))]
    if len(equal) == 1 or len(best) > 1:
        return list(ranked)
    chosen = Candidate(best[0].column, first.tier, first.rank - 1)
    return [chosen, *(each for each in ranked if each is not best[0])]
