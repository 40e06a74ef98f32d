"""What the columns of a row's first and last day are called: Week start and Week end."""

from typing import TYPE_CHECKING, Final

from cli.inputs.tables.name_forms import simplify_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENDS: Final = {
    "start": ("end", "stop", "finish"),
    "starts": ("ends", "end"),
    "started": ("ended", "end"),
    "starting": ("ending", "end"),
    "begin": ("end",),
    "begins": ("ends",),
    "beginning": ("end", "ending"),
    "commencing": ("ending", "end"),
    "first": ("last",),
    "from": ("to", "until", "till", "through"),
    "since": ("until",),
    "startdate": ("enddate",),
    "inizio": ("fine",),
    "dal": ("al",),
    "da": ("a",),
    "von": ("bis",),
    "ab": ("bis",),
    "beginn": ("ende",),
    "anfang": ("ende",),
    "startdatum": ("enddatum", "einddatum"),
    "début": ("fin",),
    "debut": ("fin",),
    "du": ("au",),
    "inicio": ("fin", "final", "fim"),
    "início": ("fim", "término", "final"),
    "desde": ("hasta",),
    "vanaf": ("tot",),
    "van": ("tot",),
    "od": ("do",),
    "başlangiç": ("bitiş",),
}
"""Words of names that say that something begins, and those that say in their place that it ends."""


def find_last_day_column(first: str | None, names: "Iterable[str]") -> str | None:
    """Return the column that is called as `first` but for ending, None where none of `names` is.

    Where there is no `first` there is none either.
    """
    words = simplify_name(first or "").split()
    known = {simplify_name(name): name for name in names}
    swapped = (
        " ".join([*words[:place], end, *words[place + 1 :]])
        for place, word in enumerate(words)
        for end in _ENDS.get(word, ())
    )
    return next((known[name] for name in swapped if name in known), None)
