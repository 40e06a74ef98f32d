"""Ids of orders that the touchpoints write in another way: 17850.0 and 17850, 7890 and 07890."""

from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.money import format_money
from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, Severity
from cli.wording import format_count, format_examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.check.subject import CheckSubject

_FORM: Final = "form"
_MOST: Final = 100_000
"""Ids that are compared of those that look as if they were written otherwise elsewhere."""
_PHONE: Final = r"^(?:\+|00)?[0-9(][0-9 ()./-]{5,}$"


def find_near_ids(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield orders whose id is in the touchpoints only if it is written in another way.

    Without .0 behind it, or zeros, signs and spaces of a telephone number in it. All customers are
    looked at twice, since those who are alike are anywhere.
    """
    lost = pl.concat(list(facts.shop.stock.map_each(_select_lost)))
    if not lost.height:
        return
    wanted = lost[_FORM].unique()
    seen = facts.shop.stock.map_each(partial(_select_alike, wanted))
    touched = pl.concat(list(seen)).sort("theirs").unique(_FORM, keep="first")
    near = lost.join(touched, on=_FORM).sort(["revenue", "customer_id"], descending=[True, False])
    if near.height:
        yield _describe(near)


def _describe(near: pl.DataFrame) -> Finding:
    pairs = [f"{ours} is {theirs}" for ours, theirs in near.select("customer_id", "theirs").rows()]
    orders, money = int(near["orders"].sum()), int(near["revenue"].sum())
    first = ",".join(near.select("customer_id", "theirs").row(0))
    return Finding(
        FindingName.NEAR_IDS,
        Severity.WARNING,
        f"{format_count(orders, 'order')} ({format_money(money)}) of customers whose ids the"
        f" touchpoints write in another way: {format_examples(pairs)}",
        "export ids as text in both files; or say who is who in a file of logins, identities:"
        f" {{files: ids.csv}}, with lines alias,customer_id such as {first}",
    )


def _select_lost(touches: pl.DataFrame | None, orders: pl.DataFrame) -> pl.DataFrame:
    """Return the customers of counted orders without a touch, with the plain form of their id."""
    known = [] if touches is None else [touches["customer_id"].unique().implode()]
    lost = orders.filter("counted", pl.col("customer_id").is_not_null())
    for ids in known:
        lost = lost.filter(~pl.col("customer_id").is_in(ids))
    found = lost.group_by("customer_id").agg(
        orders=pl.len().cast(pl.Int64), revenue=pl.col("revenue").sum()
    )
    return _with_forms(found).sort("customer_id").head(_MOST)


def _select_alike(
    wanted: pl.Series, touches: pl.DataFrame | None, orders: pl.DataFrame
) -> pl.DataFrame:
    """Return the ids of touches whose plain form is wanted; of several alike the first."""
    frame = orders if touches is None else touches
    ids = _with_forms(frame.select("customer_id").unique().drop_nulls())
    alike = ids.filter(pl.col(_FORM).is_in(wanted.implode()))
    return alike.select(_FORM, theirs="customer_id").sort("theirs").unique(_FORM, keep="first")


def _with_forms(frame: pl.DataFrame) -> pl.DataFrame:
    """Return ids that are numbers with their plain form; others are left out."""
    text = pl.col("customer_id")
    digits = text.str.replace_all(r"[^0-9]", "").str.strip_chars_start("0")
    number = text.str.contains(r"^[0-9]+(?:\.0+)?$")
    plain = text.str.replace(r"\.0+$", "").str.strip_chars_start("0")
    form = pl.when(number).then(plain).when(text.str.contains(_PHONE)).then(digits)
    return frame.with_columns(form.alias(_FORM)).filter(
        (pl.col(_FORM) != "").fill_null(value=False)
    )


RULES: Final = (find_near_ids,)
"""The rules of this file, each a function of the subject that yields what it finds."""
