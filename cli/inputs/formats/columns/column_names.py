"""Names of columns as format files write them: alternatives, with a currency in some.

Warehouses write them in capitals, events in camel case: where no column has a name as it stands,
one that differs in nothing but this does.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from cli.inputs.tables.name_forms import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cli.settings.sections.exports.export_formats import ExportFormat

_CURRENCY: Final = "{currency}"


@cache
def _compile_pattern(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name).replace(re.escape(_CURRENCY), "([A-Z]{3})"))


def is_same(name: str, column: str) -> bool:
    """Tell whether a column has a name of a format; {currency} fits any code such as EUR."""
    if _CURRENCY in name:
        return bool(_compile_pattern(name).fullmatch(column))
    return name == column or fold_name(name) == fold_name(column)


def find_column(names: "Sequence[str]", header: "Sequence[str]") -> str | None:
    """Return the first column of a header that has one of some names, None where none has.

    A name as it stands goes before one that is written in another way, see `fold_name`.
    """
    found = find_exact_column(names, header)
    if found is not None:
        return found
    folded = {fold_name(column): column for column in reversed(header) if column}
    return next((folded[fold_name(name)] for name in names if fold_name(name) in folded), None)


def find_exact_column(names: "Iterable[str]", header: "Sequence[str]") -> str | None:
    """Return the first column of a header that has one of some names as they stand."""
    for name in names:
        if _CURRENCY not in name:
            if name in header:
                return name
        elif fits := [column for column in header if _compile_pattern(name).fullmatch(column)]:
            return fits[0]
    return None


def makes_column(form: "ExportFormat", ours: str, header: "Sequence[str]") -> bool:
    """Tell whether a format finds a column of ours in a file, or makes it."""
    if find_column(form.columns.get(ours, ()), header) is not None:
        return True
    steps = form.derived.get(ours, ())
    return any(not step.column or find_column(step.column, header) for step in steps)


def find_currency(names: "Iterable[str]", column: str) -> str | None:
    """Return the code that stands in the name of a column, None where none does."""
    for name in names:
        fits = _compile_pattern(name).fullmatch(column) if _CURRENCY in name else None
        if fits:
            return fits[1]
    return None
