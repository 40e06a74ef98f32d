"""Columns of statements that say what a row is: a sale, a refund, a fee, a payout."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.columns.steps import nullify_blanks
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.vocabularies.row_types import FEE, MOVEMENT, REFUND, is_type

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_NAMES: Final = frozenset(
    {
        *(
            "type",
            "transaction type",
            "row type",
            "record type",
            "entry type",
            "reporting category",
        ),
        *("line type", "document type", "doc type", "documenttype", "voucher type", "kind"),
        *("amount type", "balance type", "movement type", "transaction kind"),
        *("tipo", "tipo transazione", "tipo movimento", "tipo di transazione", "typ"),
        *("transaktionstyp", "buchungsart", "vorgang", "type de transaction", "type transaction"),
        *("tipo de transacción", "tipo de transação", "transactietype", "soort", "rodzaj"),
        *("işlem türü", "işlem tipi", "documento", "tipo documento", "tipo di documento"),
        *("tipo doc", "belegart", "belegtyp", "dokumenttyp", "dokumentart", "type de document"),
        *("type de pièce", "type document", "tipo de documento", "tipo de comprobante"),
        *("soort document", "documentsoort", "typ dokumentu", "rodzaj dokumentu", "belge türü"),
    }
)
"""What such columns are called, in lower case."""
_RETURN: Final = "return"
_SIZE: Final = r"[\d.,]*[1-9][\d.,]*"
_NEGATIVE: Final = rf"^\s*(?:[-\u2212]\s*{_SIZE}|{_SIZE}-|\({_SIZE}\))\s*$"
"""A number below 0: with a minus before or behind it, or in brackets."""


def make_row_type(
    names: "Mapping[int, str]",
    texts: "Mapping[int, pl.Expr]",
    pieces: "Container[str]" = (),
) -> tuple[str, pl.Expr] | None:
    """Return the columns of types of rows and what all of them say; None without any.

    `names` are the columns that are not read, by position, `texts` their values, `pieces` those
    that hold numbers of pieces, negative where these came back. What is no sale goes before what
    is: a fee may be of an order.
    """
    found = {place: name for place, name in names.items() if simplify_name(name) in _NAMES}
    counted = [place for place, name in names.items() if name in pieces]
    said = [nullify_blanks(texts[place]).str.strip_chars() for place in found]
    others = [pl.when(is_type(text, FEE, MOVEMENT, REFUND)).then(text) for text in said]
    others += [pl.when(is_negative(texts[place])).then(pl.lit(_RETURN)) for place in counted]
    if not others:
        return None
    if not counted and len(said) == 1:
        return next(iter(found.values())), said[0]
    told = (next(iter(names[place] for place in each), "") for each in (found, counted))
    return " or ".join(filter(None, told)), pl.coalesce(*others, *said)


def is_negative(text: pl.Expr) -> pl.Expr:
    """Tell which numbers, as texts, are below 0, null-free."""
    return text.cast(pl.String).str.contains(_NEGATIVE).fill_null(value=False)
