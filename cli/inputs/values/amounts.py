"""Amounts of money read from text exactly, in 1/10 000 of the currency unit."""

import re
from typing import Final, NamedTuple

import polars as pl

from cli.inputs.values.currencies import CURRENCY
from cli.inputs.values.identifiers import FORMULA_ERRORS

DIGITS: Final = 4
"""Digits after the point that amounts of money are read with."""
LARGEST: Final = 10**15
"""Largest amount that is believed, in 1/10 000: 100 billion."""

_SPACES: Final = " \u00a0\u202f\u2009"
"""Ordinary, no-break, narrow no-break and thin space."""
_GROUPS: Final = {" ": f"[{_SPACES}]", "'": "['\u2019]"}
_NUMBER: Final = rf"([0-9][0-9.,'\u2019{_SPACES}]*[0-9.,]|[0-9]|[.,][0-9]+)"
_DRESSED: Final = (
    rf"^\s*([+-]?)\s*(?:{CURRENCY})?\s*([+-]?)\s*{_NUMBER}\s*(?:{CURRENCY})?\s*([+-]?)\s*$"
)
_ODD: Final = r"[-+(&=\u2212\u2013\u2014]|\p{L}\."
"""What numbers have whose sign, or whose currency's mark, is not simply what is no digit."""
_BESIDE: Final = rf"[^0-9.,'\u2019{_SPACES}]+"
_NO_CENTS: Final = rf"([0-9][.,])\s*(?:-{{1,2}}|[\u2013\u2014=])(\s*(?:{CURRENCY})?\s*)$"
"""A dash in the place of zero cents, as in 49,-"""
_ABSENT: Final = r"^\s*(?:[-\u2013\u2014]{1,3}|<\s*[0-9]+)\s*$"


class NumberFormat(NamedTuple):
    """How numbers are written."""

    decimal: str | None = None
    """Mark before the fraction, None where the settings do not say: a point."""
    thousands: str | None = None
    """Mark between thousands; None or empty: none."""
    dressed: bool = False
    """Whether some have a currency, brackets for a minus, or spaces around them."""
    absent: bool = False
    """Whether -- and < 10 are zeros."""

    @property
    def plain(self) -> bool:
        """Whether the numbers are read as they are."""
        return self.decimal != "," and not self.thousands and not self.dressed and not self.absent

    def strip_decoration(self, text: pl.Expr) -> pl.Expr:
        """Return texts without a currency, brackets and spaces; others as they are."""
        if self.absent:
            text = pl.when(text.str.contains(_ABSENT)).then(pl.lit("0")).otherwise(text)
        if not self.dressed:
            return text
        # Patterns that say what they found take ten times as long as those that only tell whether.
        odd = text.str.contains(_ODD)
        bare = text.str.replace_all(_BESIDE, "").str.strip_chars()
        plain = pl.when(text.str.contains(_DRESSED)).then(bare).otherwise(text)
        return pl.when(odd).then(_strip_signs(pl.when(odd).then(text))).otherwise(plain)

    @property
    def form(self) -> str:
        """The regular expression of the numbers that are so written."""
        point = re.escape(self.decimal or ".")
        group = _GROUPS.get(self.thousands or "", re.escape(self.thousands or ""))
        grouped = rf"[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+|" if group else ""
        if self.thousands == ",":
            # India groups by two digits above the thousands.
            grouped += r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}|"
        return rf"^[+-]?(?:{grouped}[0-9]+)?(?:{point}[0-9]*)?$"

    def to_plain_number(self, text: pl.Expr) -> pl.Expr:
        """Return texts with a decimal point and no other mark; null where they are misplaced."""
        if self.plain:
            return text
        bare = self.strip_decoration(text)
        plain = bare
        if self.thousands in _GROUPS:
            plain = plain.str.replace_all(_GROUPS[self.thousands], "")
        elif self.thousands:
            plain = plain.str.replace_all(self.thousands, "", literal=True)
        if self.decimal == ",":
            plain = plain.str.replace(",", ".", literal=True)
        return pl.when(bare.str.contains(self.form)).then(plain)


def _strip_signs(text: pl.Expr) -> pl.Expr:
    """Return texts with their signs before the number, and neither a currency nor brackets."""
    signed = text.str.replace("\u2212", "-", literal=True).str.replace(_NO_CENTS, "${1}00$2")
    signed = signed.str.replace(r"^\s*\((.*)\)\s*$", "-$1")
    return signed.str.replace(_DRESSED, "$1$2$4$3")


def find_largest(digits: int) -> int:
    """Return the largest amount with some digits after the point that is believed."""
    return LARGEST if digits == DIGITS else 10**18


def parse_amount(text: pl.Expr, marks: NumberFormat, digits: int = DIGITS) -> pl.Expr:
    """Return Int64 in 1/10 000, rounded half to even, null where the text is no number.

    With another number of digits after the point it counts the last of these.
    """
    exact = marks.to_plain_number(text).str.to_decimal(scale=digits).to_physical()
    return exact.cast(pl.Int64)


def parse_lenient_amount(text: pl.Expr, marks: NumberFormat, digits: int = DIGITS) -> pl.Expr:
    """Return `parse_amount`, null as well where it is larger than any that is believed."""
    plain = marks.to_plain_number(text.str.strip_chars())
    exact = plain.str.to_decimal(scale=digits).to_physical()
    return exact.cast(pl.Int64, strict=False).pipe(
        lambda number: pl.when(number.abs() <= find_largest(digits)).then(number)
    )


def is_finer(text: pl.Expr, marks: NumberFormat, digits: int = DIGITS) -> pl.Expr:
    """Tell whether a text has more decimals than are read; null where it has none."""
    if marks.dressed:
        text = marks.to_plain_number(text)
        return text.str.find(".", literal=True) + digits + 1 < text.str.len_bytes()
    point = text.str.find(marks.decimal or ".", literal=True)
    return point + digits + 1 < text.str.len_bytes()


def is_finer_than_zeros(text: pl.Expr, marks: NumberFormat, digits: int = DIGITS) -> pl.Expr:
    """Tell whether a text has more decimals than are read that are not mere zeros."""
    bare = marks.strip_decoration(text).str.strip_chars()
    return is_finer(bare.str.strip_chars_end("0"), marks, digits)


def is_absent(text: pl.Expr) -> pl.Expr:
    """Tell whether a text stands for no number: -- or < 10."""
    return text.str.contains(_ABSENT)


def suggest_remedy(value: str, role: str, marks: NumberFormat) -> str:
    """Return what to do about a text that is no number as those of its column are written."""
    point, group = marks.decimal or ".", marks.thousands
    if re.fullmatch(rf"[+-]?[0-9.,'\u2019{_SPACES}]*[0-9][0-9.,'\u2019{_SPACES}]*", value.strip()):
        between = f' and "{group}" between thousands' if group else ""
        return (
            f'the column has "{point}" before the fraction{between}: correct the value, or say how '
            f"numbers are written with {role}.decimal and {role}.thousands"
        )
    if value.strip().lower() in FORMULA_ERRORS:
        return "mend the formula of the cell, or leave the row out with max_bad_rows"
    if re.search(r"[0-9]", value):
        return "write the number alone, without other text"
    return "correct the value, or leave it out with max_bad_rows"
