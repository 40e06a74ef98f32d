"""Reports of merito's told by their bytes, so that nobody else's file is replaced unasked."""

import os
import re
import zlib
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PARQUET_MARK: Final = {"generator": "merito"}
"""What a Parquet report says of itself in its footer."""
WORKBOOK_MARK: Final = "merito"
"""What a workbook names as its author."""
PAGE_MARK: Final = '<!doctype html><meta charset="utf-8"><meta name="generator" content="merito'
"""What a page begins with."""
_AUTHOR: Final = f"<dc:creator>{WORKBOOK_MARK}</dc:creator>".encode()
_PROPERTIES: Final = "docProps/core.xml"
_ENOUGH: Final = 1 << 16
"""Bytes looked at: the header of a comparison of many models is long."""
_JSON: Final = re.compile(r'\{\s*"version": "[^"]*",\s*"report": "')
_MARKDOWN: Final = re.compile(r"### .+\n(?:\n.*)*?\n\| .*\n\| :?---")
_TEXT_TABLE: Final = re.compile(r"^─{8,}$", re.MULTILINE)
_LEADING: Final = (
    ("customer_id", "recency_days", "frequency"),
    ("customer_id", "segment", "repeat_purchases"),
    ("from_segment", "to_segment", "customers"),
    ("cohort", "k", "period"),
    ("kpi", "metric", "period"),
    ("customer_id", "segment", "last_order"),
    ("quantity", "actual", "predicted"),
    ("channel", "new_customers", "revenue_to_date"),
    ("model", "parameter", "value"),
    ("path", "role", "format"),
    ("role", "line", "rows"),
    ("name", "severity", "message"),
    ("source", "medium", "touches"),
    ("experiment", "channel", "from"),
    ("lookback", "model", "*"),
    ("model", "*", "lookback", "lost_share"),
    ("model", "*", "cost", "roas"),
    ("file", "line", "column", "reason"),
    ("*", "journeys", "touches", "first", "assist"),
    ("*", "*", "journeys", "touches", "first", "assist"),
    ("*", "other", "journeys"),
    ("*", "*", "other", "journeys"),
    ("quantity", "journeys", "mean"),
    ("*", "quantity", "journeys", "mean"),
    ("order_id", "customer_id", "ordered_at", "revenue", "position"),
    ("at", "event", "channel", "campaign"),
    ("order_id", "ordered_at", "revenue", "position", "touched_at"),
    ("name", "value"),
    ("history", "touches", "cases"),
    ("*", "history", "touches", "cases"),
)
"""First columns of the tables without a share next to what it is a share of; *: any."""


def is_own_report(path: "Path") -> bool:
    """Return whether a file is empty or a report of merito's, in any of its formats.

    A file that cannot be read counts as one: what is wrong with it is told by who writes it.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_ENOUGH)
            if head.startswith(b"PK\x03\x04"):
                return _is_own_workbook(file)
            if head.startswith(b"PAR1"):
                file.seek(max(0, os.fstat(file.fileno()).st_size - _ENOUGH))
                return _has_mark(file.read())
    except OSError:
        return True
    text = head.decode("utf-8-sig", "replace")
    table = _MARKDOWN.match(text) or _TEXT_TABLE.search(text)
    page = text.startswith(PAGE_MARK)
    return bool(not head or page or _JSON.match(text) or table) or _is_header(_split_header(text))


def _has_mark(footer: bytes) -> bool:
    return all(word.encode() in footer for mark in PARQUET_MARK.items() for word in mark)


def _is_own_workbook(file: "IO[bytes]") -> bool:
    """Return whether a workbook names merito as its author; no archive that is none does."""
    try:
        with ZipFile(file) as archive, archive.open(_PROPERTIES) as properties:
            return _AUTHOR in properties.read(_ENOUGH)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        return False


def _split_header(text: str) -> "Sequence[str]":
    """Return the names in the first line, whatever parts them."""
    return re.split(r"[,;\t]", text.split("\n", 1)[0].rstrip("\r"))


def _is_header(columns: "Sequence[str]") -> bool:
    """Return whether columns are those of a table: told by a share beside its amount, or the first.

    No export has `last_revenue,last_revenue_share` or `customers,customers_share`.
    """
    if any(name and share == f"{name}_share" for name, share in pairwise(columns)):
        return True
    return any(
        len(columns) >= len(known)
        and all(ours in ("*", theirs) for ours, theirs in zip(known, columns, strict=False))
        for known in _LEADING
    )
