"""What a report is, whatever it is written as."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from attribution.comparison.measures import BY_METRIC, Metric
from cli.errors import MeritoError, suggest_nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl


class ColumnKind(StrEnum):
    """What a column's values are, hence how each format writes them."""

    TEXT = "text"
    COUNT = "count"
    """A whole number."""
    CREDIT = "credit"
    """Fractional conversions, six decimals in CSV, one in the table."""
    SHARE = "share"
    """A fraction of one, six decimals in CSV, percent in the table."""
    MONEY = "money"
    """Money: Int64 cents in `frame` (so that it foots), Float64 currency units in `exact`."""
    AMOUNT = "amount"
    """Money of one order, Int64 in 1/10 000 of the unit: two decimals, more where it has more."""
    RATIO = "ratio"
    """A quotient near one, six decimals in CSV, two in the table."""
    BAR = "bar"
    """A share that the table draws; files have none."""
    NUMBER = "number"
    """A mean or median, six decimals in CSV, one in the table."""
    WRITTEN = "written"
    """A number that is written already, as a table's columns of several kinds need; files have
    none."""
    TREND = "trend"
    """Levels from 1 to 8, a point for none, that the table draws; files have none."""
    ADVICE = "advice"
    """A sentence that the table shows where it need not be folded; files have it as text."""
    EXACT = "exact"
    """A number with all of its digits in CSV, five of them in the table."""


class NumberStyle(StrEnum):
    """How numbers are written for people, by the country that does so."""

    EN = "en"
    """1,234.50"""
    IT = "it"
    """1.234,50"""
    DE = "de"
    """1.234,50"""
    FR = "fr"
    """1 234,50 with a narrow space that keeps the number together."""
    CH = "ch"
    """1'234.50, with a curly apostrophe where the encoding has it."""
    PLAIN = "plain"
    """1234.50"""


class Language(StrEnum):
    """What the sentences and labels of a page are written in."""

    EN = "en"
    IT = "it"


class UnknownTableError(MeritoError):
    """A report was asked for a table that it does not hold."""

    def __init__(self, name: str, known: "Sequence[str]") -> None:
        hint = suggest_nearest(name, known)
        super().__init__(f'no table named "{name}" in this report{hint} It has: {", ".join(known)}')


class SeveralTablesError(MeritoError):
    """A format that holds one table was asked for a report of several."""

    def __init__(self, known: "Sequence[str]") -> None:
        super().__init__(
            f"this report has several tables and the format holds one: "
            f"choose with --show {'|'.join(known)}, or take all with --format json",
        )


class Overview(NamedTuple):
    """What a comparison says above its rows where a terminal has room for one screen only."""

    title: str
    """What is compared, and the days of the orders."""
    line: str
    """Orders, money, and the part of both that follows a touch."""
    roles: str = ""
    """What stands below the rows where there is room; nothing where no role is known."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table as people see it where rows and columns both are names: from where, to where.

    `frame` has a column of names, then one for each name across, in the order of both.
    """

    frame: "pl.DataFrame"
    headers: tuple[str, ...]
    """What stands above each column of `frame`; data, shown as it is."""
    kinds: "Mapping[str, ColumnKind]"
    """Kind of each column of `frame`; money is Int64 cents."""
    totals: "pl.DataFrame"
    """Rows with `frame`'s columns, below a rule."""
    shaded: tuple[str, ...] = ()
    """Columns whose cells are shaded by their share of the largest value of all of them."""
    unfinished: "frozenset[tuple[str, str]]" = frozenset()
    """Name and column of the cells whose time is not over."""
    marks: "Mapping[tuple[str, str], str]" = field(default_factory=dict)
    """Signs behind other cells, by name and column; the caption says what they mean."""


