"""Words for the rows of statements: sales, refunds, fees, money that moves."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.vocabularies.letters import WORD_BREAKS, lower_words
from cli.inputs.vocabularies.meanings import read_words
from cli.inputs.vocabularies.patterns import matches_names

if TYPE_CHECKING:
    from collections.abc import Iterable

SALE: Final = "sale"
REFUND: Final = "refund"
FEE: Final = "fee"
MOVEMENT: Final = "movement"
_WORDS: Final = "row_types"


def is_type(text: pl.Expr, *kinds: str, others: "Iterable[str]" = ()) -> pl.Expr:
    """Tell which types of rows mean one of some kinds, or are named by `others`, null-free."""
    plain = lower_words(text.cast(pl.String), WORD_BREAKS)
    words = [word for kind in kinds for word in read_words(_WORDS)[kind]]
    return matches_names(plain, [*words, *others]).fill_null(value=False)
