"""The built-in channels: the rules of configs/channels as Polars expressions."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl

from cli.inputs.channels.hosts import HostNames
from cli.settings.loading.yaml_file import read_own_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cli.settings.sections.channels import SourceCategory

    Written = dict[str, Any]
    """A mapping of a file of configs/channels."""

_FOLDER: Final = Path(__file__).parents[3] / "configs" / "channels"


def compile_built_in(
    name: str, sources: "Mapping[SourceCategory, tuple[str, ...]]"
) -> tuple[tuple[str, pl.Expr], ...]:
    """Return the channels of a grouping in the order of their rules, each with when it applies.

    That is a Boolean over the columns source, medium and campaign in small letters, blanks by
    their names. `sources` are further well-known sources by kind; such a one is of that kind
    alone, whatever the built-in list says.
    """
    written = read_rules(name)
    hosts = HostNames(**read_rules("hosts"))
    reader = _Reader(_merge_categories(sources), written["patterns"], hosts)
    return tuple(
        (
            rule["channel"],
            reader.compile_condition({key: rule[key] for key in rule if key != "channel"}),
        )
        for rule in written["rules"]
    )


def _merge_categories(sources: "Mapping[SourceCategory, tuple[str, ...]]") -> dict[str, list[str]]:
    own = {kind.value: [each.lower() for each in names] for kind, names in sources.items()}
    taken = {each for names in own.values() for each in names}
    return {
        kind: [*own.get(kind, ()), *(name for name in names if name not in taken)]
        for kind, names in read_rules("sources").items()
    }


@cache
def read_rules(name: str) -> "Written":
    """Return a file of configs/channels by its name."""
    return read_own_document(_FOLDER / f"{name}.yaml").tree


class _Reader(NamedTuple):
    """Turns conditions as written into expressions."""

    categories: "Mapping[str, list[str]]"
    patterns: "Mapping[str, list[Written]]"
    hosts: HostNames

    def compile_condition(self, written: "Written") -> pl.Expr:
        ((key, inner),) = written.items()
        if key == "all":
            return pl.all_horizontal(self.compile_condition(each) for each in inner)
        if key == "any":
            return pl.any_horizontal(self.compile_condition(each) for each in inner)
        return self._compile_test(pl.col(key), inner)

    def _compile_test(self, column: pl.Expr, written: "Written") -> pl.Expr:
        if "pattern" in written:
            return pl.any_horizontal(
                self._compile_test(column, each) for each in self.patterns[written["pattern"]]
            )
        if "category" in written:
            listed = {name for names in self.categories.values() for name in names}
            known = self.hosts.find_listed(column, listed)
            return known.is_in(self.categories[written["category"]])
        if "not_after" in written:
            text, letters = written["contains"], written["not_after"]
            return column.str.contains(f"(^|[^{letters}]){text}")
        ((test, text),) = written.items()
        return _TESTS[test](column, text)


_TESTS: "Final[Mapping[str, Callable[[pl.Expr, Any], pl.Expr]]]" = {
    "equals": lambda column, text: column == text,
    "in": lambda column, texts: column.is_in(texts),
    "contains": lambda column, text: column.str.contains(text, literal=True),
    "starts_with": lambda column, text: column.str.starts_with(text),
    "ends_with": lambda column, text: column.str.ends_with(text),
}
