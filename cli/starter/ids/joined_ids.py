"""Ids of orders that repeat, and the column that tells those of one number apart."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.identities.spellings import normalise_ids
from cli.settings.generated.template import Guess
from cli.settings.sections.exports.identities import Normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cli.starter.evidence import ColumnEvidence
    from cli.starter.sample import FileSample

_OFTEN: Final = 0.2
"""Share of the ids with several rows that are of several customers, where numbers begin anew."""
_ID, _WHO, _APART = "id", "who", "apart"


def find_joined_id(
    sample: "FileSample", known: "Mapping[str, str]", columns: "Sequence[ColumnEvidence]"
) -> Guess | None:
    """Return the id of orders joined with a column where the id alone is of several customers.

    As where shops share numbers, or the numbers of receipts begin anew each day. Of the columns of
    a few words, and the day, with which each is of one customer, it is the one that leaves most
    rows together. `known` are our names and theirs of the columns that are found.
    """
    if not known.keys() >= {"order_id", "customer_id"}:
        return None
    ids, who = sample.get_texts(known["order_id"]), _get_customers(sample, known)
    if _measure_strife(ids, who) < _OFTEN or _is_listed_for_each(sample, known):
        return None
    found: dict[str, int] = {}
    for name in _list_candidates(known, columns):
        joined = join_texts([sample.get_texts(name), ids])
        if joined.null_count() == ids.null_count() and not _measure_strife(joined, who):
            found[name] = joined.n_unique()
    if not found:
        return None
    best = min(found, key=found.__getitem__)
    why = f"{known['order_id']} alone is of several customers, with {best} of one each"
    return Guess({"join": [best, known["order_id"]]}, f"likely: {why}")


def join_texts(texts: "Sequence[pl.Series]") -> pl.Series:
    """Return some columns as one, null where one of them is."""
    frame = pl.DataFrame([text.alias(str(place)) for place, text in enumerate(texts)])
    return frame.select(pl.concat_str(pl.all(), separator="/")).to_series()


def _get_customers(sample: "FileSample", known: "Mapping[str, str]") -> pl.Series:
    """Return the customers; the letter case of addresses says nothing."""
    who = sample.get_texts(known["customer_id"]).alias(_WHO).to_frame()
    return who.select(normalise_ids(_WHO, Normalise.AUTO)).to_series()


def _is_listed_for_each(sample: "FileSample", known: "Mapping[str, str]") -> bool:
    """Tell whether orders stand once for each of several people: all else of them is one.

    As opportunities do in a report with a row for each contact. Numbers that begin anew have
    amounts and times of their own.
    """
    if not known.keys() >= {"revenue", "ordered_at"}:
        return False
    names = ("order_id", "customer_id", "revenue", "ordered_at")
    rows = pl.DataFrame([sample.get_texts(known[ours]).alias(ours) for ours in names])
    rows = rows.with_columns(_get_customers(sample, known).alias(names[1]))
    several = rows.drop_nulls(names[:2]).group_by(names[0]).agg(pl.col(names[1:]).n_unique())
    shared = several.filter(pl.col(names[1]) > 1)
    return bool(shared.height) and bool((shared.select(names[2:]) == 1).min_horizontal().all())


def _list_candidates(
    known: "Mapping[str, str]", columns: "Sequence[ColumnEvidence]"
) -> "Iterator[str]":
    taken = set(known.values())
    yield from (each.name for each in columns if each.holds_kinds and each.name not in taken)
    if "ordered_at" in known:
        yield known["ordered_at"]


def _measure_strife(ids: pl.Series, who: pl.Series) -> float:
    """Return the share of the ids with several rows that are of several customers."""
    rows = pl.DataFrame([ids.alias(_ID), who.alias(_WHO)]).drop_nulls()
    several = rows.group_by(_ID).agg(pl.len(), (pl.col(_WHO).n_unique() > 1).alias(_APART))
    several = several.filter(pl.col("len") > 1)
    return int(several[_APART].sum()) / several.height if several.height else 0
