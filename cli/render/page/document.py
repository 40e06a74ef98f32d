"""The page around the sections, with the hashes of its style and script."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.render.page.context import PageContext
from cli.render.page.html import Markup, join, tag
from cli.render.page.sections.catalogue import build_sections
from cli.render.page.sections.head import draw_head, find_title
from cli.render.page.sections.section import draw_section
from cli.render.page.words.words import ALL_WORDS
from cli.render.recognised_reports import PAGE_MARK
from cli.report import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.render.output_formats import RenderOptions
    from cli.render.page.sections.section import Section
    from cli.report import Report

_FOLDER: Final = Path(__file__).parent


def render(report: "Report", look: "RenderOptions") -> bytes:
    """Return the report as one page that loads nothing: style, script and pictures are in it."""
    language = Language(str(report.configuration.get("language", Language.EN)))
    page = PageContext(report, ALL_WORDS[language], look.numbers)
    sections = build_sections(page)
    style, script = (
        Markup((_FOLDER / name).read_text(encoding="utf-8")) for name in ("page.css", "page.js")
    )
    mark = Markup(f'{PAGE_MARK} {report.version}">')
    head = join(
        tag(
            "meta",
            http_equiv="Content-Security-Policy",
            content=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
            " base-uri 'none'; form-action 'none'",
        ),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", find_title(page)),
        tag("style", style),
    )
    written = page.words.label("written", version=report.version)
    body = join(
        tag("a", page.words.label(_choose_skip(sections)), href="#main", class_="skip"),
        draw_head(page),
        _draw_contents(page, sections),
        tag("main", *(draw_section(page, each) for each in sections), id="main"),
        tag("footer", tag("p", written, class_="note")),
        tag("script", script, **_list_script_words(page)),
    )
    # The mark stands first, so that a page of ours is told by its first bytes.
    return f'{mark}<html lang="{language}">{head}<body>{body}</body></html>\n'.encode()


def _choose_skip(sections: "Sequence[Section]") -> str:
    """Return the label of the link to what stands first."""
    highlights = any(each.name == "highlights" for each in sections)
    return "skip" if highlights else "skip_to_tables"


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _draw_contents(page: PageContext, sections: "Sequence[Section]") -> Markup:
    links = (
        tag("li", tag("a", page.words.label(each.name), href=f"#{each.name}")) for each in sections
    )
    return tag("nav", tag("ul", *links), aria_label=page.words.label("contents"))


def _list_script_words(page: PageContext) -> dict[str, object]:
    """Return what the script writes on its buttons."""
    return {f"data_{name}": page.words.label(name) for name in ("filter", "copy", "copied", "sort")}
