import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_series_equal

from cli.inputs.files.text_bytes import UNKNOWN, examine_bytes
from cli.inputs.values.identifiers import (
    clean_id,
    clean_ids,
    find_bounds,
    list_words_for_none,
)
from tests.examples import examples

IDS = st.one_of(
    st.none(),
    st.text("Cc19 ='\t\"é\u00a0", max_size=4),
    st.sampled_from(["C001", "0", "-1", "NULL", "null", "Guest", '="7"', "c1 ", "c1\t", "#N/A"]),
)


@pytest.mark.parametrize("column", ["customer_id", "order_id", "refund_of"])
@given(st.lists(IDS, max_size=4))
@examples(200)
def test_columns_that_are_looked_at_in_short_are_cleaned_as_others(
    column: str, texts: list[str | None]
) -> None:
    ids, words = pl.Series("id", texts, dtype=pl.String), list_words_for_none(column)
    bounds = find_bounds(ids.to_frame(), ["id"])["id"]
    cleaned = ids.to_frame().select(clean_id(pl.col("id"), words).alias("id")).to_series()
    held = examine_bytes(text.encode() for text in texts if text is not None)
    for known in (UNKNOWN, held):
        assert_series_equal(clean_ids(ids, bounds, words, known), cleaned)
