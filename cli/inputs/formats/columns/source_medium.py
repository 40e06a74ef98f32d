"""Source and medium that stand in one column, as in the reports of Google Analytics."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.columns.column_names import find_column, makes_column
from cli.inputs.formats.columns.mapped_columns import MappedColumns
from cli.inputs.formats.columns.steps import nullify_blanks
from cli.inputs.tables.made_columns import MadeColumns
from cli.inputs.tables.name_forms import simplify_name
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.header import Header
    from cli.settings.sections.exports.export_formats import ExportFormat

_SOURCE, _MEDIUM = "source", "medium"
_NAMED: Final = re.compile(
    r"(?:^|.* )(?:source medium|sorgente mezzo|origine mezzo|quelle medium|source support"
    r"|fuente medio|bron medium)(?: (?:della )?sessione| de la sesión)?"
)
"""What such a column is called, in lower case, words apart."""
_USERS: Final = "first"
"""The word in the name of a column that holds what brought a user, not the visit."""
_APART: Final = r"^(.*?)\s+/\s+(.*)$"
_CLOSE: Final = r"^([^/]*)/([^/]*)$"


def split_source_medium(
    mapped: MappedColumns, wanted: "RoleColumns", form: "ExportFormat | None", header: "Header"
) -> MappedColumns:
    """Return what is made of columns, with source and medium where one column holds both.

    Nothing is split where the settings, the format or the header name either of them otherwise.
    """
    name = find_source_medium(header.names)
    if wanted.role not in {Role.TOUCHPOINTS, Role.COSTS} or name is None or header.types:
        return mapped
    left = mapped.wanted
    said = {ours: left.columns.get(ours, name) for ours in (_SOURCE, _MEDIUM)}
    others = any(theirs != name for theirs in said.values())
    if others or {_SOURCE, _MEDIUM} & left.made or _names_either(form, name, header):
        return mapped
    text = nullify_blanks(pl.col(str(header.names.index(name)))).str.strip_chars()
    parts = {
        _SOURCE: pl.coalesce(text.str.extract(_APART), text.str.extract(_CLOSE), text),
        _MEDIUM: pl.coalesce(text.str.extract(_APART, 2), text.str.extract(_CLOSE, 2)),
    }
    made = MadeColumns(header, mapped.texts)
    fields = [left.make_field(ours, name, made.add(part)) for ours, part in parts.items()]
    plain = {ours: theirs for ours, theirs in left.columns.items() if ours not in parts}
    return MappedColumns(
        (*mapped.fields, *fields),
        made.columns,
        replace(left, columns=plain, made=left.made | parts.keys()),
    )


def find_source_medium(names: "Sequence[str]") -> str | None:
    """Return the column of sources and mediums, that of visits before that of users."""
    found = [name for name in names if _NAMED.fullmatch(simplify_name(name))]
    return min(found, key=lambda name: _USERS in simplify_name(name).split(), default=None)


def _names_either(form: "ExportFormat | None", both: str, header: "Header") -> bool:
    """Tell whether the format or a column names a source other than `both`, or a medium."""
    if any(find_column((ours,), header.names) is not None for ours in (_SOURCE, _MEDIUM)):
        return True
    if form is None:
        return False
    names = {_SOURCE: [name for name in header.names if name != both], _MEDIUM: header.names}
    return any(makes_column(form, ours, held) for ours, held in names.items())
