"""Strict YAML: positions of everything, only true and false are booleans, no key twice.

Numbers are decimal (`1:30`, `010`, `0x10` and dates stay text). Tags, merge keys and several
documents are refused, aliases are allowed up to a bounded size.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

import yaml

from cli.settings.loading.errors import FileProblemError, SettingsError
from cli.settings.loading.problem import Excerpt, Place, Problem, format_key_path

KeyPath = tuple[str | int, ...]
LARGEST: Final = 1_000_000
"""Most bytes of a configuration file."""
DEEPEST: Final = 40
"""Most levels of nesting."""
_MOST_VALUES: Final = 100_000
_TAG: Final = "tag:yaml.org,2002:"
_INTEGER: Final = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT: Final = re.compile(r"[-+]?((0|[1-9][0-9]{0,17})(\.[0-9]+)?|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")

_ODD_SPACE: Final = re.compile(r"(?:^ *|:)([\u00a0\u2007\u202f])")
"""A space that is none to YAML, as pages and word processors have it, where one is needed."""
_ORDINARY: Final = "a space that is none to YAML (U+{:04X}); write an ordinary one"
_ESCAPE: Final = r"a \ begins an escape in double quotes; write \\, or use single quotes"
_CURLY: Final = re.compile(r"[“”„«»\u2018\u2019\u201a](.*)[“”«»\u2018\u2019\"']", re.DOTALL)
"""Quotes of word processors around a whole text, which YAML takes for a part of it."""
_STRAIGHT: Final = "curly quotes are part of the text; write straight ones: {}"
_EXTRAS: Final = "directives (%) and ends of documents (...) are not used; leave them out"
_SYNTAX: Final = (
    (
        "mapping values are not allowed",
        "a colon that follows no key; indent evenly, quote text that has a colon",
    ),
    ("could not find expected ':'", "a key without a colon behind it; write key: value"),
    ("expected alphabetic", "a text that begins with * or &; write it in quotes"),
    ("undefined alias", "a text that begins with *; write it in quotes"),
    ("second occurrence", "a second anchor (&) of this name; give it another one"),
    ("<block end>", "this belongs to nothing before it; indent evenly, quote a text as a whole"),
    ("expected ',' or", "a comma or a closing bracket is missing before this"),
    ("cannot start any token", "a character that begins no text in YAML; write the text in quotes"),
    ("unknown escape", _ESCAPE),
    ("hexadecimal", _ESCAPE),
    ("sequence entries are not allowed", "a list (-) behind a key; begin it in the next line"),
    ("indentation indicator", "a text that begins with | or >; write it in quotes"),
    ("<document start>", _EXTRAS),
    ("incompatible YAML", _EXTRAS),
)
"""What the parser complains about, and what is wrong and how to mend it in plain words."""


class _Loader(yaml.SafeLoader):
    """Composes nodes; what a plain word means is decided by `_read_scalar` alone."""

    yaml_implicit_resolvers: Mapping[str, object] = {}  # type: ignore[assignment]
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call] # stubs lack it
        mark = cast("yaml.Mark", event.start_mark)
        if getattr(event, "tag", None) is not None:
            raise yaml.MarkedYAMLError(problem="tags (!) are not used", problem_mark=mark)
        if self.depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


_FastLoader: Final = getattr(yaml, "CSafeLoader", _Loader)
"""libyaml where PyYAML has it, a tenth of the time; the nodes are the same, messages are not."""


@dataclass(frozen=True, slots=True)
class Document:
    """A configuration file: its values, where each stands, and what is wrong with its form."""

    name: str
    """The file as messages call it."""
    text: str = ""
    tree: dict[str, object] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    """Where the key of a path stands; entries of lists have none."""
    values: dict[KeyPath, Place] = field(default_factory=dict)
    """Where the value of a path begins."""
    problems: list[Problem] = field(default_factory=list)

    def cut_excerpt(self, place: Place) -> Excerpt:
        """Return the line of a place, to be shown with a mark below the place."""
        lines = self.text.splitlines()
        return Excerpt(lines[place.line - 1] if place.line <= len(lines) else "", place)

    def make_problem(self, path: KeyPath, place: Place, message: str) -> Problem:
        """Return a mistake at a place of this file."""
        return Problem(
            f"{self.name}:{place}", format_key_path(path), message, self.cut_excerpt(place)
        )


def read_document(path: Path, name: str) -> Document:
    """Read a configuration file; raises SettingsError where it is no YAML at all."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise FileProblemError(name, error.strerror or "cannot be read") from None
    if len(content) > LARGEST:
        raise FileProblemError(name, "too large for a configuration file")
    return parse_document(content, name)


def read_own_document(path: Path) -> Document:
    """Read a file of `configs/`, which is well-formed YAML, as `read_document` would."""
    return parse_own_document(path.name, path.read_text(encoding="utf-8"))


def parse_own_document(name: str, text: str) -> Document:
    """Parse the text of such a file, or some of its keys."""
    document = Document(name, text)
    root = cast("yaml.Node", _FastLoader(document.text).get_single_node())
    _Values(document).fill_tree(root)
    return document


