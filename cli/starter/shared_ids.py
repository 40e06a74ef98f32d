"""Which columns of two files hold ids of the same customers."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.values.identifiers import NOBODY, clean_id
from cli.starter.choices import may_name_customers

if TYPE_CHECKING:
    from cli.starter.inspect import LookedAtFile

_ID: Final = "id"


def count_shared_ids(first: "LookedAtFile", second: "LookedAtFile") -> dict[str, int]:
    """Return how many different values columns of the first file share with one of the second.

    Only columns that may name customers are compared, and those of the first that share none are
    left out.
    """
    theirs = [_list_ids(second, each.name) for each in second.columns if may_name_customers(each)]
    shared: dict[str, int] = {}
    for column in first.columns:
        if may_name_customers(column):
            ours = _list_ids(first, column.name)
            most = max((int(ours.is_in(each.implode()).sum()) for each in theirs), default=0)
            if most:
                shared[column.name] = most
    return shared


def _list_ids(file: "LookedAtFile", name: str) -> pl.Series:
    """Return the different ids of a column as they are compared."""
    texts = file.sample.get_texts(name).rename(_ID).to_frame()
    cleaned = texts.select(clean_id(pl.col(_ID).str.to_lowercase(), NOBODY))
    return cleaned.to_series().drop_nulls().unique()
