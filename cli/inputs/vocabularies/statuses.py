"""Words for the statuses of orders and payments."""

from functools import cache

import polars as pl

from cli.inputs.vocabularies.letters import WORD_BREAKS, lower_word, lower_words
from cli.inputs.vocabularies.meanings import read_words


@cache
def read_meanings() -> dict[str, list[str]]:
    """Return the statuses by what they mean.

    `sale`, `no_sale`, of which `cancelled` and `unpaid` are parts, `no_sale_beside_sales`, `open`,
    `refunded`.
    """
    read = read_words("statuses")
    found = {meaning: [lower_word(word) for word in words] for meaning, words in read.items()}
    return {**found, "no_sale": [*found["cancelled"], *found["unpaid"], *found["no_sale"]]}


def simplify_status(status: pl.Expr) -> pl.Expr:
    """Return statuses as they are compared; null where blank."""
    plain = lower_words(status.cast(pl.String), WORD_BREAKS)
    plain = plain.str.strip_prefix("wc ").str.strip_chars()
    return pl.when(plain != "").then(plain)
