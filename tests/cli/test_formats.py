"""Exports as programs write them, recognised and read; see tests/formats/golden.py."""

import pytest

from tests.formats.golden import CASES, expected, text_of


@pytest.mark.parametrize("case", CASES)
def test_an_export_reads_as_expected(case: str) -> None:
    assert text_of(case) == expected(case).read_text(encoding="utf-8")