def parse_document(content: bytes, name: str) -> Document:
    """Parse the bytes of a configuration file; an empty one has no keys.

    Raises SettingsError at the first mistake of syntax; duplicate keys and the like are in
    `problems` of the document, to be told with all others.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace")
        message = "not UTF-8 text; save the file as UTF-8"
        raise _make_failure(name, before, _find_place(before, len(before)), message) from None
    try:
        node = _Loader(text).get_single_node()
    except yaml.reader.ReaderError as error:
        place = _find_place(text, error.position)
        message = f"the character U+{ord(text[error.position]):04X} does not belong in YAML"
        raise _make_failure(name, text, place, message) from None
    except yaml.MarkedYAMLError as error:
        described = _find_odd_space(text, error) or _describe_error(error)
        raise _make_failure(name, text, *described) from None
    document = Document(name, text)
    if node is not None:
        _Values(document).fill_tree(node)
    return document


def _make_failure(name: str, text: str, place: Place, message: str) -> SettingsError:
    return SettingsError([Document(name, text).make_problem((), place, message)])


def _to_place(mark: yaml.Mark | None) -> Place:
    return Place(1, 1) if mark is None else Place(mark.line + 1, mark.column + 1)


def _find_place(text: str, index: int) -> Place:
    before = text[:index].split("\n")
    return Place(len(before), len(before[-1]) + 1)


def _find_odd_space(text: str, error: yaml.MarkedYAMLError) -> tuple[Place, str] | None:
    """Return the place of a space that is none to YAML in the lines that cannot be read."""
    last = _to_place(error.problem_mark).line
    # What an odd space joins to one text is often only wrong together with the next line.
    first = min(_to_place(error.context_mark or error.problem_mark).line, max(last - 1, 1))
    for number, line in enumerate(text.splitlines()[first - 1 : last], first):
        if found := _ODD_SPACE.search(line):
            return Place(number, found.start(1) + 1), _ORDINARY.format(ord(found[1]))
    return None


def _describe_error(error: yaml.MarkedYAMLError) -> tuple[Place, str]:
    problem = error.problem or "not YAML"
    place = _to_place(error.problem_mark)
    if "end of stream" in problem or "<stream end>" in problem:
        return _to_place(error.context_mark), "a bracket or quote that is never closed"
    if "'\\t'" in problem:
        return place, "a tab; indent with spaces"
    if "expected a single document" in (error.context or ""):
        return place, "a second document (---); one file is one configuration"
    if "could not find expected ':'" in problem:
        # The parser only notices it at the next line.
        place = _to_place(error.context_mark)
    return place, next((words for part, words in _SYNTAX if part in problem), problem)


@dataclass(slots=True)
class _Values:
    """Turns nodes into values and notes where each stands."""

    document: Document
    count: int = 0
    open: set[int] = field(default_factory=set)

    def fill_tree(self, node: yaml.Node) -> None:
        """Fill the document's tree from its root."""
        if isinstance(node, yaml.MappingNode):
            self.document.tree.update(self._read_mapping(node, ()))
        elif not (isinstance(node, yaml.ScalarNode) and _read_scalar(node) is None):
            self._add_problem((), node, "expected keys and values such as timezone: Europe/Rome")

    def _add_problem(self, path: KeyPath, node: yaml.Node, message: str) -> None:
        problem = self.document.make_problem(path, _to_place(node.start_mark), message)
        self.document.problems.append(problem)

    def _make_refusal(self, path: KeyPath, message: str) -> SettingsError:
        place = self.document.keys[path[:1]]
        return SettingsError([self.document.make_problem(path[:1], place, message)])

    def _read_value(self, node: yaml.Node, path: KeyPath) -> object:
        self.document.values[path] = _to_place(node.start_mark)
        self.count += 1
        if isinstance(node, yaml.ScalarNode):
            if (inner := _find_curly(node)) is None:
                return _read_scalar(node)
            self._add_problem(path, node, _STRAIGHT.format(json.dumps(inner, ensure_ascii=False)))
            return inner
        if id(node) in self.open:
            raise self._make_refusal(path, "an anchor that contains itself")
        if self.count > _MOST_VALUES:
            raise self._make_refusal(path, "aliases that grow too large")
        self.open.add(id(node))
        try:
            if isinstance(node, yaml.MappingNode):
                return self._read_mapping(node, path)
            return [self._read_value(item, (*path, place)) for place, item in enumerate(node.value)]
        finally:
            self.open.discard(id(node))

    def _read_mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, object]:
        values: dict[str, object] = {}
        for name, key, value in self._read_pairs(node, path):
            inner = (*path, name)
            if name in values:
                first = self.document.keys[inner]
                self._add_problem(inner, key, f"a second {name}; the first is in line {first.line}")
                continue
            self.document.keys[inner] = _to_place(key.start_mark)
            values[name] = self._read_value(value, inner)
        return values

    def _read_pairs(
        self, node: yaml.MappingNode, path: KeyPath
    ) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._add_problem(path, key, "expected a text as key")
            elif key.value == "<<" and key.style is None:
                self._add_problem((*path, "<<"), key, "merge keys are not used; repeat the keys")
            elif key.style is None and (odd := _ODD_SPACE.match(key.value)):
                self._add_problem(path, key, _ORDINARY.format(ord(odd[1])))
            elif (inner := _find_curly(key)) is not None:
                words = f"a key in curly quotes; write {inner} without quotes"
                self._add_problem((*path, key.value), key, words)
            else:
                yield key.value, key, value


def _find_curly(node: yaml.ScalarNode) -> str | None:
    """Return what stands between the curly quotes of a text that has no others."""
    found = None if node.style else _CURLY.fullmatch(node.value)
    return found and found[1]


def _read_scalar(node: yaml.ScalarNode) -> object:
    return node.value if node.style else read_plain_word(node.value)


def read_plain_word(word: str) -> object:
    """Return what a word without quotes means: null, true, false, a decimal number or text."""
    if word in ("", "~", "null"):
        return None
    if word in ("true", "false"):
        return word == "true"
    if _INTEGER.fullmatch(word):
        return int(word)
    if _FLOAT.fullmatch(word):
        return float(word)
    return word
