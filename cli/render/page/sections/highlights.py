"""What a reader should know first."""

from typing import TYPE_CHECKING

from cli.render.highlights.sentences import write_sentence
from cli.render.page.html import Markup, tag
from cli.render.page.sections.section import Section

if TYPE_CHECKING:
    from cli.render.page.context import PageContext
    from cli.report import Highlight


def build_highlights(page: "PageContext") -> Section | None:
    """Return the highlights as cards, none where the report has no table of them."""
    if "highlights" not in page.tables:
        return None
    found = page.report.highlights
    if not found:
        content = tag("p", page.words.label("nothing"), class_="lead")
    else:
        content = tag("ol", *(_draw_card(page, one) for one in found), class_="cards")
    return Section("highlights", content, ("highlights",))


def _draw_card(page: "PageContext", one: "Highlight") -> Markup:
    sentence = write_sentence(one, page.report.currency, page.words.language, page.numbers)
    return tag(
        "li",
        tag("span", page.words.label(one.severity.value), class_=f"badge {one.severity}"),
        tag("p", sentence),
        tag("p", page.words.label("more"), " ", tag("code", one.command), class_="note"),
        class_="card",
        data_highlight=one.name.value,
    )
