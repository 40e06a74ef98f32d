"""What a reader should know first."""

from typing import TYPE_CHECKING, Final

from cli.render.highlights.sentences import write_sentence
from cli.render.page.html import Markup, join, tag
from cli.render.page.sections.section import Section
from rfm.watch.choices import KpiVerdict

if TYPE_CHECKING:
    from cli.render.page.context import PageContext
    from cli.report import Highlight

_OURS: Final = frozenset({"message", "remedy", "metric", "verdict", "cause", "goal"})
"""Figures that are words of ours, hence in the page's language."""
_UNKNOWN: Final = str(KpiVerdict.UNKNOWN)
_CARDS: Final = 6
"""Highlights that have a card of their own; the others are lines."""


def build_highlights(page: "PageContext") -> Section | None:
    """Return the highlights as cards, none where the report has no table of them."""
    if "highlights" not in page.tables:
        return None
    found = page.report.highlights
    if not found:
        content = tag("p", page.words.label("nothing"), class_="lead")
    else:
        cards = tag("ol", *(_draw_card(page, one) for one in found[:_CARDS]), class_="cards")
        rest = [_draw_line(page, one) for one in found[_CARDS:]]
        content = join(cards, tag("ul", *rest, class_="lines") if rest else None)
    return Section("highlights", content, ("highlights",))


def _draw_line(page: "PageContext", one: "Highlight") -> Markup:
    return tag("li", _draw_badge(page, one), " ", _write(page, one), data_highlight=one.name.value)


def _draw_badge(page: "PageContext", one: "Highlight") -> Markup:
    return tag("span", page.words.label(one.severity.value), class_=f"badge {one.severity}")


def _write(page: "PageContext", one: "Highlight") -> str:
    own = {
        name: figure._replace(value=page.translate(str(figure.value)) or figure.value)
        for name, figure in one.figures.items()
        if name in _OURS or figure.value == _UNKNOWN
    }
    said = one._replace(figures={**one.figures, **own})
    return write_sentence(said, page.report.currency, page.words.language, page.numbers)


def _draw_card(page: "PageContext", one: "Highlight") -> Markup:
    return tag(
        "li",
        _draw_badge(page, one),
        tag("p", _write(page, one)),
        tag("p", page.words.label("more"), " ", tag("code", one.command), class_="note"),
        class_="card",
        data_highlight=one.name.value,
    )
