"""Which orders are sales by their status: by the settings, the format, or what words mean."""

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.values.distinct import match_values
from cli.inputs.vocabularies.letters import space_words
from cli.inputs.vocabularies.patterns import matches_names
from cli.inputs.vocabularies.row_types import FEE, MOVEMENT, is_type
from cli.inputs.vocabularies.statuses import read_meanings, simplify_status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cli.settings.sections.exports.files import Orders

BLANK: Final = "(blank)"
"""What stands for a blank status in the settings and in messages."""
DOUBT: Final = ": "
"""Between the name of a column and a status in it that may say that an order is no sale."""
CANCELLED: Final = "cancelled_at is filled"
_COLUMN: Final = r" \(.*\)\s*$"
_NEVER: Final = r"^(?:0|no|false|none|null|nan|n/a|na|-|0000-00-00.*|1970-01-01.*|)$"
"""Values of `cancelled_at` in orders that were not cancelled."""


class StatusRule(NamedTuple):
    """Which statuses count; letter case, hyphens and underscores do not matter."""

    keep: tuple[str, ...] = ()
    """Patterns with *: only these count; empty: all."""
    drop: tuple[str, ...] = ()
    """Patterns with * that do not count."""
    refunded: tuple[str, ...] = ()
    """Statuses of orders that were given back in full where no amount says how much."""
    types: tuple[str, ...] = ()
    """Patterns with * of types of rows that are no sales, besides those known by their words."""
    by_meaning: bool = False
    """Whether neither settings nor format say which count, but what the words mean."""

    @property
    def judges_blank(self) -> bool:
        """Whether orders without a status do not count, or only words would tell of it."""
        return self.by_meaning or bool(self.keep) or BLANK in self.drop

    def is_dropped(self, status: pl.Expr) -> pl.Expr:
        """Tell which statuses, plain texts, do not count; a blank one only where it is named."""
        known = status.is_not_null()
        dropped = known & matches_names(status, self.drop)
        if BLANK in self.drop:
            dropped |= ~known
        if self.keep:
            dropped |= ~(known & matches_names(status, self.keep))
        return dropped.fill_null(value=False)

    def is_dropped_word(self, status: str) -> bool:
        """Tell whether one status does not count; `BLANK` is none."""
        status = "" if status == BLANK else status
        return bool(pl.select(self.is_dropped(simplify_status(pl.lit(status)))).item())

    def is_dropped_second(self, status: pl.Expr) -> pl.Expr:
        """Tell which second statuses do not count, see `columns.second_status`; no blank one."""
        return matches_names(simplify_second(status), self.drop).fill_null(value=False)

    def find_excused(self, places: "Mapping[str, pl.Expr]") -> pl.Expr | None:
        """Tell which rows of a file are no orders, by its columns; None where no column tells."""
        excused = []
        if "status" in places:
            excused.append(self.is_dropped(simplify_status(places["status"])))
        if "second_status" in places:
            excused.append(self.is_dropped_second(places["second_status"]))
        if "row_type" in places:
            excused.append(is_type(places["row_type"], FEE, MOVEMENT, others=self.types))
        if "cancelled_at" in places:
            excused.append(is_cancelled(places["cancelled_at"]))
        return pl.any_horizontal(excused) if excused else None


def choose_status_rule(section: "Orders") -> StatusRule:
    """Return which statuses count by the settings, filled up by the format, else by meaning."""
    meanings = read_meanings()
    refunded, types = tuple(meanings["refunded"]), section.drop_types
    if section.keep_status is None and section.drop_status is None:
        drop = (*meanings["no_sale"], *meanings["open"])
        return StatusRule((), drop, refunded, types, by_meaning=True)
    keep, drop = section.keep_status or (), section.drop_status or ()
    named = tuple(space_words(name) for name in (*keep, *drop))
    rest = tuple(word for word in refunded if word not in named)
    return StatusRule(keep, drop, rest, types)


def simplify_second(status: pl.Expr) -> pl.Expr:
    """Return second statuses as they are compared, without the name of their column behind them."""
    return simplify_status(status.cast(pl.String).str.replace(_COLUMN, ""))


def find_dropped(rule: StatusRule, frame: pl.DataFrame) -> pl.Expr | None:
    """Tell which rows are no sales, null-free; None where no column tells."""
    dropped = []
    if "status" in frame.columns:
        dropped.append(
            match_values(frame["status"], lambda text: rule.is_dropped(simplify_status(text)))
        )
    if "second_status" in frame.columns:
        dropped.append(match_values(frame["second_status"], rule.is_dropped_second))
    if "cancelled_at" in frame.columns:
        dropped.append(is_cancelled(pl.col("cancelled_at")))
    return pl.any_horizontal(dropped) if dropped else None


def is_cancelled(at: pl.Expr) -> pl.Expr:
    """Tell which values of `cancelled_at` say that an order was cancelled."""
    text = at.cast(pl.String).str.strip_chars().str.to_lowercase()
    return (~text.str.contains(_NEVER)).fill_null(value=False)


def find_refunded(orders: pl.DataFrame, rule: StatusRule) -> pl.Expr | None:
    """Tell which orders, or lines, a status calls refunded; None where none does."""
    plain = {"status": simplify_status, "second_status": simplify_second}
    said = [
        match_values(orders[name], partial(_is_word, simplify=simplify, words=rule.refunded))
        for name, simplify in plain.items()
        if name in orders.columns
    ]
    found = pl.any_horizontal(said) if said else None
    return found if found is not None and orders.select(found.any()).item() else None


def _is_word(
    text: pl.Expr, simplify: "Callable[[pl.Expr], pl.Expr]", words: tuple[str, ...]
) -> pl.Expr:
    return simplify(text).is_in(list(words))
