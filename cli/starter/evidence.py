"""What the values of a column are: times, amounts, ids, words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.detection.detect import count_times
from cli.inputs.detection.number_format import count_amounts
from cli.inputs.formats.columns.link_tags import TAGGED
from cli.inputs.values.clocks import TIMED
from cli.inputs.values.identifiers import NULLS, clean_id
from cli.inputs.vocabularies.interactions import NO_CONTACT, explain_interaction
from cli.inputs.vocabularies.statuses import read_meanings, simplify_status
from cli.starter.short_years import list_short_formats
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cli.starter.sample import FileSample

_MOSTLY: Final = 0.9
_FEW: Final = 60
"""Different values up to which words may be kinds of something."""
_REPEATED: Final = 10
"""Rows of one and the same value that names nobody."""
_ADDRESS: Final = r"^\S+@\S+\.\S+$"
_CODE: Final = r"^[A-Za-z]{3}$"
_FRACTION: Final = r"[.,](?:[0-9]{2}|[1-9])\D*$|[.,][0-9]{4,}$"
"""Decimals of money; a single .0 stands behind integers too."""
_COOKIE: Final = r"^[0-9]{6,10}\.1[0-9]{9}$"
"""A client id of Google Analytics: a number of chance and the second of the first visit."""
_RECORD: Final = r"^(?:\{.*\}|\[.*\])$"
_DIGITS: Final = r"^[0-9.]+$"
_DIGIT: Final = r"[0-9]"
_WORDS: Final = r"\p{L}"


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """What the first values of a column are; all but `rows` count values that are not blank."""

    name: str
    rows: int
    filled: int
    distinct: int
    times: int
    short_formats: tuple[str, ...]
    """Formats of two-digit years that may be how the times are written."""
    timed: int
    """Values with a time of day."""
    numeric_times: bool
    """Whether the times are numbers, as ids may be that are none."""
    amounts: int
    fractions: int
    """Amounts with decimals."""
    flags: int
    """Values that are 0 or 1."""
    addresses: int
    codes: int
    """Three letters."""
    words: int
    """Values with letters."""
    statuses: int
    """Values that are statuses of orders."""
    interactions: int
    """Views, clicks, and what is no contact, such as e-mails sent."""
    unmet: int
    """What is no contact."""
    tagged: int
    """Links with utm tags or click ids."""
    records: int
    """Records or lists of JSON."""

    @property
    def holds_times(self) -> bool:
        """Whether the values are times, and no numbers that may be something else."""
        return self._is_most(self.times) and not self.numeric_times

    @property
    def may_hold_times(self) -> bool:
        """Whether the values can be read as times, if only as seconds since 1970."""
        return self._is_most(self.times)

    @property
    def holds_amounts(self) -> bool:
        """Whether the values are numbers and not times such as 20260301."""
        return self._is_most(self.amounts) and not self.holds_times

    @property
    def may_hold_amounts(self) -> bool:
        """Whether more values are numbers than are not: some may be free, or 12.00 CR."""
        return self.amounts > self.filled / 2 and not self.holds_times

    @property
    def holds_money(self) -> bool:
        """Whether the values are amounts, some of them with decimals."""
        return self.holds_amounts and self.fractions > 0

    @property
    def holds_flags(self) -> bool:
        """Whether the values are 0 and 1, as marks are."""
        return self.filled > 0 and self.flags == self.filled and self.distinct > 1

    @property
    def holds_addresses(self) -> bool:
        """Whether the values are e-mail addresses."""
        return self._is_most(self.addresses)

    @property
    def may_hold_ids(self) -> bool:
        """Whether the values can be ids: neither times, nor amounts with decimals, nor all one."""
        alone = self.distinct == 1 and self.filled >= _REPEATED
        return self.filled > 0 and not alone and not self.holds_times and not self._holds_decimals()

    @property
    def holds_codes(self) -> bool:
        """Whether the values are codes such as EUR."""
        return self._is_most(self.codes)

    @property
    def holds_statuses(self) -> bool:
        """Whether most values are statuses of orders."""
        return self.filled > 0 and self.statuses > self.filled / 2

    @property
    def holds_interactions(self) -> bool:
        """Whether the values are views and clicks."""
        return self._is_most(self.interactions)

    @property
    def holds_messages(self) -> bool:
        """Whether the values say what became of messages, some of them that one was met."""
        some = self.holds_interactions or (self.unmet > 0 and self.holds_kinds)
        return some and self.interactions > self.unmet

    @property
    def holds_kinds(self) -> bool:
        """Whether the values are words of which there are a few only."""
        return self.holds_words and not self.holds_times and self.distinct <= _FEW

    @property
    def holds_words(self) -> bool:
        """Whether the values have letters."""
        return self._is_most(self.words)

    @property
    def holds_records(self) -> bool:
        """Whether the values are records of JSON, whose properties no column has."""
        return self._is_most(self.records)

    @property
    def is_blank(self) -> bool:
        """Whether no value is there."""
        return self.filled == 0

    def describe_times(self) -> str:
        """Return how many values are times."""
        return f"{self.times:,} of {self.filled:,} values are times"

    def describe_amounts(self) -> str:
        """Return how many values are amounts."""
        return f"{self.amounts:,} of {self.filled:,} values are amounts"

    def describe_ids(self) -> str:
        """Return how often values repeat."""
        blank = f", {self.rows - self.filled:,} blank" if self.filled < self.rows else ""
        alike = self.distinct == self.filled
        how = "none repeats" if alike else f"{self.distinct:,} different ones"
        what = "e-mail" if self.holds_addresses else "value"
        return f"{format_count(self.filled, what)}, {how}{blank}"

    def describe_links(self) -> str:
        """Return how many links have tags."""
        return f"{self.tagged:,} of {self.filled:,} links have tags or click ids"

    def describe_words(self) -> str:
        """Return how many different words there are."""
        rows = format_count(self.filled, "row")
        return f"{format_count(self.distinct, 'different value')} in {rows}"

    def _is_most(self, count: int) -> bool:
        return self.filled > 0 and count >= _MOSTLY * self.filled

    def _holds_decimals(self) -> bool:
        return self._is_most(self.amounts) and self.fractions > self.filled / 2


def gather_column_evidence(sample: "FileSample") -> list[ColumnEvidence]:
    """Return what the columns of a file hold, in their order; those without a name are left out."""
    names = {
        str(place): name
        for place, name in enumerate(sample.names)
        if name and str(place) in sample.rows.columns
    }
    if not names:
        return []
    known = sample.rows.select(clean_id(pl.col(list(names)), NULLS))
    counts = {kind: known.select(count).row(0, named=True) for kind, count in _list_counts()}
    return [
        _describe_column(
            name,
            known[place].drop_nulls(),
            len(known),
            {kind: each[place] for kind, each in counts.items()},
        )
        for place, name in names.items()
    ]


def _list_counts() -> "Iterator[tuple[str, pl.Expr]]":
    """Yield how many values of each column are something, by the name of its fact."""
    text = pl.all()
    meanings = [word for words in read_meanings().values() for word in words]
    interaction = explain_interaction(text)
    yield "distinct", text.drop_nulls().n_unique()
    yield "interactions", interaction.count()
    flags = {
        "timed": text.str.contains(TIMED),
        "fractions": text.str.contains(_FRACTION) & ~text.str.contains(_COOKIE),
        "flags": text.is_in(["0", "1"]),
        "addresses": text.str.contains(_ADDRESS),
        "codes": text.str.contains(_CODE),
        "words": text.str.contains(_WORDS),
        "statuses": simplify_status(text).is_in(meanings),
        "unmet": interaction == NO_CONTACT,
        "tagged": text.str.contains(TAGGED),
        "records": text.str.contains(_RECORD),
    }
    for kind, flag in flags.items():
        yield kind, flag.sum()


def _describe_column(
    name: str, known: pl.Series, rows: int, counts: "Mapping[str, int]"
) -> ColumnEvidence:
    """Return what a column of so many rows holds, given its values that are not blank."""
    # Neither a time nor an amount is without a digit, as most columns are.
    written = known.filter(known.str.contains(_DIGIT))
    times = count_times(written)
    short = () if times else list_short_formats(known)
    return ColumnEvidence(
        name,
        rows,
        len(known),
        times=len(known) if short else times,
        short_formats=short,
        numeric_times=bool(times) and bool(known.str.contains(_DIGITS).all()),
        amounts=count_amounts(written.filter(~written.str.contains(_COOKIE))),
        **counts,
    )
