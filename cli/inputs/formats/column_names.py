"""Names of columns as format files write them: alternatives, with a currency in some."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CURRENCY: Final = "{currency}"


@cache
def _compile_pattern(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name).replace(re.escape(_CURRENCY), "([A-Z]{3})"))


def is_same(name: str, column: str) -> bool:
    """Tell whether a column has a name of a format; {currency} fits any code such as EUR."""
    return (
        name == column if _CURRENCY not in name else bool(_compile_pattern(name).fullmatch(column))
    )


def find_column(names: "Iterable[str]", header: "Sequence[str]") -> str | None:
    """Return the first column of a header that has one of some names, None where none has."""
    for name in names:
        if _CURRENCY not in name:
            if name in header:
                return name
        elif fits := [column for column in header if _compile_pattern(name).fullmatch(column)]:
            return fits[0]
    return None


def find_currency(names: "Iterable[str]", column: str) -> str | None:
    """Return the code that stands in the name of a column, None where none does."""
    for name in names:
        fits = _compile_pattern(name).fullmatch(column) if _CURRENCY in name else None
        if fits:
            return fits[1]
    return None
