"""Columns of statements that say what a row is: a sale, a refund, a fee, a payout."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.steps import nullify_blanks
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.vocabularies.row_types import FEE, MOVEMENT, REFUND, is_type

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def make_row_type(
    names: "Mapping[int, str]", texts: "Mapping[int, pl.Expr]"
) -> tuple[str, pl.Expr] | None:
    """Return the first column of types of rows and what all of them say; None without any.

    `names` are the columns that are not read, by position, `texts` their values. What is no sale
    goes before what is: a fee may be of an order.
    """
    found = {place: name for place, name in names.items() if simplify_name(name) in _NAMES}
    if not found:
        return None
    said = [nullify_blanks(texts[place]).str.strip_chars() for place in found]
    others = [pl.when(is_type(text, FEE, MOVEMENT, REFUND)).then(text) for text in said]
    first = next(iter(found.values()))
    return first, said[0] if len(said) == 1 else pl.coalesce(*others, *said)
