"""The columns that a format makes of a file: found by name, or made from others."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.formats.columns.column_names import find_column, find_currency, is_same
from cli.inputs.formats.columns.event_columns import (
    VISIT_BY_GAP,
    add_click_tags,
    make_visit_ids,
    propose_click_tags,
)
from cli.inputs.formats.columns.link_tags import make_link_tags
from cli.inputs.formats.columns.mapped_columns import make_mapped_columns
from cli.inputs.formats.columns.row_type import make_row_type
from cli.inputs.formats.columns.second_status import list_unread, make_second_status
from cli.inputs.formats.columns.source_medium import split_source_medium
from cli.inputs.formats.columns.steps import (
    choose_first,
    has_value,
    is_total,
    join_ids,
    join_texts,
    nullify_blanks,
    refuse_where_different,
    repeat_from_above,
    subtract_discounts,
    without_values,
)
from cli.inputs.formats.errors import AbsentColumnError
from cli.inputs.tables.columns import Field
from cli.inputs.tables.errors import ORDER_ID
from cli.inputs.tables.made_columns import MadeColumns
from cli.settings.sections.exports.files import Epoch, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.header import Header
    from cli.settings.sections.exports.export_formats import Condition, ExportFormat, Step
    from cli.settings.sections.types import Texts

_COST, _CURRENCY, _DATE, _UNTIL = "cost", "currency", "date", "until"
_UNITS: Final = {
    Epoch.SECONDS: "seconds",
    Epoch.MILLISECONDS: "milliseconds",
    Epoch.MICROSECONDS: "microseconds",
}


class FileColumns(NamedTuple):
    """What is read from a file."""

    fields: tuple[Field, ...]
    made: tuple[pl.Expr, ...] = ()
    """Columns that the file does not have, named by their position after those that it has."""
    total: pl.Expr | None = None
    """Whether a row is a total."""
    ignored: pl.Expr | None = None
    """Whether a row is something else than the role says."""


class _DerivedColumn(NamedTuple):
    """A column made from others."""

    theirs: str
    value: pl.Expr
    unit: str = ""
    """What its numbers count since 1970."""


def choose_columns(
    file: str, form: "ExportFormat | None", wanted: "RoleColumns", header: "Header"
) -> FileColumns:
    """Return what is read from a file of a format; what the settings map comes first.

    Raises AbsentColumnError, and what `RoleColumns.choose_fields` raises.
    """
    wanted = replace(wanted, tagless=propose_click_tags(header.names))
    mapped = make_mapped_columns(file, wanted, header)
    mapped = make_link_tags(file, split_source_medium(mapped, wanted, form, header), header)
    left = mapped.wanted
    if form is None:
        found = FileColumns(left.choose_fields(file, header), mapped.texts)
    else:
        found = _choose_form_columns(file, form, left, header, mapped.texts)
    found = found._replace(fields=(*mapped.fields, *found.fields))
    return _with_event_columns(_with_order_columns(found, wanted, header), wanted, header)


def _choose_form_columns(
    file: str,
    form: "ExportFormat",
    wanted: "RoleColumns",
    header: "Header",
    before: tuple[pl.Expr, ...],
) -> FileColumns:
    """Return what is read of a format's columns, beside what is made `before`."""
    named = dict(wanted.columns)
    for ours, names in form.columns.items():
        theirs = find_column(names, header.names)
        if ours in named or ours in wanted.made or theirs in wanted.claimed:
            continue
        if theirs is not None:
            named[ours] = theirs
    if form.spans.range and not any(is_same(n, named.get(_DATE, "")) for n in form.spans.range):
        named.pop(_UNTIL, None)
    made = _derive_all(form, {*wanted.columns, *wanted.made}, named, header)
    tagged = {"source", "medium"} & {*named, *made, *wanted.made, *header.names}
    for ours in _list_needed(wanted) - named.keys() - made.keys() - wanted.made - set(header.names):
        if ours == "channel" and tagged:
            continue
        if ours == "status":  # what is missing then is said of a blank one
            named[ours] = (*form.columns.get(ours, ()), ours)[0]
            continue
        if ours in form.missing:
            raise AbsentColumnError(file, form.title, wanted.role, ours, form.missing[ours])
        named[ours] = (*form.columns.get(ours, ()), ours)[0]
    plain = {ours: theirs for ours, theirs in named.items() if ours not in made}
    inner = replace(wanted, columns=plain, made=wanted.made | made.keys())
    fields = list(inner.choose_fields(file, header))
    columns = MadeColumns(header, before)
    for ours, column in made.items():
        field = wanted.make_field(ours, column.theirs, columns.add(column.value))
        fields.append(field._replace(unit=column.unit))
    # What led to a page tells of those that no campaign brought.
    ignored = None if wanted.links is not None else _find_ignored(form, header)
    return FileColumns(tuple(fields), columns.columns, _find_totals(form, header), ignored)


