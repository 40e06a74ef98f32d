"""Which columns of two files hold ids of the same customers, or of the other file's orders."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.identities.spellings import WAYS, normalise_ids
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.tables.usual_names.ranking import rank_name
from cli.inputs.values.identifiers import NOBODY, clean_id
from cli.settings.sections.exports.files import Role
from cli.settings.sections.exports.identities import Normalise
from cli.starter.columns.candidates import may_name_customers
from cli.starter.columns.choices import SharedIds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cli.starter.evidence import ColumnEvidence
    from cli.starter.inspect import LookedAtFile

    _CountIds = Callable[[LookedAtFile, LookedAtFile, Normalise], dict[str, int]]

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
_MOSTLY: Final = 0.5
_LONG: Final = 7
"""Characters of numbers that stand in two files for one reason."""


def find_shared_ids(first: "LookedAtFile", partner: "LookedAtFile", role: Role) -> SharedIds:
    """Return the ids that a file of a role shares with that of its partner.

    A file shares all with itself, which tells nothing. Where no id is the same, most of a column
    may be so in another form: 17850.0 and 17850, an address and its hash; so may those called as
    customers are be, which go before others that are the same: telephone numbers before names.
    Touches that name no customer of the orders may name the orders: networks of affiliates and
    surveys after a purchase do. Where some rows name none, another column may have the visitors.
    """
    other = partner.sample.source.name
    if other == first.sample.source.name:
        return SharedIds()
    for count in (count_shared_ids, _count_unnamed):
        if counts := count(first, partner, Normalise.EXACT):
            return SharedIds(counts, other)
        for way in WAYS:
            if counts := _count_in_form(first, partner, way, count):
                return SharedIds(counts, other, normalise=way)
    if role is not Role.TOUCHPOINTS:
        return SharedIds()
    orders = {each.name: list_ids(partner, each.name) for each in list_named_orders(partner)}
    found = [
        SharedIds({ours.name: count}, other, theirs)
        for ours in list_named_orders(first)
        if not _has_visitors(first, ours)
        for theirs, count in _count_alike(list_ids(first, ours.name), orders).items()
        if count >= _MOSTLY * ours.distinct
    ]
    return max(found, key=lambda each: max(each.counts.values()), default=SharedIds())


def _has_visitors(file: "LookedAtFile", numbers: "ColumnEvidence") -> bool:
    """Tell whether a column names customers in every row, while some have no number."""
    others = (each for each in file.columns if each.name != numbers.name)
    return numbers.filled < numbers.rows and any(
        each.filled == each.rows for each in others if may_name_customers(each)
    )


def _count_unnamed(
    first: "LookedAtFile", partner: "LookedAtFile", way: Normalise = Normalise.EXACT
) -> dict[str, int]:
    """Return how many ids a column that is called otherwise shares with one named as customers.

    Most of its values are, and have letters or are long: small numbers stand in many columns.
    """
    theirs = list(filter(may_name_customers, partner.columns))
    ours = [each for each in first.columns if each.may_hold_ids and _is_telling(each, first)]
    found = _count_shared(first, ours, partner, theirs, way)
    return {each.name: found[each.name] for each in ours if _shares_most(each, found)}


def _is_telling(column: "ColumnEvidence", file: "LookedAtFile") -> bool:
    """Tell whether values have letters, or are as long as telephone numbers."""
    shortest = file.sample.get_texts(column.name).str.strip_chars().str.len_chars().min()
    return column.holds_words or (isinstance(shortest, int) and shortest >= _LONG)


def _count_in_form(
    first: "LookedAtFile", partner: "LookedAtFile", way: Normalise, count: "_CountIds"
) -> dict[str, int]:
    """Return what `count` says of ids made alike, if most of one of the files are shared."""
    counts, back = (count(*pair, way) for pair in ((first, partner), (partner, first)))
    pairs = ((first, counts), (partner, back))
    shares = (_shares_most(each, found) for file, found in pairs for each in file.columns)
    return counts if any(shares) else {}


def _shares_most(column: "ColumnEvidence", counts: "Mapping[str, int]") -> bool:
    """Tell whether most values of a column are shared, by the counts of all columns."""
    return column.name in counts and counts[column.name] >= _MOSTLY * column.distinct


def list_named_orders(file: "LookedAtFile") -> "list[ColumnEvidence]":
    """Return the columns that are called as ids of orders, and may be."""
    named = (each for each in file.columns if rank_name("order_id", each.name) is not None)
    return [each for each in named if each.may_hold_ids]


def _count_alike(ids: pl.Series, others: "Mapping[str, pl.Series]") -> dict[str, int]:
    """Return how many ids each of some columns has as well."""
    return {name: int(ids.is_in(each.implode()).sum()) for name, each in others.items()}


def count_shared_ids(
    first: "LookedAtFile", second: "LookedAtFile", way: Normalise = Normalise.EXACT
) -> dict[str, int]:
    """Return how many different values columns of the first file share with one of the second.

    Only columns that may name customers are compared, and where none of them share any, ids that
    are called alike in both, such as Lead ID. Columns of the first that share none are left out.
    They are compared in lower case and as `way` says.
    """
    ours, theirs = (list(filter(may_name_customers, file.columns)) for file in (first, second))
    alike = _list_ids_alike(first, second), _list_ids_alike(second, first)
    return _count_shared(first, ours, second, theirs, way) or _count_shared(
        first, alike[0], second, alike[1], way
    )


def _count_shared(
    first: "LookedAtFile",
    ours: "Sequence[ColumnEvidence]",
    second: "LookedAtFile",
    theirs: "Sequence[ColumnEvidence]",
    way: Normalise,
) -> dict[str, int]:
    others = {each.name: list_ids(second, each.name, way) for each in theirs}
    shared = {
        each.name: max(_count_alike(list_ids(first, each.name, way), others).values(), default=0)
        for each in ours
    }
    return {name: count for name, count in shared.items() if count}


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


def list_ids(file: "LookedAtFile", name: str, way: Normalise = Normalise.EXACT) -> pl.Series:
    """Return the different ids of a column as they are compared, those of the first rows.

    They are made once: a column is compared with many, in both directions.
    """
    if (name, way) not in file.ids:
        file.ids[name, way] = clean_ids(file.sample.get_texts(name), way)
    return file.ids[name, way]


def clean_ids(texts: pl.Series, way: Normalise = Normalise.EXACT) -> pl.Series:
    """Return the different ids among some texts as they are compared."""
    return clean_rows(texts.unique(), way).drop_nulls().unique()


def clean_rows(texts: pl.Series, way: Normalise = Normalise.EXACT) -> pl.Series:
    """Return the id of each text as they are compared, null where there is none."""
    cleaned = texts.rename(_ID).to_frame().select(clean_id(pl.col(_ID).str.to_lowercase(), NOBODY))
    return cleaned.select(normalise_ids(_ID, way)).to_series()
