"""Words that stand for a missing id."""

from typing import Final

import polars as pl

_WORDS: Final = (
    *("null", "none", "nil", "nan", "n/a", "na", "undefined", "unknown", "anonymous", "guest"),
    *("(not set)", "(none)", "(other)", "0", "-1", "-", "?", "false", "true", "test"),
    "00000000-0000-0000-0000-000000000000",
)


def placeholders(rows: pl.DataFrame) -> dict[str, int]:
    """Return the rows of each id that looks like none; `rows` are `customer_id` and `rows`."""
    alike = pl.col("customer_id").str.strip_chars().str.to_lowercase()
    return dict(rows.filter(alike.is_in(_WORDS)).iter_rows())
