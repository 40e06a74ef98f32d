"""What holds for the orders of a run, and in what the formats of its files differ."""

from typing import TYPE_CHECKING, NamedTuple

from cli.inputs.orders.errors import LeftOutFileError
from cli.inputs.orders.statuses.rule import StatusRule, choose_status_rule
from cli.settings.sections.exports.files import OrderColumn, OrderRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.context import ReadContext
    from cli.inputs.currency_conversion import Conversion
    from cli.inputs.formats.recognise import RecognisedFile
    from cli.settings.sections.exports.files import OrderCustomers, Orders


class RowMeaning(NamedTuple):
    """How the rows of a file make orders, and which of these are sales."""

    rows: OrderRows
    customers: "OrderCustomers | None"
    keep_status: tuple[str, ...] | None
    drop_status: tuple[str, ...] | None


class OrderTerms(NamedTuple):
    """What holds for all orders."""

    section: "Orders"
    timezone: str
    """The report's."""
    by: str | None = None
    """A further attribute that the report needs."""
    conversion: "Conversion | None" = None
    """None where amounts are in the report's currency."""
    label: str | None = None
    """What the report calls its currency."""
    meanings: tuple[RowMeaning, ...] = ()
    """What rows mean, by file, where files differ in it; nothing where none does."""

    @property
    def rows(self) -> OrderRows:
        """How rows make orders, where files do not differ in it."""
        return self.section.rows or OrderRows.ONE_PER_ORDER

    @property
    def rows_by_file(self) -> tuple[OrderRows, ...]:
        """How rows make orders, by file, where files differ in what rows mean."""
        return tuple(each.rows for each in self.meanings)

    @property
    def has_lines(self) -> bool:
        """Whether an order may have several rows."""
        return {self.rows, *self.rows_by_file} != {OrderRows.ONE_PER_ORDER}

    @property
    def rule(self) -> StatusRule:
        """Which statuses count, where files do not differ in it."""
        return choose_status_rule(self.section)

    @property
    def rules_by_file(self) -> tuple[StatusRule, ...]:
        """Which statuses count, by file, where files differ in what rows mean."""
        return tuple(self.of(each).rule for each in self.meanings)

    @property
    def rules(self) -> tuple[StatusRule, ...]:
        """The different rules of statuses, in the order of the files."""
        each = tuple(self.of(meaning).rule for meaning in dict.fromkeys(self.meanings))
        return tuple(dict.fromkeys(each)) or (self.rule,)

    def of(self, meaning: RowMeaning) -> "OrderTerms":
        """Return what holds for the files whose rows mean one thing."""
        section = self.section.model_copy(update=meaning._asdict())
        return self._replace(section=section, meanings=())


def choose_terms(
    section: "Orders", files: "Sequence[RecognisedFile[Orders]]", context: "ReadContext"
) -> OrderTerms:
    """Return what holds for all orders, currencies aside; `section` is what the settings say.

    Of formats that differ in how rows make orders or in which statuses count, such as those of a
    web shop and a till, each holds for its own files. Raises `LeftOutFileError`.
    """
    _refuse_left_out(section, files)
    terms = OrderTerms(files[0].section, context.timezone, context.by, label=context.currency)
    meanings = tuple(_get_meaning(file.section) for file in files)
    return terms if len({*meanings}) == 1 else terms._replace(meanings=meanings)


def _get_meaning(section: "Orders") -> RowMeaning:
    rows = section.rows or OrderRows.ONE_PER_ORDER
    return RowMeaning(rows, section.customers, section.keep_status, section.drop_status)


def _refuse_left_out(section: "Orders", files: "Sequence[RecognisedFile[Orders]]") -> None:
    """Raise `LeftOutFileError` where the statuses that are kept lack the one of a whole file."""
    keep = section.keep_status
    if not keep or OrderColumn.STATUS in section.columns:
        return
    statuses = [find_one_status(file) for file in files]
    for file, status in zip(files, statuses, strict=True):
        if None in statuses and status is not None and StatusRule(keep).is_dropped_word(status):
            raise LeftOutFileError(file.source.name, file.named.name, status, keep)


def find_one_status(file: "RecognisedFile[Orders]") -> str | None:
    """Return the status that the format gives all rows of a file, None where it gives none."""
    form = file.named.form
    steps = () if form is None else form.derived.get("status", ())
    return None if any(step.column for step in steps) or not steps else steps[0].value
