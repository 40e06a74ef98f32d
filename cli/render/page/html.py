"""HTML and SVG written through one helper that escapes whatever is not markup already.

Control characters and those that turn the direction of text are written as the terminal has them.
"""

from html import escape
from typing import Final

from cli.render.text.text_width import make_visible

_VOID: Final = frozenset({"meta", "link", "input", "br", "circle", "line", "rect", "path", "col"})


class Markup(str):
    """Text that is markup already; all other text is escaped."""

    __slots__ = ()


Child = str | None
"""Markup as it is, text escaped, nothing for None."""


def tag(name: str, /, *children: Child, **attributes: object) -> Markup:
    """Return an element; `class_` and `data_v` are the attributes class and data-v.

    Attributes of None or False are left out, those of True have no value.
    """
    written = "".join(_write_attribute(key, value) for key, value in attributes.items())
    if name in _VOID and not children:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: Child) -> Markup:
    """Return pieces one after the other."""
    return Markup("".join(map(_write_child, children)))


def _write_child(child: Child) -> str:
    if child is None or isinstance(child, Markup):
        return child or ""
    return escape(_show(child), quote=False)


def _write_attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(_show(str(value)))}"'


def _show(text: str) -> str:
    """Return a text without hidden characters other than the ends of its lines."""
    return text if text.isprintable() else "\n".join(map(make_visible, text.split("\n")))
