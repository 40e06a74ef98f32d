"""How it was computed: formulas, settings that differ from the default, words."""

from typing import TYPE_CHECKING

from cli.render.page.html import Markup, join, tag
from cli.render.page.sections.section import Section, draw_lead
from cli.settings import Settings
from cli.settings.secrets import hide_credentials

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cli.render.page.context import PageContext


def build_method(page: "PageContext") -> Section | None:
    """Return the section of formulas, settings and terms."""
    words = page.words
    models = list(_list_models(page))
    usual = Settings()
    known = usual.model_dump(mode="json") | {"baseline": usual.baseline_name}
    changed = list(_list_changes(page.report.configuration, known))
    content = join(
        draw_lead(page, "method_lead"),
        *(_draw_list(words.label("models"), models) if models else ()),
        tag("h3", words.label("settings")),
        _draw_terms(changed) if changed else tag("p", words.label("defaults"), class_="lead"),
        *_draw_list(words.label("glossary"), words.terms),
    )
    return Section("method", content)


def _list_models(page: "PageContext") -> "Iterator[tuple[str, str]]":
    """Yield each model of the comparison with what it does."""
    table = page.find("compare")
    configured = page.report.configuration.get("models")
    if table is None or not isinstance(configured, list):
        return
    for model in configured:
        kind = next((key for key in page.words.formulas if model.get(key) is not None), "")
        name = str(model.get("name") or kind)
        if name in table.models and kind:
            yield name, page.words.formulas[kind]


def _list_changes(
    settings: "Mapping[str, object]", defaults: "Mapping[str, object]", path: str = ""
) -> "Iterator[tuple[str, str]]":
    """Yield name and value of each setting that is not its default."""
    for name, value in settings.items():
        usual, where = defaults.get(name), f"{path}{name}"
        if isinstance(value, dict) and isinstance(usual, dict) and usual:
            yield from _list_changes(value, usual, f"{where}.")
        elif value != usual:
            yield where, hide_credentials(_describe(value))


def _describe(value: object) -> str:
    if isinstance(value, dict):
        known = ((key, part) for key, part in value.items() if part not in (None, "", []))
        parts = ((key, _describe(part)) for key, part in known)
        return ", ".join(f"{key}: {part}" if part else key for key, part in parts)
    return "; ".join(map(_describe, value)) if isinstance(value, list) else str(value)


def _draw_list(title: str, pairs: "Iterable[tuple[str, str]]") -> tuple[Markup, Markup]:
    return tag("h3", title), _draw_terms(pairs)


def _draw_terms(pairs: "Iterable[tuple[str, str]]") -> Markup:
    items = (tag("div", tag("dt", name), tag("dd", text)) for name, text in pairs)
    return tag("dl", *items)
