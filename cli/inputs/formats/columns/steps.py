"""The steps of a format that make a column, as expressions over the texts of a file."""

import re
from typing import TYPE_CHECKING, Final, assert_never

import polars as pl

from cli.settings.sections.exports.files import Epoch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.settings.sections.exports.export_formats import Step

_WHOLE: Final = {
    Epoch.SECONDS: r"^\s*[0-9]{9,11}\s*$",
    Epoch.MILLISECONDS: r"^\s*[0-9]{12,14}\s*$",
    Epoch.MICROSECONDS: r"^\s*[0-9]{15,17}\s*$",
}
"""Numbers that are instants from 1973 or, with fractions, 2001 on: 20260328 is none."""


FOREIGN: Final = " in another currency"
LESS: Final = " less "
_PLAIN: Final = r"^-?(?:[0-9]+(?:[.,](?:[0-9]{1,2}|[0-9]{4}))?|0+[.,][0-9]{3})$"
"""Numbers of which one mark tells all: 1.234 may be of thousands."""
_DECIMALS: Final = 4
_SPARE_ZEROS: Final = r"\.?(?:00){1,2}$"
"""Decimals that say nothing; three would look like thousands."""
_BETWEEN: Final = "/"
"""What stands between the columns of an id."""


def choose_first(steps: "Sequence[Step]", texts: "Sequence[pl.Expr | None]") -> pl.Expr:
    """Return the first value that some steps give, String; `texts` are their columns, filled."""
    return pl.coalesce(_apply_step(step, text) for step, text in zip(steps, texts, strict=True))


def refuse_where_different(text: pl.Expr, amounts: "Sequence[pl.Expr]") -> pl.Expr:
    """Return a text, no number any more where some amount is not 0 and other ones differ."""
    first, *others = (_parse_number(amount) for amount in amounts)
    differ = pl.any_horizontal(first != other for other in others).fill_null(value=False)
    foreign = differ & (_parse_number(text) != 0).fill_null(value=True)
    return pl.when(foreign).then(pl.concat_str(text, pl.lit(FOREIGN))).otherwise(text)


def subtract_discounts(text: pl.Expr, discounts: "Sequence[pl.Expr]") -> pl.Expr:
    """Return an amount less some discounts, whatever their sign; as it stands where there are none.

    A refund gives back as much less. It is no number any more where one of them is none, or the
    amount itself.
    """
    given = [nullify_blanks(discount).str.strip_chars() for discount in discounts]
    numbers = [_parse_exactly(each).abs() for each in given]
    wrong = pl.any_horizontal(
        each.is_not_null() & number.is_null() for each, number in zip(given, numbers, strict=True)
    )
    taken = pl.sum_horizontal(numbers)
    amount = _parse_exactly(text.str.strip_chars())
    net = pl.when(amount < 0).then(amount + taken).otherwise(amount - taken)
    unread = pl.concat_str(text, *given, separator=LESS, ignore_nulls=True)
    written = net.cast(pl.String).str.replace(_SPARE_ZEROS, "")
    with_comma = written.str.replace(".", ",", literal=True)
    written = pl.when(unread.str.contains(",")).then(with_comma).otherwise(written)
    less = pl.when(wrong).then(unread).otherwise(pl.coalesce(written, unread))
    return pl.when(text.is_not_null() & (wrong | (taken != 0))).then(less).otherwise(text)


def _parse_exactly(text: pl.Expr) -> pl.Expr:
    plain = pl.when(text.str.contains(_PLAIN)).then(text)
    return plain.str.replace(",", ".", literal=True).str.to_decimal(scale=_DECIMALS)


def _parse_number(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.String).str.strip_chars().cast(pl.Float64, strict=False)


def nullify_blanks(text: pl.Expr) -> pl.Expr:
    """Return a text, null where it is blank."""
    text = text.cast(pl.String)
    return pl.when(text.str.strip_chars() != "").then(text)


def without_values(text: pl.Expr, values: "Sequence[str]") -> pl.Expr:
    """Return a text, null where it is one of some values, letter case ignored."""
    return pl.when(~has_value(text, values)).then(text) if values else text


def join_texts(text: pl.Expr, further: "Sequence[pl.Expr]") -> pl.Expr:
    """Return a text and those that are not blank among some others, a blank between them."""
    parts = [
        part.cast(pl.String).str.strip_chars() for part in (text, *map(nullify_blanks, further))
    ]
    whole = pl.concat_str(parts, separator=" ", ignore_nulls=True)
    return pl.when(text.is_not_null()).then(whole) if further else text


def join_ids(text: pl.Expr, further: "Sequence[pl.Expr]") -> pl.Expr:
    """Return an id made of several texts, null where one of them is blank."""
    parts = [nullify_blanks(part).str.strip_chars() for part in (text, *further)]
    return pl.concat_str(parts, separator=_BETWEEN) if further else text


def repeat_from_above(text: pl.Expr) -> pl.Expr:
    """Return a text, where it is blank the one above."""
    return nullify_blanks(text).forward_fill()


def is_total(text: pl.Expr, beginnings: "Sequence[str]", *, blank: bool) -> pl.Expr:
    """Tell whether the marking value of a row is that of a totals row; `blank` marks may be."""
    plain = _normalise(text.cast(pl.String)).fill_null("")
    # One pattern is ten times as fast as a comparison with each.
    marks = "|".join(re.escape(beginning.lower()) for beginning in beginnings)
    begun = plain.str.contains(f"^(?:{marks})") if beginnings else pl.lit(value=False)
    return begun | (plain == "") if blank else begun


def has_value(text: pl.Expr, values: "Sequence[str]") -> pl.Expr:
    """Tell whether a text is one of some values, letter case ignored."""
    fits = _normalise(text.cast(pl.String)).is_in([value.lower() for value in values])
    return fits.fill_null(value=False)


def _normalise(text: pl.Expr) -> pl.Expr:
    return text.str.strip_chars().str.to_lowercase()


def _apply_step(step: "Step", text: pl.Expr | None) -> pl.Expr:
    if text is None or step.value is not None:
        constant = pl.lit(step.value, pl.String)
        if text is None or not step.when:
            return constant if text is None else pl.when(text.is_not_null()).then(constant)
        return pl.when(has_value(text, step.when)).then(constant)
    if step.map is not None:
        names = {theirs.lower(): ours for theirs, ours in step.map.items()}
        text = _normalise(text).replace_strict(names, default=None, return_dtype=pl.String)
    return text if step.epoch is None else _format_instant(text, step.epoch)


def _format_instant(text: pl.Expr, epoch: Epoch) -> pl.Expr:
    """Return ISO 8601; a text that is no number stays as it is, to be named with its line."""
    number = text.str.strip_chars().cast(pl.Int64, strict=False)
    match epoch:
        case Epoch.SECONDS:
            number *= 1_000_000
        case Epoch.MILLISECONDS:
            number *= 1000
        case Epoch.MICROSECONDS:
            pass
        case _:
            assert_never(epoch)
    iso = number.cast(pl.Datetime("us")).dt.to_string("%Y-%m-%d %H:%M:%S%.6fZ")
    return pl.when(text.str.contains(_WHOLE[epoch])).then(iso).otherwise(text)
