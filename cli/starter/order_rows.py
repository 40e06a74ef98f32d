"""What the rows of an order file are, and what their statuses mean."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.detection.number_format import read_amounts
from cli.inputs.orders.several_lines import LONG
from cli.inputs.orders.statuses.rule import BLANK, StatusRule
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.vocabularies.statuses import read_meanings, simplify_status
from cli.settings.sections.exports.files import OrderRows
from cli.starter.ids.joined_ids import join_texts
from cli.wording import format_count, format_examples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.starter.sample import FileSample

_ID, _AMOUNT = "id", "amount"
_SHOWN: Final = 8
_KINDS: Final = 5
_NEGATIVE: Final = r"^\W*-|^\(|-$"
"""An amount below 0."""
_PURCHASES: Final = frozenset(
    {
        *("purchase", "purchased", "conversion", "converted", "order", "ordered", "sale", "sold"),
        *("transaction", "checkout", "acquisto", "ordine", "vendita", "kauf", "bestellung"),
        *("achat", "commande", "compra", "pedido", "aankoop", "bestelling"),
    }
)
"""Words that events are called by which are sales."""

_LINES: Final = frozenset(
    {"item", "line", "lineitem", "position", "riga", "ligne", "línea", "attendee", "ticket"}
)
_WON: Final = frozenset(
    {
        *("won", "closed won", "deal won", "won deal", "gewonnen", "geschlossen gewonnen"),
        *("geschlossen und gewonnen", "abgeschlossen gewonnen", "abgeschlossen und gewonnen"),
        *("gagné", "gagnée", "fermé gagné", "fermée gagnée", "clôturé gagné", "clôturée gagnée"),
        *("vinto", "vinta", "chiuso vinto", "chiusa vinta", "affare vinto", "trattativa vinta"),
        *("ganado", "ganada", "cerrado ganado", "cerrada ganada", "ganho", "fechado ganho"),
    }
)
"""What deals that are sales are called beside those that are open."""
_OPEN: Final = frozenset({"open", "in progress"})
"""What counts as a sale of orders, and does not of deals."""
_LINE_BEGINNINGS: Final = ("positions", "artikel")
"""How words begin that speak of lines in compounds: Positionsstatus."""


@dataclass(frozen=True, slots=True)
class RowMeaning:
    """What one row of an order file is."""

    rows: OrderRows
    why: str


@dataclass(frozen=True, slots=True)
class KeptKinds:
    """What tells the rows that are orders in a file of other rows too."""

    column: str
    kinds: tuple[str, ...]
    what: str = "an order's id"
    """What these rows have and others have not."""


@dataclass(frozen=True, slots=True)
class StatusMeanings:
    """What the statuses of a file mean."""

    dropped: tuple[str, ...]
    """Those that are no sales, as written."""
    unknown: tuple[str, ...]
    """Those of which nothing is known; they count."""

    @property
    def sentence(self) -> str:
        """Which statuses are left out anyway, and which ones nobody knows."""
        left = "what these words mean is no sale: they are left out without this line as well"
        strange = f"nothing is known of {format_examples(self.unknown, _SHOWN)}, which count"
        return "; ".join([left] * bool(self.dropped) + [strange] * bool(self.unknown))


def find_kept_kinds(sample: "FileSample", columns: "Mapping[str, str]") -> KeptKinds | None:
    """Return the column that tells orders from other rows; None where each row is an order.

    Its few values in rows with an order's id, where no column has ids with an amount, stand in none
    without, as purchases among events do. Amounts alone tell only what is called a purchase.
    """
    if "status" in columns:
        return None
    if "order_id" in columns:
        known = sample.get_texts(columns["order_id"]).is_not_null()
        return _find_kinds(sample, columns, known)
    if "revenue" in columns:
        known = sample.get_texts(columns["revenue"]).str.contains("[1-9]").fill_null(value=False)
        found = _find_kinds(sample, columns, known)
        if found is not None and all(map(_is_purchase, found.kinds)):
            return replace(found, what="an amount")
    return None


def _find_kinds(
    sample: "FileSample", columns: "Mapping[str, str]", known: pl.Series
) -> KeptKinds | None:
    if known.all() or not known.any():
        return None
    for name in filter(None, sample.names):
        texts = sample.get_texts(name)
        kinds, others = (texts.filter(which).drop_nulls().unique() for which in (known, ~known))
        few = 0 < len(kinds) <= _KINDS and texts.filter(known).null_count() == 0
        told = few and len(others) and not kinds.is_in(others.implode()).any()
        if name not in columns.values() and told and not kinds.str.contains(r"[0-9]").any():
            return KeptKinds(name, tuple(kinds.sort()))
    return None


def _is_purchase(kind: str) -> bool:
    return not _PURCHASES.isdisjoint(simplify_name(kind).split())


def find_refund_column(sample: "FileSample", columns: "Mapping[str, str]") -> str | None:
    """Return the column that says which order a refund is of, None without any.

    All its values are ids of orders, in rows of their own with an amount below 0. `columns` are our
    names and theirs.
    """
    if not columns.keys() >= {"order_id", "revenue"}:
        return None
    ids, amounts = (sample.get_texts(columns[ours]) for ours in ("order_id", "revenue"))
    known = ids.drop_nulls().unique().implode()
    for name in filter(None, sample.names):
        # Databases write 0 where a row names no other one.
        named = sample.get_texts(name).replace("0", None)
        filled = named.is_not_null()
        if (
            name in columns.values()
            or not filled.any()
            or not named.drop_nulls().is_in(known).all()
        ):
            continue
        below = amounts.filter(filled).str.contains(_NEGATIVE).fill_null(value=False)
        if below.all() and (named.filter(filled) != ids.filter(filled)).all():
            return name
    return None


def find_row_meaning(
    sample: "FileSample",
    columns: "Mapping[str, str]",
    joined: "Sequence[str]" = (),
    *,
    priced: bool = False,
) -> RowMeaning | None:
    """Return what a row is where ids of orders repeat; None where each row may be an order.

    `columns` are our names and theirs, `joined` those that make the id together, and `priced` tells
    whether the amount is the price of one piece, which lines have.
    """
    if not columns.keys() >= {"order_id", "revenue"}:
        return None
    names = joined or (columns["order_id"],)
    known = sample.rows.select(
        join_texts([sample.get_texts(name) for name in names]).alias(_ID),
        sample.get_texts(columns["revenue"]).alias(_AMOUNT),
        *([sample.get_texts(columns["status"]).alias("status")] if "status" in columns else []),
        pl.concat_str(pl.all().fill_null(""), separator="\0").alias("whole"),
    ).filter(pl.col(_ID).is_not_null())
    several = known.unique("whole", maintain_order=True).filter(pl.col(_ID).is_duplicated())
    if not several.height:
        return None
    said = f"{format_count(several[_ID].n_unique(), 'order')} with several rows"
    if priced:
        return RowMeaning(OrderRows.LINE_ITEMS, f"{said}, each with a price of its own")
    if "status" in columns and _is_of_lines(columns["status"]):
        several = several.drop("status")
    found = _judge_rows(several, said)
    lines = found is not None and found.rows is OrderRows.LINE_ITEMS
    # Two lines of a kind are two of those that the row above adds up.
    if lines and (_have_sums_first(several) or _have_sums_first(known)):
        why = f"{said}, of which the first one has the others' sum"
        return RowMeaning(OrderRows.TOTALS_ON_FIRST_ROW, why)
    return found


def describe_several_customers(sample: "FileSample", columns: "Mapping[str, str]") -> str | None:
    """Return how many orders have rows of several customers, None where none has.

    None as well where such rows are of several times: they may be orders of one number. `columns`
    are our names and theirs.
    """
    names = ("order_id", "customer_id", "ordered_at")
    if not columns.keys() >= {*names}:
        return None
    rows = pl.DataFrame([sample.get_texts(columns[name]).alias(name) for name in names])
    who = pl.col("customer_id").str.to_lowercase().drop_nulls().n_unique() > 1
    found = (
        rows.drop_nulls("order_id").group_by("order_id").agg(who, pl.col("ordered_at").n_unique())
    )
    shared = found.filter("customer_id")
    if not shared.height or (shared["ordered_at"] > 1).any():
        return None
    return f"{format_count(shared.height, 'order')} with rows of several customers"


def _is_of_lines(name: str) -> bool:
    """Tell whether statuses in a column are those of lines, by its name: no states of an order."""
    words = simplify_name(name).split()
    return any(word in _LINES or word.startswith(_LINE_BEGINNINGS) for word in words)


def _judge_rows(several: pl.DataFrame, said: str) -> RowMeaning | None:
    """Return what rows are of which several are of one order."""
    further = several.filter(~pl.col(_ID).is_first_distinct())
    if further[_AMOUNT].is_null().all():
        return RowMeaning(
            OrderRows.TOTALS_ON_FIRST_ROW, f"{said}, of which the first one has the amount"
        )
    returns = pl.col(_AMOUNT).str.contains(_NEGATIVE)
    amounts = several.filter(~returns.fill_null(value=False))
    amounts = amounts.filter(pl.col(_ID).is_duplicated())
    if not amounts.height:
        return None
    if "status" in amounts.columns:
        states = amounts.group_by(_ID).agg(pl.col("status").n_unique())["status"]
        if (states > 1).any():
            return None
    alike = amounts.group_by(_ID).agg(pl.col(_AMOUNT).n_unique())[_AMOUNT]
    if (alike == 1).all():
        return RowMeaning(
            OrderRows.TOTALS_ON_FIRST_ROW, f"{said}, each of which repeats the order's amount"
        )
    return RowMeaning(OrderRows.LINE_ITEMS, f"{said}, each with an amount of its own")


def _have_sums_first(amounts: pl.DataFrame) -> bool:
    """Tell whether the first row has the sum of the others in every order that shows it."""
    read = amounts.with_columns(read_amounts(amounts[_AMOUNT]).alias(_AMOUNT))
    amount = pl.col(_AMOUNT)
    long = (
        read.group_by(_ID, maintain_order=True)
        .agg(pl.len().alias("rows"), amount.first().alias("first"), amount.sum().alias("sum"))
        .filter(pl.col("rows") >= LONG)
    )
    summed = (pl.col("first") > 0) & (pl.col("sum") == 2 * pl.col("first"))
    return long.height >= LONG and long.filter(summed).height == long.height


def find_won_statuses(sample: "FileSample", column: str) -> tuple[str, ...]:
    """Return the statuses of deals that were won, as written, where others may still be open.

    An open order is a sale, an open deal none yet, nor is one of a stage that nobody knows.
    """
    names = sample.get_texts(column).rename("status").drop_nulls().unique().sort()
    simple = names.to_frame().select(simplify_status(pl.col("status"))).to_series()
    is_won, meanings = simple.is_in([*_WON]), read_meanings()
    if simple.is_in([*_OPEN]).any():
        return tuple(names.filter(is_won))
    known = (meaning for words in meanings.values() for meaning in words)
    unknown = names.filter(~is_won & ~simple.is_in([*known]))
    others = simple.is_in(meanings["sale"]) & ~is_won
    return tuple(names.filter(is_won)) if len(unknown) and not others.any() else ()


def find_status_meanings(sample: "FileSample", column: str) -> StatusMeanings | None:
    """Return what the statuses of a column mean; None where all of them are sales."""
    texts = sample.get_texts(column).rename("status")
    names = texts.drop_nulls().unique().sort()
    simple = names.to_frame().select(simplify_status(pl.col("status")).fill_null(BLANK)).to_series()
    meanings = read_meanings()
    rule = StatusRule(drop=(*meanings["no_sale"], *meanings["open"]))
    is_dropped = simple.to_frame("status").select(rule.is_dropped(pl.col("status"))).to_series()
    known = is_dropped | simple.is_in([*meanings["sale"], *meanings["refunded"]])
    found = StatusMeanings(tuple(names.filter(is_dropped)), tuple(names.filter(~known)))
    return found if found.dropped or found.unknown else None
