"""Touches that come from pages where customers pay, and are no channel that won them."""

from functools import cache
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.channels.built_in import read_rules
from cli.inputs.values.combinations import list_possible_texts

if TYPE_CHECKING:
    from collections.abc import Collection

_UNMARKED: Final = ("", "(none)", "(not set)", "referral")
"""Mediums of visits that nobody has marked as those of a campaign."""


def count_payment_pages(touches: pl.DataFrame) -> dict[str, int]:
    """Return how many touches come from each page of payment, by source; columns as of a run."""
    if "source" not in touches.columns:
        return {}
    names = list_possible_texts(touches["source"])
    paying = names.filter(names.str.to_lowercase().str.contains(_compile_hosts()))
    if paying.is_empty():
        return {}
    found = touches.lazy().filter(mark_payment_pages(paying.to_list(), touches.columns))
    counts = found.group_by(pl.col("source").cast(pl.String)).agg(pl.len()).sort("source")
    return dict(counts.collect().iter_rows())


def mark_payment_pages(names: "Collection[str]", columns: "Collection[str]") -> pl.Expr:
    """Tell which touches come from some pages and are those of no campaign, null-free."""
    marks = pl.col("source").cast(pl.String).is_in(list(names)) & mark_referrals(columns)
    return marks.fill_null(value=False)


def mark_referrals(columns: "Collection[str]") -> pl.Expr:
    """Tell which touches nobody has marked as those of a campaign, null-free."""
    if "medium" not in columns:
        return pl.lit(value=True)
    medium = pl.col("medium").cast(pl.String).str.strip_chars().str.to_lowercase()
    return medium.fill_null("").is_in(_UNMARKED)


@cache
def _compile_hosts() -> str:
    """Return the pattern of the hosts of configs/channels/payments.yaml."""
    listed = read_rules("payments")
    hosts, labels = ("|".join(map(_escape, listed[key])) for key in ("hosts", "labels"))
    return rf"^\s*(?:(?:[^\s/]+\.)?(?:{hosts})|(?:{labels})\.[^\s/]+\.[^\s/]+)\s*$"


def _escape(text: str) -> str:
    return text.replace(".", r"\.")
