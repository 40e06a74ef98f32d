"""The columns that a format makes of a file: found by name, or made from others."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.fields import Field
from cli.inputs.formats.errors import AbsentColumnError
from cli.inputs.formats.names import currency, found, same
from cli.inputs.formats.steps import (
    filled,
    first_of,
    has_value,
    is_total,
    refused_where_different,
    repeated_above,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.inputs.fields import Wanted
    from cli.inputs.header import Header
    from cli.settings.formats import ExportFormat, Step

_COST, _CURRENCY, _DATE, _UNTIL = "cost", "currency", "date", "until"


@dataclass(frozen=True, slots=True)
class Columns:
    """What is read from a file."""

    fields: tuple[Field, ...]
    made: tuple[pl.Expr, ...] = ()
    """Columns that the file does not have, named by their position after those that it has."""
    total: pl.Expr | None = None
    """Whether a row is a total."""
    ignored: pl.Expr | None = None
    """Whether a row is something else than the role says."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A column made from others."""

    theirs: str
    value: pl.Expr


def columns_of(
    file: str, form: "ExportFormat | None", wanted: "Wanted", header: "Header"
) -> Columns:
    """Return what is read from a file of a format; what the settings map comes first.

    Raises AbsentColumnError, and what `Wanted.fields` raises.
    """
    if form is None:
        return Columns(wanted.fields(file, header))
    named = dict(wanted.columns)
    for ours, names in form.columns.items():
        theirs = found(names, header.names)
        if ours not in named and theirs is not None:
            named[ours] = theirs
    if form.spans.range and not any(same(n, named.get(_DATE, "")) for n in form.spans.range):
        named.pop(_UNTIL, None)
    made = _made(form, wanted.columns, named, header)
    for ours in wanted.needed - named.keys() - made.keys() - set(header.names):
        if ours in form.missing:
            raise AbsentColumnError(file, form.title, wanted.role, ours, form.missing[ours])
        named[ours] = (*form.columns.get(ours, ()), ours)[0]
    plain = {ours: theirs for ours, theirs in named.items() if ours not in made}
    inner = replace(wanted, columns=plain, made=frozenset(made))
    fields = list(inner.fields(file, header))
    expressions = []
    for place, (ours, column) in enumerate(made.items(), len(header.names)):
        fields.append(wanted.field(ours, column.theirs, place))
        expressions.append(column.value.alias(str(place)))
    return Columns(tuple(fields), tuple(expressions), _total(form, header), _ignored(form, header))


def _made(
    form: "ExportFormat",
    said: "Mapping[str, str]",
    named: "Mapping[str, str]",
    header: "Header",
) -> dict[str, _Made]:
    made = {}
    for ours, steps in form.derived.items():
        column = None if ours in said else _derived(steps, header)
        if column is not None:
            made[ours] = column
    code = currency(form.columns.get(_COST, ()), named.get(_COST, ""))
    if code is not None and _CURRENCY not in named:
        made[_CURRENCY] = _Made(named[_COST], pl.lit(code))
    for ours in form.fill_down:
        if ours in named:
            made[ours] = _Made(named[ours], repeated_above(_column(named[ours], header)))
    return made


def _derived(steps: "tuple[Step, ...]", header: "Header") -> _Made | None:
    usable = []
    for step in steps:
        theirs = found(step.column, header.names)
        if theirs is not None or not step.column:
            usable.append((step, theirs))
    if not usable:
        return None
    texts = [_text(step, theirs, header) for step, theirs in usable]
    name = next((theirs for _, theirs in usable if theirs is not None), "")
    return _Made(name, first_of([step for step, _ in usable], texts))


def _text(step: "Step", theirs: str | None, header: "Header") -> pl.Expr | None:
    """Return the column of a step, null where it is blank; None where it has no column."""
    if theirs is None:
        return None
    text = filled(_column(theirs, header))
    others = [theirs for names in step.same if (theirs := found(names, header.names)) is not None]
    if len(others) < 2:
        return text
    return refused_where_different(text, [_column(other, header) for other in others])


def _column(theirs: str, header: "Header") -> pl.Expr:
    return pl.col(str(header.names.index(theirs)))


def _ignored(form: "ExportFormat", header: "Header") -> pl.Expr | None:
    theirs = None if form.ignored is None else found(form.ignored.column, header.names)
    if form.ignored is None or theirs is None:
        return None
    return has_value(_column(theirs, header), form.ignored.values)


def _total(form: "ExportFormat", header: "Header") -> pl.Expr | None:
    if form.totals is None:
        return None
    theirs = found(form.totals.column, header.names) if form.totals.column else header.names[0]
    if theirs is None:
        return None
    return is_total(_column(theirs, header), form.totals)
