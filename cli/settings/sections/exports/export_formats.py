"""Formats of exports: files in configs/formats/, and those that users write in the same way."""

from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from cli.settings.sections.exports.files import (
    COLUMNS,
    DecimalMark,
    Epoch,
    OrderCustomers,
    OrderRows,
    Role,
    ThousandsMark,
)
from cli.settings.sections.types import (
    Delimiter,
    Encoding,
    Flag,
    Section,
    Text,
    Texts,
    TimeFormat,
    Zone,
    describe_known,
    make_error,
    to_entries,
)


class Condition(Section):
    """Rows that have one of some values in a column."""

    column: Texts
    """The column, by its names in several languages."""
    values: Texts
    """Its values in such rows, letter case ignored."""


class Step(Section):
    """One way to a value: a column, some of its values under other names, or a constant."""

    column: Texts = ()
    """Their column, by its names in several languages."""
    then: tuple[Texts, ...] = ()
    """Further columns, each put after a blank: the time of day after a day."""
    join: tuple[Texts, ...] = ()
    """Further columns that make an id with it: the number of a receipt with its day; where one is
    blank there is none."""
    map: dict[Text, Text] | None = None
    """Their values and ours, letter case ignored; a value that is not listed gives none."""
    epoch: Epoch | None = None
    """The value is a number of s, ms or us since 1970, UTC."""
    value: Text | None = None
    """A constant."""
    same: tuple[Texts, ...] = ()
    """Columns of amounts that must be equal: where they are not, an amount other than 0 in `column`
    is in another currency, and refused."""
    less: tuple[Texts, ...] = ()
    """Columns of discounts, whatever their sign, which are taken off the amount in `column`,
    paid or given back."""
    when: Texts = ()
    """The constant holds only where `column` has one of these values, letter case ignored."""
    unless: Texts = ()
    """Values of `column` that give nothing, as blanks do, letter case ignored."""
    where: Condition | None = None
    """The step holds only in these rows, in none where their column is not there."""

    @model_validator(mode="after")
    def _require_whole(self) -> "Step":
        if not self.column and self.value is None:
            raise make_error("expected a column or a value")
        if self.when and (not self.column or self.value is None):
            raise make_error("when needs a column and a value")
        if not self.column and (self.then or self.join or self.less or self.unless or self.where):
            raise make_error("then, join, less, unless and where need a column")
        return self


class Totals(Section):
    """How totals rows are told from others."""

    column: Texts = ()
    """The column that marks them, by its names in several languages; empty: the first one."""
    starts_with: Texts = ()
    """Beginnings of the values that mark them, letter case ignored."""
    blank: Flag = False
    """Whether a blank value marks them."""


class Ignored(Section):
    """Rows that are something else than the role says, such as orders among touches."""

    column: Texts
    """The column that tells them, by its names in several languages."""
    values: Texts = ()
    """Its values in such rows, letter case ignored."""
    blank: Flag = False
    """Whether a blank value tells them as well."""


class Spans(Section):
    """For costs: columns of days that stand for more than a day, by their names."""

    range: Texts = ()
    """The first day of a range, which goes on to `until`."""
    week: Texts = ()
    """The first day of a week."""
    month: Texts = ()
    """The first day of a month."""


def _parse_steps(given: object) -> object:
    return [{"column": step} if isinstance(step, str) else step for step in _list_steps(given)]


def _list_steps(given: object) -> list[object]:
    found = to_entries(given)
    return list(found) if isinstance(found, list | tuple) else [found]


Steps = Annotated[tuple[Step, ...], BeforeValidator(_parse_steps), Field(min_length=1)]


class ExportFormat(Section):
    """How the export of one program is recognised and read."""

    title: Text
    """Program and report, for people."""
    role: Role
    """touchpoints, orders or costs."""
    recognise: Annotated[tuple[Texts, ...], Field(min_length=1)]
    """The columns that tell this export; a list in place of a name: one of these."""
    fallback: Flag = False
    """Whether it is taken only for files that no other format fits."""
    columns: dict[Text, Texts] = Field(default_factory=dict)
    """Our columns and theirs, by their names in several languages; {currency} stands for a code."""
    derived: dict[Text, Steps] = Field(default_factory=dict)
    """Our columns that are made from theirs: the first step that gives a value."""
    fill_down: Texts = ()
    """Our columns whose blanks repeat the value above."""
    totals: Totals | None = None
    """Totals rows: left out, and for costs compared with the sum of the others."""
    ignored: Ignored | None = None
    """Rows that are something else: left out, and counted on the ledger."""
    links: Flag = False
    """For touchpoints: whether rows are pages of visits, and the host of the page that led to one
    tells its source where no column does; rows that are `ignored` count then."""
    missing: dict[Text, Text] = Field(default_factory=dict)
    """Our columns that the export lacks, and the sentence that says which export has them."""
    spans: Spans = Spans.model_construct()
    """For costs: which columns of `date` stand for more than a day."""
    levels: tuple[Texts, ...] = ()
    """For costs: columns of finer reports, the finest first; reports of several levels overlap."""
    rows: OrderRows | None = None
    """For orders: one_per_order, line_items or totals_on_first_row."""
    customers: OrderCustomers | None = None
    """For orders: whose an order is whose rows name several customers."""
    keep_status: Texts | None = None
    """For orders: only these statuses count."""
    drop_status: Texts | None = None
    """For orders: statuses that are left out."""
    delimiter: Delimiter | None = None
    """Mark between two columns, where it is always the same."""
    encoding: Encoding | None = None
    """Encoding, where it is always the same."""
    decimal: DecimalMark | None = None
    """Decimal mark, where it is always the same."""
    thousands: ThousandsMark | None = None
    """Mark between thousands, where it is always the same."""
    time_format: TimeFormat | None = None
    """How times are written, where it is always the same."""
    timezone: Zone | None = None
    """Time zone of times without an offset, where it is always the same."""
    note: Text | None = None
    """What -v says about it."""

    @field_validator("columns", "derived", "missing", "fill_down", mode="after")
    @classmethod
    def _check_columns(cls, given: object, info: ValidationInfo) -> object:
        role = info.data.get("role")
        names = list(given) if isinstance(given, dict | tuple) else []
        known = [str(name) for name in COLUMNS[role]] if role else names
        for place, name in enumerate(names):
            if name not in known:
                at = (name, "[key]") if isinstance(given, dict) else (place,)
                raise make_error(
                    f'no column "{name}" of {role}; {describe_known(known, name)}', *at
                )
        return given
