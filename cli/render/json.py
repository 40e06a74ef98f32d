"""A whole report as JSON: rows tidy and at full precision, and the run's facts."""

import json
from typing import TYPE_CHECKING

import polars as pl

from cli.money import format_exactly
from cli.settings.secrets import hide_credentials

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cli.render.output_formats import RenderOptions
    from cli.report import LedgerLine, ReadFile, Report


def render(report: "Report", _look: "RenderOptions") -> bytes:
    """Return `{version, report, as_of, configuration, files, ledger, notes, rows}`.

    In a folder of reports `manifest` follows: the SHA-256 of the other files by name.

    One line a row; a report of several tables has an object of rows by table name. Null is null,
    and so is what is not finite. Money of files and ledger has exactly four decimals.
    """
    parts = {
        "version": _render_text(report.version),
        "report": _render_text(report.name),
        "as_of": _render_text(report.as_of),
        "configuration": _render_nested(report.configuration),
        "files": _join_list(_render_file(file) for file in report.files),
        "ledger": _join_list(_render_ledger_line(line) for line in report.ledger),
        "notes": _join_list(_render_text(hide_credentials(note)) for note in report.notes),
        "rows": _render_rows(report),
    }
    if report.manifest is not None:
        parts["manifest"] = _render_nested(report.manifest)
    return f"{_join_object(parts)}\n".encode()


def _render_rows(report: "Report") -> str:
    if len(report.tables) == 1:
        return _join_list(_render_lines(report.tables[0].exact))
    return _join_object(
        {table.name: _join_list(_render_lines(table.exact), 4) for table in report.tables}, 2
    )


def _render_lines(exact: "pl.DataFrame") -> list[str]:
    floats = (pl.col(name) for name, dtype in exact.schema.items() if dtype.is_float())
    positive_zero = exact.with_columns(
        pl.when(column == 0).then(0.0).otherwise(column).name.keep() for column in floats
    )
    return positive_zero.write_ndjson().removesuffix("\n").split("\n") if len(exact) else []


def _render_file(file: "ReadFile") -> str:
    return _join_inline(
        {
            "path": _render_text(hide_credentials(file.path)),
            "role": _render_text(file.role),
            "format": _render_text(file.format),
            "rows": str(file.rows),
            "total": _render_money(file.total),
        },
    )


def _render_ledger_line(line: "LedgerLine") -> str:
    return _join_inline(
        {
            "role": _render_text(line.role),
            "line": _render_text(line.line),
            "rows": str(line.rows),
            "amount": _render_money(line.amount),
        },
    )


def _render_money(ten_thousandths: int | None) -> str:
    if ten_thousandths is None:
        return "null"
    return format_exactly(ten_thousandths)


def _render_text(value: str | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def _render_nested(value: "Mapping[str, object]") -> str:
    text = json.dumps(dict(value), ensure_ascii=False, allow_nan=False, indent=2)
    return text.replace("\n", "\n  ")


def _join_inline(parts: "Mapping[str, str]") -> str:
    return "{" + ",".join(f"{_render_text(name)}:{part}" for name, part in parts.items()) + "}"


def _join_object(parts: "Mapping[str, str]", indent: int = 0) -> str:
    return _join_block(
        "{", [f"{_render_text(name)}: {part}" for name, part in parts.items()], "}", indent
    )


def _join_list(items: "Iterable[str]", indent: int = 2) -> str:
    return _join_block("[", list(items), "]", indent)


def _join_block(opening: str, items: list[str], closing: str, indent: int) -> str:
    if not items:
        return opening + closing
    margin = "\n" + " " * indent
    return f"{opening}{margin}  {f',{margin}  '.join(items)}{margin}{closing}"
