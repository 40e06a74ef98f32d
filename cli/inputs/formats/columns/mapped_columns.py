"""The columns that settings make: of several, of none, or calculated."""

from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from cli.expressions import CheckedColumns, ValueType, check_columns
from cli.inputs.formats.columns.steps import join_ids, nullify_blanks
from cli.inputs.tables.columns import OPERAND, Field, ValueKind
from cli.inputs.tables.errors import MissingSourceError
from cli.inputs.tables.made_columns import MadeColumns
from cli.inputs.values.clocks import CLOCK_BESIDE_DAY, MIDNIGHT, TIMED
from cli.inputs.values.identifiers import clean_id, list_words_for_none, pack_ids
from cli.settings.sections.exports.columns import (
    ConstantColumn,
    ExpressionColumn,
    JoinedColumns,
    list_needs,
    parse_short_expression,
)
from cli.settings.sections.exports.files import IdentityColumn, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.header import Header
    from cli.settings.sections.exports.columns import ColumnSource, ListedColumns, MadeSource


class MappedColumns(NamedTuple):
    """What the settings make of a file's columns."""

    fields: tuple[Field, ...]
    texts: tuple[pl.Expr, ...]
    """Columns that the file does not have, for the fields past its own."""
    wanted: "RoleColumns"
    """What is left to be found by name."""


def make_mapped_columns(file: str, wanted: "RoleColumns", header: "Header") -> MappedColumns:
    """Return what the settings make of columns; raises `MissingSourceError`."""
    plain, sources = _split_short_expressions(wanted, header)
    fields: list[Field] = []
    made = MadeColumns(header)
    for ours, listed in sources.items():
        source = _keep_present(wanted, listed, header)
        _refuse_missing(file, wanted, ours, source, header)
        if isinstance(source, ExpressionColumn):
            fields += _make_formula(wanted, ours, source, header, made)
        else:
            place = made.add(_make_text(wanted, ours, source, header))
            fields.append(wanted.make_field(ours, _name_source(source), place))
    taken = frozenset(
        field.theirs for field in fields if field.operand and field.kind is ValueKind.AMOUNT
    )
    left = replace(
        wanted, columns=plain, made=wanted.made | sources.keys(), claimed=wanted.claimed | taken
    )
    return MappedColumns(tuple(fields), made.columns, left)


def _split_short_expressions(
    wanted: "RoleColumns", header: "Header"
) -> "tuple[dict[str, str], dict[str, MadeSource]]":
    """Return the columns that are one of the file's, and what others are made of.

    A text that is no column of the file but calculates with one is an expression.
    """
    plain = dict(wanted.columns)
    sources = dict(wanted.sources)
    for ours, theirs in wanted.columns.items():
        if theirs in header.names or wanted.kinds.get(ours) is not ValueKind.AMOUNT:
            continue
        short = parse_short_expression(theirs)
        if short is not None and not set(short.names).isdisjoint(header.names):
            sources[ours] = ExpressionColumn(expression=plain.pop(ours))
    return plain, sources


def _keep_present(wanted: "RoleColumns", source: "MadeSource", header: "Header") -> "MadeSource":
    """Return what a column is made of, without those of several columns that the file has not.

    Files of logins differ by nature: one knows devices and their orders, another one the orders
    and their customers.
    """
    if wanted.role != Role.IDENTITIES or not isinstance(source, tuple):
        return source
    return tuple(name for name in source if name in header.names) or source


def _refuse_missing(
    file: str, wanted: "RoleColumns", ours: str, source: "ColumnSource", header: "Header"
) -> None:
    names = [name for needs in list_needs(ours, source, ()) for name in needs]
    absent = [name for name in names if name not in header.names]
    if absent:
        raise MissingSourceError(file, f"{wanted.role}.columns.{ours}", absent[0], header.names)


def _name_source(source: "ListedColumns | ConstantColumn | JoinedColumns") -> str:
    """Return what messages call a column that is made."""
    if isinstance(source, ConstantColumn):
        return source.value
    return " and ".join(source.join) if isinstance(source, JoinedColumns) else " or ".join(source)


