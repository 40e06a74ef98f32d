"""A section, and the models that can be switched off in it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.render.page.html import Markup, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.render.page.context import PageContext


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page, and the tables of the report that it shows."""

    name: str
    """What it is called in the address and among the labels."""
    content: Markup
    tables: tuple[str, ...] = ()


def draw_section(page: "PageContext", section: Section) -> Markup:
    """Return a section below its heading."""
    heading = f"{section.name}-heading"
    return tag(
        "section",
        tag("h2", page.words.label(section.name), id=heading),
        section.content,
        id=section.name,
        aria_labelledby=heading,
    )


def draw_lead(page: "PageContext", name: str, /, **values: object) -> Markup:
    """Return the sentence below a heading."""
    return tag("p", page.words.label(name, **values), class_="lead")


def draw_model_switches(page: "PageContext", models: "Sequence[str]") -> Markup:
    """Return a box for each model, checked; style alone hides what is unchecked."""
    boxes = (
        tag(
            "label",
            tag("input", type="checkbox", class_=f"switch s{place}", checked=True),
            tag("span", class_=f"swatch b{place}", aria_hidden="true"),
            model,
        )
        for place, model in enumerate(models)
    )
    return tag("fieldset", tag("legend", page.words.label("models")), *boxes, class_="switches")
