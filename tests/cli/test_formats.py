"""Exports as programs write them, recognised and read; see tests/formats/golden.py."""

import pytest

from tests.formats.golden import CASES, expected, text_of
from tests.selection import keep

OFTEN = (
    "ga4_bigquery",
    "ga4_sessions",
    "google_ads",
    "matomo",
    "shopify",
    "stripe",
    "woocommerce",
)
"""The most common ones; the others run with what is slow."""


@pytest.mark.parametrize("case", keep(CASES, OFTEN))
def test_an_export_reads_as_expected(case: str) -> None:
    assert text_of(case) == expected(case).read_text(encoding="utf-8")
