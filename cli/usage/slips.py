"""Slips of the hand that a parser would take for something else."""

from typing import TYPE_CHECKING, Final

# Mistakes are imported where one is made, since --help and every report would wait for them.
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DASHES: Final = "‐‑‒–—−"  # noqa: RUF001 - what word processors make of a dash
_SHORT: Final = 2
"""Characters of an option of one letter."""


def refuse_slips(words: "Sequence[str]", metavars: "Mapping[str, str]") -> None:
    """Raise for a wrong dash, and for an option that stands where a value should.

    `metavars` has the options of the command and what stands for the value of each, nothing where
    it takes none. Raises DashError and MissingValueError.
    """
    words = words[: words.index("--")] if "--" in words else words
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if metavars.get(before):
            if word in metavars and len(word) > _SHORT:
                from cli.usage.errors import MissingValueError  # noqa: PLC0415 - rarely made

                raise MissingValueError(before, metavars[before], ())
            continue
        name, *_ = word.split("=", 1)
        meant = _find_meant(name, metavars)
        if meant is not None:
            from cli.usage.errors import DashError  # noqa: PLC0415 - as above

            raise DashError(name, meant)


def _find_meant(name: str, known: "Mapping[str, str]") -> str | None:
    """Return the option that a word with a wrong dash stands for, None where it is right."""
    plain = name.lstrip("-" + _DASHES)
    if not plain or name in known:
        return None
    typed = name[: len(name) - len(plain)]
    candidates = (f"-{plain}", f"--{plain}") if len(plain) == 1 else (f"--{plain}",)
    wrong = typed == "-" or any(dash in typed for dash in _DASHES)
    return next((each for each in candidates if wrong and each in known), None)