class Table(NamedTuple):
    """One table of a report, one row as its `frame` says, columns of known kinds.

    `frame` is what tables and CSV print (money in cents, footed); `exact` holds the same rows and
    columns at full precision for JSON. A comparison is tidy in both (one row a lookback, block,
    channel and model); renderers lay the models side by side. Null is printed as an empty cell.
    """

    name: str
    """Machine name, the value of `--show`: compare, rfm, customers, files, ledger, findings."""
    title: str
    """One line above the table in the terminal."""
    frame: "pl.DataFrame"
    kinds: "Mapping[str, ColumnKind]"
    """Kind of each column of `frame` and `exact`."""
    exact: "pl.DataFrame"
    caption: tuple[str, ...] = ()
    """Lines below the table in the terminal (cut points, empty bins, how to read a mark)."""
    totals: "pl.DataFrame | None" = None
    """Rows with `frame`'s columns that only the terminal table shows, below a rule."""
    models: tuple[str, ...] = ()
    """The models of a comparison, baseline first where named so; empty for other tables."""
    baseline: str = ""
    """The model that changes of a comparison refer to; empty for other tables."""
    metric: Metric = Metric.REVENUE
    """What a comparison shows in the terminal."""
    replicates: int | None = None
    """Resamplings of customers behind the intervals of a comparison; None where it has none."""
    folded: int = 0
    """How many values each row `(others)` of a comparison adds up."""
    overview: Overview | None = None
    """None where a comparison is always shown whole, however little of it fits."""
    exhaustive: bool = False
    """Whether intervals and ranks were asked for, so that they are shown where they hardly fit."""
    matrix: Matrix | None = None
    """What people see in place of the rows, None where they see these."""
    marked: bool = True
    """Whether a comparison marks notable changes: its title or intervals say what noise does."""
    sentences: tuple[str, ...] = ()
    """Columns of sentences of ours: people read the numbers in them as those of other columns."""


class LedgerLine(NamedTuple):
    """One line of the ledger: rows of a role that ended in the same way."""

    role: str
    """orders or touchpoints."""
    line: str
    """What became of the rows, in words."""
    rows: int
    amount: int | None
    """Money of those rows in 1/10 000 of the currency unit; None for touchpoints."""


class ReadFile(NamedTuple):
    """A file that was read: its path as given, role, recognised format, rows and plain total."""

    path: str
    role: str
    format: str
    rows: int
    total: int | None
    """Sum of the revenue column in 1/10 000 of the currency unit; None for touchpoints."""


class HighlightSeverity(StrEnum):
    """How pressing a highlight is, the most pressing first."""

    ERROR = "error"
    """The data are wrong, hence perhaps everything else."""
    ACT = "act"
    """Money is being lost."""
    LOOK = "look"
    """A decision may rest on it."""
    FINE = "fine"
    """Good to know."""


class HighlightName(StrEnum):
    """The rules of what a reader should know first."""

    DATA_FINDING = "data-finding"
    MODELS_DISAGREE = "models-disagree"
    PRAISED_BY_LAST_CLICK = "praised-by-last-click"
    OPENS_MORE_THAN_IT_CLOSES = "opens-more-than-it-closes"
    LOSES_UNDER_EVERY_MODEL = "loses-under-every-model"
    EARNS_UNDER_EVERY_MODEL = "earns-under-every-model"
    DEPENDS_ON_THE_MODEL = "depends-on-the-model"
    CONTRADICTED_BY_EXPERIMENT = "contradicted-by-experiment"
    DOES_NOT_SURVIVE_LOST_TOUCHES = "does-not-survive-lost-touches"
    RANK_DOES_NOT_SURVIVE_LOST_TOUCHES = "rank-does-not-survive-lost-touches"
    UNEXPLAINED_ORDERS = "unexplained-orders"
    FEW_CUSTOMERS_CARRY_THE_SHOP = "few-customers-carry-the-shop"
    ONE_TIME_BUYERS = "one-time-buyers"
    VALUABLE_CUSTOMERS_LEAVING = "valuable-customers-leaving"
    MONEY_SLIPPING_AWAY = "money-slipping-away"
    KPI = "kpi"


class Figure(NamedTuple):
    """A value in a sentence, written as the column is that it comes from."""

    kind: ColumnKind
    value: str | float
    """Money in cents; texts are data or names of ours."""


