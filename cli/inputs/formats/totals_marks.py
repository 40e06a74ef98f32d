"""What tells totals rows of files whose format does not say it."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.columns.steps import is_total
from cli.inputs.tables.columns import ValueKind
from cli.inputs.values.identifiers import list_spellings
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.header import Header

_WORDS: Final = (
    *("total", "totals", "grand total", "grand totals", "subtotal", "sum total", "totale"),
    *("totali", "totale complessivo", "totale generale", "subtotale", "gesamt", "summe"),
    *("gesamtsumme", "gesamtergebnis", "zwischensumme", "insgesamt", "totaux", "total général"),
    *("total general", "suma total", "suma", "totaal", "eindtotaal", "razem", "suma końcowa"),
    *("i alt", "totalt", "summa", "yhteensä", "celkem", "celkový součet", "összesen", "toplam"),
    *("genel toplam", "ukupno", "skupaj", "spolu", "σύνολο", "γενικό σύνολο", "итого", "всего"),
    *("общий итог", "разом", "усього", "合計", "総計", "总计", "合计", "總計", "합계", "총계"),
    *("المجموع", "الإجمالي", "סה״כ", 'סה"כ'),
)
"""What totals rows are called, in lower case; a colon may follow."""
_BEGINNINGS: Final = (
    *("total", "grand total", "totale", "totali", "gesamt", "summe", "sum of", "totaux"),
    *("suma total", "totaal", "subtotal"),
)
"""How programs begin the first value of totals rows, in which no day stands."""
BLANK_TOTALS: Final = "(blank)"
"""Stands in the settings for rows in which neither an id nor a name nor a day is."""
NAMELESS_TOTALS: Final = "(none)"
"""Stands in the settings for rows of costs without a name, which reports show as `(none)`."""
_DAY: Final = r"[0-9]{4}|[0-9]{1,2}[./-][0-9]"
_NAMES: Final = ("order_id", "customer_id", "channel", "campaign", "source", "medium")
"""Our columns in which the word alone marks a row; of touchpoints and orders the ids."""
_IDS: Final = 2
_MOMENTS: Final = ("date", "ordered_at", "touched_at")
_UNTIL: Final = "until"


def choose_total_words(said: "Sequence[str] | None") -> tuple[str, ...]:
    """Return the words of totals rows, in lower case; `said` are those of the settings."""
    words = _WORDS if said is None else tuple(word.strip().lower() for word in said)
    return (*words, *(f"{word}:" for word in words if not word.endswith(":")))


def mark_totals(
    role: str, fields: "Sequence[Field]", header: "Header", said: "Sequence[str] | None"
) -> pl.Expr | None:
    """Tell which rows are totals; None where none is looked for.

    A row is one whose id or name is a word for totals, whatever its day; one in which such a word
    stands in place of the day; and one without a day that begins with it in its first column, or
    has it in one without a name, as explorations of Google Analytics do. Of costs, whose sheets are
    made by hand, a row with a blank day has it anywhere, such as beside the amount.
    """
    if role == Role.IDENTITIES or said == ():
        return None
    spelled = list_spellings(choose_total_words(said))
    names = _NAMES if role == Role.COSTS else _NAMES[:_IDS]
    named = [
        pl.col(str(field.position)).cast(pl.String).str.strip_chars().is_in(spelled)
        for field in fields
        if field.name in names
    ]
    whole = pl.any_horizontal(pl.lit(value=False), *named).fill_null(value=False)
    if said is not None and BLANK_TOTALS in said:
        whole |= _is_unlabelled(fields)
    if role == Role.COSTS and said is not None and NAMELESS_TOTALS in said:
        whole |= _is_nameless(fields)
    day = next((field.position for field in fields if field.name in _MOMENTS), None)
    if header.types is not None or day is None:
        return whole
    moments = {
        field.name: pl.col(str(field.position)).cast(pl.String)
        for field in fields
        if field.name in (*_MOMENTS, _UNTIL)
    }
    whole |= pl.any_horizontal(_begins(text, spelled, said) for text in moments.values())
    dated = pl.col(str(day)).cast(pl.String).str.contains(_DAY).fill_null(value=False)
    # Where the day is the first column, a total may stand in the next one and leave it blank.
    first = pl.col("0" if day or len(header.names) == 1 else "1").cast(pl.String)
    aside = _holds_word([place for place, name in enumerate(header.names) if not name], spelled)
    whole |= (_begins(first, spelled, said) | aside) & ~dated
    if role != Role.COSTS:
        return whole
    undated = pl.col(str(day)).cast(pl.String).str.strip_chars().fill_null("") == ""
    return whole | (_holds_word(range(len(header.names)), spelled) & undated)


def _holds_word(places: "Iterable[int]", spelled: "Sequence[str]") -> pl.Expr:
    """Tell which rows have a word for totals in some columns."""
    texts = (pl.col(str(place)).cast(pl.String).str.strip_chars() for place in places)
    held = (text.is_in(spelled) for text in texts)
    return pl.any_horizontal(pl.lit(value=False), *held).fill_null(value=False)


def _begins(text: pl.Expr, spelled: "Sequence[str]", said: "Sequence[str] | None") -> pl.Expr:
    """Tell which first values are words for totals, or begin with a usual one."""
    whole = text.str.strip_chars().is_in(spelled).fill_null(value=False)
    return whole if said is not None else whole | is_total(text, _BEGINNINGS, blank=False)


def _is_unlabelled(fields: "Sequence[Field]") -> pl.Expr:
    """Tell which rows have amounts alone."""
    return pl.all_horizontal(
        _is_blank(field)
        for field in fields
        if field.kind is not ValueKind.AMOUNT and field.formula is None and not field.operand
    )


def _is_nameless(fields: "Sequence[Field]") -> pl.Expr:
    """Tell which rows have no name, where some have one."""
    blank = [_is_blank(field) for field in fields if field.name in _NAMES]
    return pl.all_horizontal(*blank) if blank else pl.lit(value=False)


def _is_blank(field: "Field") -> pl.Expr:
    return pl.col(str(field.position)).cast(pl.String).str.strip_chars().fill_null("") == ""
