"""Sentences of the reports in another language, by what they are made of."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FIELD: Final = re.compile(r"\{([#$%@&/]?)(\w+)(?::([^|{}]*)\|([^{}]*))?\}")
"""Its sign says what it holds: `#` a number, `$` money, `%` a day, `@` words of ours, `&` names of
data, each with its rows and money, `/` lines of ours, else data."""
_ENDINGS: Final = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
_NUMBER: Final = r"[+-]?\d[\d,]*(?:\.\d+)?"
_TALLY: Final = re.compile(
    rf" {_NUMBER} \({_NUMBER}\)| \({_NUMBER}\.\d\d\)(?=, | and [\d,]+ more$|$)"
)
"""What stands behind a name in a list: its rows and money, or its money alone."""
_MORE: Final = re.compile(r" and \d[\d,]* more$")
"""What stands behind a list of examples."""
_HELD: Final = {
    "#": _NUMBER,
    "$": rf"{_NUMBER}(?: [A-Z]{{3}}| [^\w\s()]{{1,3}})?",
    "%": r"\d{4}-\d\d-\d\d",
    "@": r".+?",
    "&": r".+?",
    "/": r".+?",
    "": r".+?",
}


@dataclass(frozen=True)
class Phrase:
    """A sentence in English and in another language.

    In English `row<|s>` is one of two endings. In the other language `{#rows:riga|righe}` is the
    word alone, the first one where the number is 1.
    """

    english: str
    other: str

    @cached_property
    def landmark(self) -> str:
        """The longest piece that is the same in every sentence."""
        pieces = _ENDINGS.sub("\0", _FIELD.sub("\0", self.english)).split("\0")
        return max(pieces, key=len)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts, end = [], 0
        for field in re.finditer(f"{_FIELD.pattern}|{_ENDINGS.pattern}", self.english):
            parts.append(re.escape(self.english[end : field.start()]))
            sign, name, _, _, one, many = field.groups()
            parts.append(
                f"(?P<{name}>{_HELD[sign]})" if name else f"(?:{re.escape(one)}|{re.escape(many)})"
            )
            end = field.end()
        return re.compile("".join((*parts, re.escape(self.english[end:]))), re.DOTALL)

    def translate(
        self, text: str, say: "Callable[[str], str]", localise: "Callable[[str], str]"
    ) -> str | None:
        """Return the sentence in the other language, None where the text is another one."""
        found = self._pattern.fullmatch(text)
        if found is None:
            return None

        def fill(field: re.Match[str]) -> str:
            sign, name, one, many = field.groups()
            value = found[name]
            if one is not None:
                return one if value == "1" else many
            if sign == "&":
                value = _TALLY.sub(lambda tally: localise(tally[0]), value)
            if sign in {"", "&"}:
                return _MORE.sub(lambda more: say(more[0]), value)
            if sign == "/":
                return "\n".join(map(say, value.split("\n")))
            return say(value) if sign == "@" else localise(value) if sign in {"#", "$"} else value

        return _FIELD.sub(fill, self.other)


class Translation:
    """The sentences of the reports in another language."""

    def __init__(self, catalogue: "Mapping[str, str]") -> None:
        self._fixed = {
            english: other for english, other in catalogue.items() if not _is_pattern(english)
        }
        self._phrases = [Phrase(*pair) for pair in catalogue.items() if _is_pattern(pair[0])]

    def translate(self, text: str, localise: "Callable[[str], str]") -> str | None:
        """Return a sentence with its numbers as `localise` writes them, None where none is known.

        Names in it that are data stay as they are.
        """
        if text in self._fixed:
            return self._fixed[text]

        def say(part: str) -> str:
            return self.translate(part, localise) or part

        known = (each for each in self._phrases if each.landmark in text)
        said = (each.translate(text, say, localise) for each in known)
        return next((each for each in said if each is not None), None)


def _is_pattern(english: str) -> bool:
    return bool(_FIELD.search(english) or _ENDINGS.search(english))
