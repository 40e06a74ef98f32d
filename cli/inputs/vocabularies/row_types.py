"""Words for the rows of statements: sales, refunds, fees, money that moves."""

from functools import cache
from pathlib import Path
from typing import Final, cast

import polars as pl

from cli.inputs.vocabularies.letters import lower_words
from cli.inputs.vocabularies.patterns import matches_names
from cli.settings.loading.yaml_file import read_own_document

SALE: Final = "sale"
REFUND: Final = "refund"
FEE: Final = "fee"
MOVEMENT: Final = "movement"
_WORDS: Final = Path(__file__).parents[3] / "configs" / "row_types.yaml"
_APART: Final = r"[\s_-]+"


@cache
def read_row_types() -> dict[str, list[str]]:
    """Return the words for rows by what they mean: `sale`, `refund`, `fee`, `movement`."""
    return cast("dict[str, list[str]]", read_own_document(_WORDS).tree)


def is_type(text: pl.Expr, *kinds: str) -> pl.Expr:
    """Tell which types of rows mean one of some kinds, null-free."""
    plain = lower_words(text.cast(pl.String), _APART)
    words = [word for kind in kinds for word in read_row_types()[kind]]
    return matches_names(plain, words).fill_null(value=False)
