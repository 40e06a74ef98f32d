"""What a page says for itself, in the language of the settings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cli.render.page.words import english, italian
from cli.report import Language

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language."""

    language: Language
    labels: "Mapping[str, str]"
    sentences: "Mapping[str, str]"
    columns: "Mapping[str, str]"
    formulas: "Mapping[str, str]"
    terms: tuple[tuple[str, str], ...]

    def label(self, name: str, /, **values: object) -> str:
        """Return a label with its values."""
        return self.labels[name].format(**values)

    def sentence(self, name: str, /, **values: object) -> str:
        """Return a sentence with its values."""
        return self.sentences[name].format(**values)

    def column(self, name: str) -> str:
        """Return what stands above a column: its own words, else its name."""
        return self.columns.get(name, name.replace("_", " "))


def _make_words(language: Language) -> Words:
    said = {Language.EN: english, Language.IT: italian}[language]
    return Words(language, said.LABELS, said.SENTENCES, said.COLUMNS, said.FORMULAS, said.TERMS)


WORDS: Final = {language: _make_words(language) for language in Language}
"""Of every language."""
