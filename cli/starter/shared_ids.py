"""Which columns of two files hold ids of the same customers."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.tables.usual_names import simplify_name
from cli.inputs.values.identifiers import NOBODY, clean_id
from cli.starter.choices import may_name_customers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.starter.evidence import ColumnEvidence
    from cli.starter.inspect import LookedAtFile

_ID: Final = "id"
_ID_WORDS: Final = frozenset({"id", "code", "number", "nr", "no", "codice", "nummer", "numero"})
_OTHERS: Final = frozenset(
    {
        *("order", "ordine", "transaction", "invoice", "receipt", "sale", "purchase", "payment"),
        *("deal", "opportunity", "booking", "reservation", "ticket", "touch", "touchpoint"),
        *("session", "event", "visit", "click", "campaign", "ad", "adset", "group", "creative"),
        *("product", "item", "line", "variant", "channel", "source", "store", "shop", "page"),
        *("form", "tracking", "coupon", "promo", "country", "postal", "zip"),
    }
)
"""Words of ids of something else than customers."""


def count_shared_ids(first: "LookedAtFile", second: "LookedAtFile") -> dict[str, int]:
    """Return how many different values columns of the first file share with one of the second.

    Only columns that may name customers are compared, and where none of them share any, ids that
    are called alike in both, such as Lead ID. Columns of the first that share none are left out.
    """
    ours, theirs = (list(filter(may_name_customers, file.columns)) for file in (first, second))
    return _count_shared(first, ours, second, theirs) or _count_shared(
        first, _list_ids_alike(first, second), second, _list_ids_alike(second, first)
    )


def _count_shared(
    first: "LookedAtFile",
    ours: "Sequence[ColumnEvidence]",
    second: "LookedAtFile",
    theirs: "Sequence[ColumnEvidence]",
) -> dict[str, int]:
    known = [_list_ids(second, each.name).implode() for each in theirs]
    shared: dict[str, int] = {}
    for column in ours:
        own = _list_ids(first, column.name)
        most = max((int(own.is_in(each).sum()) for each in known), default=0)
        if most:
            shared[column.name] = most
    return shared


def _list_ids_alike(file: "LookedAtFile", other: "LookedAtFile") -> "list[ColumnEvidence]":
    """Return the columns of ids, of nothing that is known to be none, that both files have."""
    names = {simplify_name(each.name) for each in other.columns}
    return [
        each
        for each in file.columns
        if each.may_hold_ids
        and simplify_name(each.name) in names
        and not _ID_WORDS.isdisjoint(simplify_name(each.name).split())
        and _OTHERS.isdisjoint(simplify_name(each.name).split())
    ]


def _list_ids(file: "LookedAtFile", name: str) -> pl.Series:
    """Return the different ids of a column as they are compared."""
    texts = file.sample.get_texts(name).rename(_ID).to_frame()
    cleaned = texts.select(clean_id(pl.col(_ID).str.to_lowercase(), NOBODY))
    return cleaned.to_series().drop_nulls().unique()
