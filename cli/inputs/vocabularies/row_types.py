"""Words for the rows of statements and books: sales, parts of them, refunds, fees, movements."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.vocabularies.letters import WORD_BREAKS, lower_words
from cli.inputs.vocabularies.meanings import read_words
from cli.inputs.vocabularies.patterns import matches_names

if TYPE_CHECKING:
    from collections.abc import Iterable

SALE: Final = "sale"
REFUND: Final = "refund"
DOCUMENT: Final = "document"
"""A sale that its lines or its payment may stand beside: an invoice, the sale of a till."""
PART: Final = "part"
"""A line or a payment, which counts where there is no document of it."""
FEE: Final = "fee"
MOVEMENT: Final = "movement"
_WORDS: Final = "row_types"


def is_type(text: pl.Expr, *kinds: str, others: "Iterable[str]" = ()) -> pl.Expr:
    """Tell which types of rows mean one of some kinds, or are named by `others`, null-free."""
    plain = lower_words(text.cast(pl.String), WORD_BREAKS)
    words = [word for kind in kinds for word in read_words(_WORDS)[kind]]
    return matches_names(plain, [*words, *others]).fill_null(value=False)


def select_types(names: "Iterable[str]", *kinds: str) -> list[str]:
    """Return the types that mean one of some kinds."""
    known = pl.DataFrame({_WORDS: list(names)}, schema={_WORDS: pl.String})
    return known.filter(is_type(pl.col(_WORDS), *kinds)).to_series().to_list()