def _list_needed(wanted: "RoleColumns") -> "frozenset[str]":
    """Return the columns that a file needs: no ids of orders where each row is one."""
    return wanted.needed - ({ORDER_ID} if wanted.rows_without_ids else set())


def _with_event_columns(
    columns: FileColumns, wanted: "RoleColumns", header: "Header"
) -> FileColumns:
    """Return columns of touchpoints with what click ids and sessions of events tell."""
    fields = {field.name: field for field in columns.fields}
    if wanted.role != Role.TOUCHPOINTS:
        return columns
    made = MadeColumns(header, columns.made)
    texts = {name: pl.col(str(field.position)) for name, field in fields.items()}
    grouped = "channel" not in fields
    tags = {name: text for name, text in texts.items() if name in {"source", "medium"} and grouped}
    for name, text in (add_click_tags(tags, header.flat_names) or {}).items():
        fields[name] = wanted.make_field(name, fields[name].theirs, made.add(text))
        tags[name] = pl.col(str(fields[name].position))
    customer = fields["customer_id"].theirs, texts["customer_id"]
    visits = make_visit_ids(customer, header.flat_names, tags.values())
    if wanted.links is not None and not wanted.links.of_visits:
        visits = visits or (VISIT_BY_GAP, pl.lit(VISIT_BY_GAP))
    if visits is not None and fields.keys().isdisjoint({"touchpoint_id", "interaction"}):
        fields["touchpoint_id"] = wanted.make_field("touchpoint_id", visits[0], made.add(visits[1]))
    return columns._replace(fields=tuple(fields.values()), made=made.columns)


def _with_order_columns(
    columns: FileColumns, wanted: "RoleColumns", header: "Header"
) -> FileColumns:
    """Return columns of orders with what tells, besides the status, which rows are sales."""
    if wanted.role != Role.ORDERS:
        return columns
    have = {field.name for field in columns.fields}
    taken = [field.position for field in columns.fields]
    names = dict(list_unread(header.names, taken, _list_expressions(columns)))
    texts = {
        place: pl.col(str(place)).cast(pl.String) for place in names if _is_text(place, header)
    }
    names = {place: name for place, name in names.items() if place in texts}
    fields, made = list(columns.fields), MadeColumns(header, columns.made)
    makers: Mapping[str, Callable[..., tuple[str, pl.Expr] | None]] = {
        "second_status": partial(make_second_status, statuses=wanted.status_columns),
        "row_type": partial(make_row_type, pieces=wanted.return_quantities),
    }
    for ours, make in makers.items():
        found = None if ours in have else make(names, texts)
        if found is not None:
            fields.append(wanted.make_field(ours, found[0], made.add(found[1])))
    return columns._replace(fields=tuple(fields), made=made.columns)


def _is_text(place: int, header: "Header") -> bool:
    return header.types is None or not header.types[place].is_nested()


