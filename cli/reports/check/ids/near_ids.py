"""Ids of orders that the touchpoints write in another way: 17850.0 and 17850, an address hashed."""

from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.identities.spellings import (
    HASH,
    HASHES,
    WAYS,
    hash_addresses,
    is_telephone,
    list_digits,
    loosen_ids,
    normalise_ids,
)
from cli.money import format_money
from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.reports.check.ids.hashed_ids import find_hashed_ids
from cli.wording import format_count, format_examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.check.subject import CheckSubject
    from cli.settings.sections.exports.identities import Normalise

_FORM: Final = "form"
_MOST: Final = 100_000
"""Ids that are compared of those that look as if they were written otherwise elsewhere."""
_SUBSCRIBER: Final = 9
"""Last digits of a telephone number that are the same with and without the code of its country."""
_ENDING: Final = "…"
"""What stands before them in a form."""


def find_near_ids(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield orders whose id is in the touchpoints only if it is written in another way.

    Without .0 behind it, or zeros, signs and spaces of a telephone number in it, or the code of
    its country before it; in another letter case; an address with its owner's name, a tag or
    googlemail in it, or as a hash of its lower case. All customers are looked at twice, since
    those who are alike are anywhere.
    """
    lost = pl.concat(list(facts.shop.stock.map_each(_select_lost)))
    if not lost.height:
        return
    wanted, hashed = lost[_FORM].unique(), bool(lost["customer_id"].str.contains(HASH).any())
    seen = facts.shop.stock.map_each(partial(_select_alike, wanted, hashed))
    touched = pl.concat(list(seen)).sort("theirs").unique(_FORM, keep="first")
    near = lost.join(touched, on=_FORM).filter(_is_telling())
    near = near.sort(["revenue", "customer_id"], descending=[True, False])
    near = near.unique("customer_id", keep="first", maintain_order=True)
    if near.height:
        yield _describe(near)
    rest = lost.unique("customer_id").join(near, on="customer_id", how="anti")
    if rest.height:
        yield from find_hashed_ids(facts, rest)


def _is_telling() -> pl.Expr:
    """Tell which pairs are surely of one form: two bare numbers may end in the same digits."""
    marked = pl.any_horizontal(
        pl.col(name).str.contains(r"[^0-9]") for name in ("customer_id", "theirs")
    )
    return marked | ~pl.col(_FORM).str.starts_with(_ENDING)


def _describe(near: pl.DataFrame) -> Finding:
    pairs = [f"{ours} = {theirs}" for ours, theirs in near.select("customer_id", "theirs").rows()]
    orders, money = int(near["orders"].sum()), int(near["revenue"].sum())
    return Finding(
        FindingName.NEAR_IDS,
        FindingSeverity.WARNING,
        f"{format_count(orders, 'order')} ({format_money(money)}) of customers whose ids the"
        f" touchpoints write in another way: {format_examples(pairs)}",
        _propose_remedy(near),
    )


def _propose_remedy(near: pl.DataFrame) -> str:
    """Return how the pairs become alike: by a setting as far as it goes, else by logins."""
    left = {way: _select_others(near, way) for way in WAYS}
    way, others = min(left.items(), key=lambda each: each[1].height)
    if not others.height:
        return f"if they are the same customers, identities: {{normalise: {way}}} makes them alike"
    logins = (
        "say who is who in a file of logins, identities: {files: ids.csv}, with lines"
        f" alias,customer_id such as {','.join(others.row(0))}"
    )
    if others.height == near.height:
        return f"export ids as text in both files; or {logins}"
    alike = format_count(near.height - others.height, "pair")
    return f"identities: {{normalise: {way}}} makes {alike} alike; of the others {logins}"


def _select_others(near: pl.DataFrame, way: "Normalise") -> pl.DataFrame:
    """Return the pairs that are still two ids if they are normalised so."""
    pairs = near.select("customer_id", "theirs")
    alike = pairs.select(normalise_ids(name, way) for name in pairs.columns)
    return pairs.filter(alike["customer_id"] != alike["theirs"])


def _select_lost(touches: pl.DataFrame | None, orders: pl.DataFrame) -> pl.DataFrame:
    """Return the customers of counted orders without a touch, with the plain forms of their ids."""
    known = [] if touches is None else [touches["customer_id"].unique().implode()]
    lost = orders.filter("counted", pl.col("customer_id").is_not_null())
    for ids in known:
        lost = lost.filter(~pl.col("customer_id").is_in(ids))
    found = lost.group_by("customer_id").agg(
        orders=pl.len().cast(pl.Int64), revenue=pl.col("revenue").sum()
    )
    return _with_forms(found.sort("customer_id").head(_MOST), hashed=True)


def _select_alike(
    wanted: pl.Series, hashed: bool, touches: pl.DataFrame | None, orders: pl.DataFrame
) -> pl.DataFrame:
    """Return the ids of touches whose plain form is wanted; of several alike the first."""
    frame = orders if touches is None else touches
    ids = _with_forms(frame.select("customer_id").unique().drop_nulls(), hashed=hashed)
    alike = ids.filter(pl.col(_FORM).is_in(wanted.implode()))
    return alike.select(_FORM, theirs="customer_id").sort("theirs").unique(_FORM, keep="first")


def _with_forms(frame: pl.DataFrame, *, hashed: bool) -> pl.DataFrame:
    """Return ids with each plain form that they have; those without one are left out.

    `hashed` tells whether addresses have those of their hashes as well.
    """
    ids = pl.col("customer_id")
    plain = frame.with_columns(loosen_ids(ids).alias(_FORM))
    digits = list_digits(ids)
    long = is_telephone(ids) & (digits.str.len_bytes() >= _SUBSCRIBER)
    ending = pl.lit(_ENDING) + digits.str.tail(_SUBSCRIBER)
    called = frame.filter(long).with_columns(ending.alias(_FORM))
    hashes = _hash_addresses(plain) if hashed else ()
    found: pl.DataFrame = pl.concat([plain, called, *hashes])
    return found.filter((pl.col(_FORM) != "").fill_null(value=False))


def _hash_addresses(plain: pl.DataFrame) -> "Iterator[pl.DataFrame]":
    """Yield the ids that are addresses with their hashes, as advertisers exchange them."""
    known = plain.filter(pl.col(_FORM).str.contains("@", literal=True))
    for method in HASHES:
        yield known.with_columns(hash_addresses(known["customer_id"], method).alias(_FORM))


RULES: Final = (find_near_ids,)
"""The rules of this file, each a function of the subject that yields what it finds."""
