"""Orders by status as the rule of their files judges them."""

from typing import TYPE_CHECKING, NamedTuple

from cli.inputs.orders.statuses.rule import StatusRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cli.inputs.formats.recognise import RecognisedFile
    from cli.inputs.orders.terms import OrderTerms
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tally import Tally
    from cli.settings.sections.exports.files import Orders


class RuleStatuses(NamedTuple):
    """The statuses of the orders of files that one rule judges."""

    rule: StatusRule
    tallies: "Mapping[tuple[str, bool], Tally]"
    """Orders by status, as written, and whether they count."""
    formats: tuple[str, ...] = ()
    """Whose rule it is, where files differ in it; nothing where no format says it."""
    has_column: bool = True
    """Whether some of these files have a status; others are not asked for one beside them."""

    @property
    def counted(self) -> "dict[str, Tally]":
        """The orders that count, by status."""
        return {name: found for (name, counts), found in self.tallies.items() if counts}

    @property
    def dropped(self) -> "dict[str, Tally]":
        """The orders that do not count, by status."""
        return {name: found for (name, counts), found in self.tallies.items() if not counts}


def list_rule_statuses(
    files: "Sequence[RecognisedFile[Orders]]",
    reading: "RoleRows",
    terms: "OrderTerms",
    found: "Mapping[StatusRule, Mapping[tuple[str, bool], Tally]]",
) -> tuple[RuleStatuses, ...]:
    """Return the orders by status, `found` by rule, in the order of the files."""
    if len(terms.rules) == 1:
        return (RuleStatuses(terms.rules[0], found.get(terms.rules[0], {})),)
    return tuple(_list_by_rule(files, reading, terms, found))


def _list_by_rule(
    files: "Sequence[RecognisedFile[Orders]]",
    reading: "RoleRows",
    terms: "OrderTerms",
    found: "Mapping[StatusRule, Mapping[tuple[str, bool], Tally]]",
) -> "Iterator[RuleStatuses]":
    rules = terms.rules_by_file
    for rule in terms.rules:
        own = [number for number, each in enumerate(rules) if each == rule]
        names = dict.fromkeys(files[number].named.name for number in own if _tells(files[number]))
        fields = {field.name for number in own for field in reading.tables[number].fields}
        yield RuleStatuses(rule, found.get(rule, {}), tuple(names), "status" in fields)


def _tells(file: "RecognisedFile[Orders]") -> bool:
    """Tell whether the format of a file says which statuses count, and holds."""
    form = file.named.form
    pairs = (
        ()
        if form is None
        else (
            (form.keep_status, file.section.keep_status),
            (form.drop_status, file.section.drop_status),
        )
    )
    return any(said is not None and said == held for said, held in pairs)
