"""What a page says for itself, in the language of the settings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cli.render.page.words import english
from cli.render.page.words.italian import labels as italian
from cli.render.page.words.italian.bad_rows import BAD_ROWS
from cli.render.page.words.italian.export_notes import EXPORT_NOTES
from cli.render.page.words.italian.file_findings import FILE_FINDINGS
from cli.render.page.words.italian.notes import NOTES
from cli.render.page.words.italian.order_findings import ORDER_FINDINGS
from cli.render.page.words.italian.sentences import ACTIONS, CAPTIONS, LINES, WORDS
from cli.render.page.words.italian.titles import COLUMNS, TITLE_SENTENCES, TITLES
from cli.render.page.words.italian.touch_findings import TOUCH_FINDINGS
from cli.render.page.words.translation import Translation
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
    titles: "Mapping[str, str]"
    """By table; those that are not here keep the titles of their reports."""
    reports: Translation | None
    """What reports say, where that is another language."""

    def label(self, name: str, /, **values: object) -> str:
        """Return a label with its values."""
        return self.labels[name].format(**values)

    def sentence(self, name: str, /, **values: object) -> str:
        """Return a sentence with its values."""
        return self.sentences[name].format(**values)

    def column(self, name: str, table: str = "") -> str:
        """Return what stands above a column: its own words, in this table or any, else its name."""
        own = self.columns.get(f"{table}.{name}") or self.columns.get(name)
        return own or name.replace("_", " ")


def _make_english() -> Words:
    own = english
    return Words(
        Language.EN,
        own.LABELS,
        own.SENTENCES,
        own.COLUMNS,
        own.FORMULAS,
        own.TERMS,
        titles={},
        reports=None,
    )


def _make_italian() -> Words:
    own = italian
    return Words(
        Language.IT,
        own.LABELS,
        own.SENTENCES,
        COLUMNS,
        own.FORMULAS,
        own.TERMS,
        TITLES,
        Translation(
            LINES
            | WORDS
            | ACTIONS
            | TITLE_SENTENCES
            | CAPTIONS
            | NOTES
            | EXPORT_NOTES
            | ORDER_FINDINGS
            | FILE_FINDINGS
            | TOUCH_FINDINGS
            | BAD_ROWS
        ),
    )


ALL_WORDS: Final = {Language.EN: _make_english(), Language.IT: _make_italian()}
"""Of every language."""
