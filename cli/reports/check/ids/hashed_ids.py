"""Customers known by address in one file and by a hash that is none of it in the other."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.identities.spellings import HASH
from cli.money import format_money
from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.check.subject import CheckSubject

_HASHES, _ADDRESSES = "hashes", "addresses"
_MOSTLY: Final = 0.5


def find_hashed_ids(facts: "CheckSubject", lost: pl.DataFrame) -> "Iterator[Finding]":
    """Yield that one file has addresses and the other hashes of others, or salted ones.

    `lost` are the customers of counted orders whom no touch knows under any spelling, addresses
    and their plain hashes tried: `customer_id`, `orders` and `revenue`.
    """
    ours = _name_kind(lost["customer_id"])
    if ours is None:
        return
    seen = pl.concat(list(facts.shop.stock.map_each(_count_kinds))).sum()
    rows, hashes, addresses = seen.row(0)
    theirs = _HASHES if ours == _ADDRESSES else _ADDRESSES
    if {_HASHES: hashes, _ADDRESSES: addresses}[theirs] < _MOSTLY * rows:
        return
    orders, money = int(lost["orders"].sum()), int(lost["revenue"].sum())
    yield Finding(
        FindingName.HASHED_IDS,
        FindingSeverity.WARNING,
        f"the orders have {ours} as customers, the touchpoints {theirs}:"
        f" {format_count(orders, 'order')} ({format_money(money)}) of customers whom no touch"
        " knows, not even by MD5, SHA-1 or SHA-256: the hashes are salted, or of other addresses",
        "export the same ids in both files; or name a file that has both: identities: {files:"
        " ids.csv, columns: {alias: HASH, customer_id: ADDRESS}}",
    )


def _name_kind(ids: pl.Series) -> str | None:
    """Return what most of some ids are, None where they are neither addresses nor hashes."""
    for kind, which in _tell_kinds(ids.name).items():
        if ids.to_frame().select(which.mean()).item() >= _MOSTLY:
            return kind
    return None


def _tell_kinds(column: str) -> dict[str, pl.Expr]:
    return {
        _HASHES: pl.col(column).str.contains(HASH),
        _ADDRESSES: pl.col(column).str.contains("@", literal=True),
    }


def _count_kinds(touches: pl.DataFrame | None, orders: pl.DataFrame) -> pl.DataFrame:
    """Return one row: the customers with touches, those that are hashes, and addresses."""
    frame = orders if touches is None else touches
    ids = frame.select(pl.col("customer_id").unique()).drop_nulls()
    kinds = (which.sum().alias(name) for name, which in _tell_kinds("customer_id").items())
    return ids.select(pl.len().cast(pl.Int64), *kinds).cast(pl.Int64)