def _make_text(
    wanted: "RoleColumns",
    ours: str,
    source: "ListedColumns | ConstantColumn | JoinedColumns",
    header: "Header",
) -> pl.Expr:
    if isinstance(source, ConstantColumn):
        return pl.lit(source.value, pl.String)
    if isinstance(source, JoinedColumns):
        first, *further = (_select_text(header, name) for name in source.join)
        return join_ids(first, further)
    texts = [_select_text(header, name) for name in source]
    match wanted.kinds.get(ours):
        case ValueKind.ID:
            ids = [clean_id(text, list_words_for_none(ours)) for text in texts]
            # What stands beside each other in a file of logins leads to one customer, all of it.
            every = wanted.role == Role.IDENTITIES and ours == IdentityColumn.ALIAS
            return pack_ids(ids) if every else pl.coalesce(ids)
        case ValueKind.TIME:
            return _join_times([nullify_blanks(text) for text in texts])
        case _:
            return pl.coalesce(nullify_blanks(text) for text in texts)


def _select_text(header: "Header", name: str) -> pl.Expr:
    """Return a column of the file as texts, instants of Parquet as ISO 8601."""
    place = header.names.index(name)
    column = pl.col(str(place))
    kind = None if header.types is None else header.types[place]
    if not isinstance(kind, pl.Datetime):
        return column.cast(pl.String)
    if kind.time_zone is None:
        return column.dt.to_string("%Y-%m-%d %H:%M:%S%.6f")
    return column.dt.convert_time_zone("UTC").dt.to_string("%Y-%m-%d %H:%M:%S%.6fZ")


def _join_times(texts: "Sequence[pl.Expr]") -> pl.Expr:
    """Return the first text that is no mere time of day, with the first that is one behind it.

    A day that spreadsheets have given midnight is a day.
    """
    is_clock = [text.str.contains(CLOCK_BESIDE_DAY) for text in texts]
    days = pl.coalesce(
        pl.when(~clock).then(text) for clock, text in zip(is_clock, texts, strict=True)
    )
    clocks = pl.coalesce(
        pl.when(clock).then(text) for clock, text in zip(is_clock, texts, strict=True)
    )
    bare = days.str.replace(MIDNIGHT, "")
    alone = clocks.is_not_null() & ~bare.str.contains(TIMED)
    whole = pl.concat_str(bare.str.strip_chars(), clocks.str.strip_chars(), separator=" ")
    return pl.when(alone).then(whole).otherwise(pl.coalesce(days, clocks))


def _make_formula(
    wanted: "RoleColumns",
    ours: str,
    source: ExpressionColumn,
    header: "Header",
    made: MadeColumns,
) -> list[Field]:
    """Return the columns that an amount is calculated from and the amount, made for people."""
    # Here, since few files have an amount that is calculated.
    from cli.expressions.exact import DECIMALS, compile_amount  # noqa: PLC0415

    checked = check_columns(source.expression)
    operands = [
        Field(
            f"{ours}{OPERAND}{name}",
            name,
            header.names.index(name),
            required=False,
            kind=ValueKind.AMOUNT if _is_number(checked, name) else ValueKind.CATEGORY,
            digits=DECIMALS,
            operand=True,
        )
        for name in checked.names
    ]
    held = {field.theirs: field.name for field in operands}
    formula = Field(
        ours,
        source.expression,
        made.add(_describe_operands(operands)),
        ours in wanted.filled,
        ValueKind.FORMULA,
        formula=compile_amount(checked, held),
        operands=tuple(held.values()),
    )
    return [*operands, formula]


def _is_number(checked: CheckedColumns, name: str) -> bool:
    words = [word for word, theirs in checked.columns.items() if theirs == name]
    return any(checked.facts[word] is ValueType.NUMBER for word in words)


def _describe_operands(operands: "Sequence[Field]") -> pl.Expr:
    """Return what a row has in some columns: Quantity 6, UnitPrice blank."""
    said = [
        pl.concat_str(
            pl.lit(f"{field.theirs} "),
            nullify_blanks(pl.col(str(field.position))).str.strip_chars().fill_null("blank"),
        )
        for field in operands
    ]
    return reduce(lambda left, right: pl.concat_str(left, pl.lit(", "), right), said)
