"""Rows and totals of a file, counted by Python's csv module and decimals alone."""

import csv
import re
from dataclasses import dataclass
from decimal import Decimal

from tests.fuzz.inputs import HEADER

_MONEY = re.compile(r"\s*-?[0-9]{1,11}(\.[0-9]{1,4})?\s*", re.ASCII)
_NOTICE = re.compile(r"[^\W\d_].*\s.*[^\W\d_]|©|\(c\)", re.DOTALL)
"""Words alone in a row, over several lines where quoted: it may be a notice, which is told."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reader must say of a file that it accepts whole."""

    rows: int
    total: Decimal | None
    """None where an amount may be read in several ways."""


def count_rows(content: bytes) -> Expected | None:
    """Return rows and total; None where the text may mean several things.

    That is where it is no UTF-8, where the header is not the standard one in the first line, and
    where lines stand between rows that merito may take for comments, notices or another table.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if "\n" not in text.replace("\r", "") or any(mark in text for mark in ("#", "\0")):
        return None
    rows = list(csv.reader(f"{line}\n" for line in text.replace("\r", " ").split("\n")))
    header = [cell.strip() for cell in rows[0]]
    if header[: len(HEADER)] != list(HEADER):
        return None
    filled = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    if any(len(row) == 1 and _NOTICE.search(row[0]) for row in filled):
        return None
    if [cell.strip() for cell in HEADER] in [row[: len(HEADER)] for row in filled]:
        return None
    return Expected(len(filled), _add_up(filled))


def _add_up(rows: list[list[str]]) -> Decimal | None:
    place = HEADER.index("revenue")
    if any(len(row) <= place or not _MONEY.fullmatch(row[place]) for row in rows):
        return None
    return sum((Decimal(row[place].strip()) for row in rows), Decimal(0))
