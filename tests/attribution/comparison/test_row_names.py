"""Each value has a row of its own, whatever the files call it."""

from hypothesis import given
from hypothesis import strategies as st

from attribution.comparison.row_names import (
    BESIDE_BLOCKS,
    BESIDE_VALUES,
    NOTHING,
    UNATTRIBUTED,
    name_rows,
)

WORDS = st.sampled_from(sorted({*BESIDE_BLOCKS, *BESIDE_VALUES, NOTHING, "Email"}))
VALUES = st.none() | st.builds("{}{}".format, st.sampled_from(("", "\\", "\\\\")), WORDS)


@given(st.lists(VALUES, unique=True), st.sampled_from((BESIDE_BLOCKS, BESIDE_VALUES)))
def test_no_two_rows_have_one_name(values: list[str | None], beside: frozenset[str]) -> None:
    names = name_rows(values, beside)
    assert len({*names, *beside}) == len(names) + len(beside)
    assert [name for name, value in zip(names, values, strict=True) if value is None] == (
        [NOTHING] if None in values else []
    )


def test_names_are_as_they_are_where_no_other_row_has_them() -> None:
    assert name_rows(["(all)", "(none)", "Email"]) == ["(all)", "(none)", "Email"]
    assert name_rows([UNATTRIBUTED], BESIDE_BLOCKS) == [UNATTRIBUTED]
    assert name_rows(["(none)", None]) == ["\\(none)", "(none)"]
