"""The signs of a comparison, and the lines below it that explain those it shows."""

from typing import TYPE_CHECKING, NamedTuple

from cli.render.text.matrix import make_matrix_legend
from cli.render.text.text_width import replace_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.render.text.layout import Column
    from cli.report import Table

RANK = "#"
"""A rank follows."""
NOISE = "~"
"""A change within noise follows."""
TOO_FEW = "too few"
"""Stands in place of half a width."""
UNBOUNDED = "unbounded"
"""Stands in place of half a width where an interval has no upper end."""


class Signs(NamedTuple):
    """The signs that not every stream has."""

    rise: str
    """A notable change upwards follows."""
    fall: str
    """A notable change downwards follows."""
    around: str
    """Half the width of an interval follows."""
    undefined: str
    """Stands in place of a value."""


def choose_signs(encoding: str) -> Signs:
    """Return the signs that a stream of this encoding can show."""
    return Signs(*(replace_signs(sign, encoding) for sign in ("▲", "▼", "±", "–")))  # noqa: RUF001 - the dash is one


def make_legend(table: "Table", columns: "Iterable[Column]", encoding: str) -> tuple[str, ...]:
    """Return what the signs of a comparison or matrix mean, as far as its columns show them."""
    if table.matrix is not None:
        return make_matrix_legend(table.matrix, encoding)
    if not table.models:
        return ()
    words = set(_list_words(columns))
    return tuple(
        line for line in _describe_words(words, table.replicates, choose_signs(encoding)) if line
    )


def _list_words(columns: "Iterable[Column]") -> "Iterator[str]":
    for column in columns:
        for cell in column.cells:
            yield from cell.split()


def _describe_words(words: set[str], replicates: int | None, signs: Signs) -> "Iterator[str]":
    over = "" if replicates is None else f" over {replicates:,} resamplings of customers"
    if any(word.startswith(signs.around) for word in words):
        yield (
            f"{signs.around} half the width of the 95 % interval{over}:"
            " sampling error only, one channel at a time"
        )
    yield "; ".join(_describe_marks(words, signs))


def _describe_marks(words: set[str], signs: Signs) -> "Iterator[str]":
    if any(word.startswith(RANK) for word in words):
        yield f"{RANK} rank by revenue, where 95 % of them agree on it"
    if NOISE in words:
        yield f"{NOISE} change may be noise"
    if set(TOO_FEW.split()) <= words:
        yield f"{TOO_FEW}: fewer than 10 customers, hence no interval"
    if UNBOUNDED in words:
        yield f"{UNBOUNDED}: some resamplings credit nothing, hence no upper end"
    if "pp" in words:
        yield "pp: percentage points"
    if signs.undefined in words:
        yield f"{signs.undefined} the model is not defined there"
