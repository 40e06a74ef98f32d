"""Ids of orders that repeat, and the column that tells those of one number apart."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.settings.generated.template import Guess

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
    ids, who = (sample.get_texts(known[ours]) for ours in ("order_id", "customer_id"))
    if _measure_strife(ids, who) < _OFTEN:
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
