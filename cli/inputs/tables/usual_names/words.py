"""What is known of the names of a column, and words of many of them."""

from typing import Final, NamedTuple


class UsualNames(NamedTuple):
    """How a column of ours is called in exports; names as `simplify_name` gives them."""

    whole: tuple[str, ...]
    """Whole names, the most telling first."""
    words: tuple[str, ...] = ()
    """Words in names, the most telling first."""
    never: tuple[str, ...] = ()
    """Words that say something else."""


TIME_WORDS: Final = (
    *("timestamp", "created", "datetime", "date", "time", "datum", "data", "fecha", "zeit"),
    *("orario", "heure", "day", "ts"),
)
NOT_IDS: Final = (
    *("date", "time", "name", "amount", "total", "type", "count", "marketing"),
    *("country", "city", "region", "segment", "language", "gender"),
)
FIRST_EVER: Final = ("initial",)
"""Words of what brought a customer for the first time, whatever the visit."""
