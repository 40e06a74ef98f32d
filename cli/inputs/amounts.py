"""Amounts of money read from text exactly, in 1/10 000 of the currency unit."""

import re
from dataclasses import dataclass
from typing import Final

import polars as pl

UNIT: Final = 10_000
LARGEST: Final = 10**15
"""Largest amount that is believed, in 1/10 000: 100 billion."""

_AMBIGUOUS: Final = r"^[+-]?[1-9][0-9]{0,2}\.[0-9]{3}$"


@dataclass(frozen=True, slots=True)
class Marks:
    """How numbers are written."""

    decimal: str | None = None
    """Mark before the fraction, None where the settings do not say: a point."""
    thousands: str | None = None
    """Mark between thousands; None or empty: none."""

    @property
    def plain(self) -> bool:
        """Whether the numbers are read as they are."""
        return self.decimal != "," and not self.thousands

    def normal(self, text: pl.Expr) -> pl.Expr:
        """Return texts with a decimal point and no other mark; null where they are misplaced."""
        if self.plain:
            return text
        point, group = re.escape(self.decimal or "."), re.escape(self.thousands or "")
        grouped = rf"[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|" if group else ""
        form = rf"^[+-]?(?:{grouped}[0-9]+)?(?:{point}[0-9]*)?$"
        plain = text.str.replace_all(self.thousands, "", literal=True) if self.thousands else text
        if self.decimal == ",":
            plain = plain.str.replace(",", ".", literal=True)
        return pl.when(text.str.contains(form)).then(plain)

    def ambiguous(self, text: pl.Expr) -> pl.Expr:
        """Tell whether a text such as 1.234 could be meant with a mark between thousands."""
        return text.str.contains(_AMBIGUOUS)


def amount(text: pl.Expr, marks: Marks) -> pl.Expr:
    """Return Int64 in 1/10 000, rounded half to even, null where the text is no number."""
    exact = marks.normal(text).str.to_decimal(scale=4).to_physical()
    return exact.cast(pl.Int64)


def lenient_amount(text: pl.Expr, marks: Marks) -> pl.Expr:
    """Return `amount`, null as well where it is larger than any that is believed."""
    exact = marks.normal(text.str.strip_chars()).str.to_decimal(scale=4).to_physical()
    return exact.cast(pl.Int64, strict=False).pipe(
        lambda number: pl.when(number.abs() <= LARGEST).then(number)
    )


def finer(text: pl.Expr, marks: Marks) -> pl.Expr:
    """Tell whether a text has more than four decimals; null where it has none."""
    return text.str.find(marks.decimal or ".", literal=True) + 5 < text.str.len_bytes()


def finer_than_zeros(text: pl.Expr, marks: Marks) -> pl.Expr:
    """Tell whether a text has more than four decimals that are not mere zeros."""
    return finer(text.str.strip_chars().str.strip_chars_end("0"), marks)


def remedy(value: str, role: str, marks: Marks) -> str:
    """Return what to do about a text that is no number by the marks of the settings."""
    if not marks.plain or marks.decimal:
        known = f'"{marks.decimal or "."}"'
        return f"{role}.decimal is {known}: correct the one or the other"
    decimal, thousands = f'set {role}.decimal: "', f'{role}.thousands: "'
    forms = (
        (r"[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]*", f'{decimal}," and {thousands}."'),
        (r"[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]*", f'set {thousands},"'),
        (r"[+-]?[0-9]{1,3}(,[0-9]{3}){2,}", f'set {thousands},"'),
        (r"[+-]?[0-9]{1,3}(\.[0-9]{3}){2,}", f'{decimal}," and {thousands}."'),
        (r"[+-]?[1-9][0-9]{0,2},[0-9]{3}", f'{decimal}," or {thousands},"'),
        (r"[+-]?[0-9]*,[0-9]*", f'{decimal},"'),
        (r"[+-]?[0-9]{1,3}([ '][0-9]{3})+\.?[0-9]*", f"set {thousands}"),
        (r"[+-]?[0-9]{1,3}([ '][0-9]{3})+,[0-9]*", f'{decimal}," and {thousands}'),
        (r"[+-]?[0-9]*\.[0-9]*", f'{decimal}."'),
    )
    for form, answer in forms:
        if re.fullmatch(form, value.strip()):
            group = "'" if "'" in value else " "
            return f'{answer}{group}"' if answer.endswith(thousands) else answer
    if re.search(r"[0-9]", value):
        return "write the number alone, without a currency or other text"
    return "correct the value, or leave it out with max_bad_rows"
