"""Words for the statuses of orders and payments."""

from functools import cache
from pathlib import Path
from typing import Final, cast

import polars as pl

from cli.inputs.vocabularies.letters import lower_word, lower_words
from cli.settings.loading.yaml_file import read_own_document

_MEANINGS: Final = Path(__file__).parents[3] / "configs" / "statuses.yaml"
_APART: Final = r"[\s_-]+"


@cache
def read_meanings() -> dict[str, list[str]]:
    """Return the statuses by what they mean.

    `sale`, `no_sale`, of which `cancelled` and `unpaid` are parts, `open`, `refunded`.
    """
    read = cast("dict[str, list[str]]", read_own_document(_MEANINGS).tree)
    found = {meaning: [lower_word(word) for word in words] for meaning, words in read.items()}
    return {**found, "no_sale": [*found["cancelled"], *found["unpaid"], *found["no_sale"]]}


def simplify_status(status: pl.Expr) -> pl.Expr:
    """Return statuses as they are compared; null where blank."""
    plain = lower_words(status.cast(pl.String), _APART)
    plain = plain.str.strip_prefix("wc ").str.strip_chars()
    return pl.when(plain != "").then(plain)