class Highlight(NamedTuple):
    """What a reader should know first: what one rule found, with its numbers."""

    name: HighlightName
    severity: HighlightSeverity
    command: str
    """The command that shows more."""
    figures: "Mapping[str, Figure]"
    """The values of the sentence by their names in it."""
    subject: str = ""
    """The channel that it is about, empty where it is the whole shop."""
    money: int = 0
    """Cents at stake: the more, the earlier it is told."""


class Report(NamedTuple):
    """Everything a run has to say; renderers take it whole."""

    name: str
    """compare, rfm, report, check: the value of `report` in JSON."""
    tables: tuple[Table, ...]
    version: str
    as_of: str | None
    """ISO day, null where a report has none."""
    currency: str | None
    configuration: "Mapping[str, object]"
    """The effective settings as JSON-ready values."""
    files: tuple[ReadFile, ...] = ()
    ledger: tuple[LedgerLine, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences for stderr, in order: the ledger's one-line form first."""
    summary: str = ""
    """The ledger as a terminal shows it: orders, money and coverage in one sentence."""
    head: tuple[str, ...] = ()
    """Lines above the first table in the terminal."""
    details: tuple[str, ...] = ()
    """How the files were read and what was decided, for `-v`."""
    highlights: tuple[Highlight, ...] = ()
    """What a reader should know first, the most pressing first."""
    period: tuple[str, str] | None = None
    """First and last day of the orders that a page tells, None where there are none."""
    counted: tuple[int, int] | None = None
    """Orders that count, and their net revenue in 1/10 000 of the currency unit, where no touches
    are named, whose ledger tells both; a page only."""
    manifest: "Mapping[str, str] | None" = None
    """SHA-256 of the files beside it by name, where it is one of a folder; JSON only."""
    others: tuple[str, ...] = ()
    """Tables that are made where they are asked for by name, or with all; not here."""

    def with_tables(self, *tables: Table) -> "Report":
        """Return the report with these tables in place of its own."""
        return self._replace(tables=tables)

    def select_table(self, name: str | None) -> "Report":
        """Return the report with the table of this name alone, all tables where name is None.

        Raises `UnknownTableError` where it holds no such table.
        """
        if name is None:
            return self
        chosen = tuple(table for table in self.tables if table.name == name)
        if not chosen:
            raise UnknownTableError(name, [*self.others, *(table.name for table in self.tables)])
        return self._replace(tables=chosen)

    def get_single_table(self) -> Table:
        """Return the report's one table; raises `SeveralTablesError` where it has more."""
        self.refuse_several_tables()
        return self.tables[0]

    def refuse_several_tables(self) -> None:
        """Raise `SeveralTablesError` where the report has not one table."""
        if len(self.tables) != 1:
            raise SeveralTablesError([table.name for table in self.tables])


class UnknownMetricError(MeritoError):
    """A metric was named that does not exist."""

    def __init__(self, name: str, known: "Sequence[str]") -> None:
        words = ((each, BY_METRIC[each].synonyms) for each in Metric)
        meant = next((str(each) for each, others in words if name.lower() in others), None)
        hint = f"; did you mean {meant}?" if meant in known else suggest_nearest(name, known)
        super().__init__(f'no metric named "{name}"{hint} Metrics: {", ".join(known)}')


def parse_metric(name: str | None) -> Metric:
    """Return the metric of a name, revenue where none is given; raises UnknownMetricError."""
    if name is None:
        return Metric.REVENUE
    refuse_unknown_metric(name, Metric)
    return Metric(name)


def refuse_unknown_metric(name: str | None, known: "type[StrEnum]") -> None:
    """Raise UnknownMetricError where a name is given that is none of these metrics."""
    if name is not None and name not in list(known):
        raise UnknownMetricError(name, list(known))


class BadTopError(MeritoError):
    """No rows of a table were asked for."""

    def __init__(self, top: int) -> None:
        super().__init__(f"--top {top}: a table has a first row at least; say 1 or more")


def refuse_bad_top(top: int | None) -> None:
    """Raise BadTopError where fewer than one row is asked for; None asks for all."""
    if top is not None and top < 1:
        raise BadTopError(top)
