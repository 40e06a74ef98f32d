"""Patterns of times of day, alone and behind a day."""

from typing import Final

CLOCK: Final = (
    r"^\s*T?\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?\s*(?i:[ap]\.?\s?m\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?\s*$"
    r"|^\s*\d{1,2}\s*(?i:[ap]\.?\s?m\.?)\s*$"
)
"""A time of day alone."""
CLOCK_BESIDE_DAY: Final = rf"{CLOCK}|^\s*(?:[01]?[0-9]|2[0-3])[.h][0-5][0-9]\s*(?:Uhr)?\s*$"
"""The same in a column beside that of the day, where 10.30 is no number."""
MIDNIGHT: Final = r"[ T]0{1,2}:00(?::00(?:\.0+)?)?\s*$"
"""The time of day that spreadsheets give to a day."""
TIMED: Final = r"\d:\d{2}"
"""A time of day anywhere."""