def _list_expressions(columns: FileColumns) -> "Iterator[pl.Expr]":
    """Yield everything that is made of a file's columns."""
    yield from columns.made
    yield from (each for each in (columns.total, columns.ignored) if each is not None)


def _derive_all(
    form: "ExportFormat",
    said: "Collection[str]",
    named: "Mapping[str, str]",
    header: "Header",
) -> dict[str, _DerivedColumn]:
    made = {}
    for ours, steps in form.derived.items():
        column = None if ours in said else _derive_one(steps, header)
        if column is not None:
            made[ours] = column
    code = find_currency(form.columns.get(_COST, ()), named.get(_COST, ""))
    if code is not None and _CURRENCY not in named and _CURRENCY not in said:
        made[_CURRENCY] = _DerivedColumn(named[_COST], pl.lit(code))
    for ours in form.fill_down:
        if ours in named:
            made[ours] = _DerivedColumn(
                named[ours], repeat_from_above(_select_column(named[ours], header))
            )
    return made


def _derive_one(steps: "tuple[Step, ...]", header: "Header") -> _DerivedColumn | None:
    usable = []
    for step in steps:
        theirs = find_column(step.column, header.names)
        # Part of an id, such as the number of a receipt without its day, is none.
        whole = all(find_column(names, header.names) is not None for names in step.join)
        if whole and (theirs is not None or not step.column):
            usable.append((step, theirs))
    if not usable:
        return None
    texts = [_derive_text(step, theirs, header) for step, theirs in usable]
    name = next((theirs for _, theirs in usable if theirs is not None), "")
    epoch = usable[0][0].epoch
    unit = "" if epoch is None else _UNITS[epoch]
    return _DerivedColumn(name, choose_first([step for step, _ in usable], texts), unit)


def _derive_text(step: "Step", theirs: str | None, header: "Header") -> pl.Expr | None:
    """Return the column of a step, null where it is blank; None where it has no column."""
    if theirs is None:
        return None
    text = without_values(nullify_blanks(_select_column(theirs, header)), step.unless)
    if step.where is not None:
        text = pl.when(_meets(step.where, header)).then(text)
    text = join_texts(text, _select_columns(step.then, header))
    text = join_ids(text, _select_columns(step.join, header))
    discounts = _select_columns(step.less, header)
    text = subtract_discounts(text, discounts) if discounts else text
    others = _select_columns(step.same, header)
    return text if len(others) < 2 else refuse_where_different(text, others)


def _select_columns(wanted: "Sequence[Texts]", header: "Header") -> list[pl.Expr]:
    """Return those of some columns that there are, each by its names in several languages."""
    found = (find_column(names, header.names) for names in wanted)
    return [_select_column(theirs, header) for theirs in found if theirs is not None]


def _meets(condition: "Condition", header: "Header") -> pl.Expr:
    theirs = find_column(condition.column, header.names)
    if theirs is None:
        return pl.lit(value=False)
    return has_value(_select_column(theirs, header), condition.values)


def _select_column(theirs: str, header: "Header") -> pl.Expr:
    return pl.col(str(header.names.index(theirs)))


def _find_ignored(form: "ExportFormat", header: "Header") -> pl.Expr | None:
    theirs = None if form.ignored is None else find_column(form.ignored.column, header.names)
    if form.ignored is None or theirs is None:
        return None
    column = _select_column(theirs, header)
    fits = has_value(column, form.ignored.values)
    return fits | nullify_blanks(column).is_null() if form.ignored.blank else fits


def _find_totals(form: "ExportFormat", header: "Header") -> pl.Expr | None:
    if form.totals is None:
        return None
    theirs = (
        find_column(form.totals.column, header.names) if form.totals.column else header.names[0]
    )
    if theirs is None:
        return None
    marking = _select_column(theirs, header)
    return is_total(marking, form.totals.starts_with, blank=form.totals.blank)
