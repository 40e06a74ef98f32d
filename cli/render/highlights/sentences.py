"""A highlight as a sentence, in a language and a style of numbers."""

from typing import TYPE_CHECKING, Final

from cli.render.highlights import english, italian
from cli.render.number_text import format_value, localise
from cli.report import ColumnKind, Language, NumberStyle

if TYPE_CHECKING:
    from cli.report import Figure, Highlight

_LANGUAGES: Final = {Language.EN: english.SENTENCES, Language.IT: italian.SENTENCES}


def write_sentence(
    highlight: "Highlight",
    currency: str | None,
    language: Language = Language.EN,
    numbers: NumberStyle = NumberStyle.EN,
) -> str:
    """Return what a highlight says; money with the currency, names as they are in the data."""
    figures = {
        name: _write_figure(figure, currency, numbers) for name, figure in highlight.figures.items()
    }
    return _LANGUAGES[language][highlight.name].format_map(figures)


def _write_figure(figure: "Figure", currency: str | None, numbers: NumberStyle) -> str:
    if figure.kind is ColumnKind.TEXT:
        return str(figure.value)
    text = localise(format_value(figure.value, figure.kind), numbers)
    return f"{text} {currency}" if currency and figure.kind is ColumnKind.MONEY else text
