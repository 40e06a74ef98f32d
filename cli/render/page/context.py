"""What every section of a page takes: the report's tables, its words, how numbers are written."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from cli.render.number_text import (
    format_for_machine,
    format_for_people,
    localise,
    localise_sentence,
)
from cli.render.page.html import Markup, join, tag
from cli.report import ColumnKind, Language, NumberStyle

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cli.render.page.words.words import Words
    from cli.report import Report, Table


@dataclass(frozen=True)
class PageContext:
    """A report on its way to a page."""

    report: "Report"
    words: "Words"
    numbers: NumberStyle

    @cached_property
    def tables(self) -> "Mapping[str, Table]":
        """The report's tables by name."""
        return {table.name: table for table in self.report.tables}

    def find(self, *names: str) -> "Table | None":
        """Return the first table of these names that the report has and that has rows."""
        found = (self.tables[name] for name in names if name in self.tables)
        return next((table for table in found if table.frame.height), None)

    def localise(self, number: str) -> str:
        """Return a number with the marks of the settings."""
        return localise(number, self.numbers)

    def say(self, text: str) -> Markup:
        """Return what a report says, marked as English where the page's language lacks it."""
        known = self.translate(text)
        if known is None and text:
            said = localise_sentence(text, self.numbers)
            return tag("span", said, lang=Language.EN.value)
        return join(known)

    def translate(self, text: str) -> str | None:
        """Return what a report says in the page's language, None where that has no words for it."""
        if self.words.reports is None:
            return text
        return self.words.reports.translate(text, self.localise)

    def find_title(self, table: "Table", shown: "Collection[str]" = ()) -> str:
        """Return what stands above a table of which some columns are shown, or all."""
        name = table.name.removeprefix("journeys_")
        said = self.translate(table.title)
        if said is not None or name not in self.words.titles:
            return said or table.title
        kinds = {table.kinds[column] for column in shown or table.kinds}
        unit = self.words.label("unit", currency=self.report.currency)
        title = self.words.titles[name]
        return f"{title}, {unit}" if self.report.currency and ColumnKind.MONEY in kinds else title

    def draw_captions(self, table: "Table") -> Markup:
        """Return the lines below a table."""
        return join(*(tag("p", self.say(line), class_="note") for line in table.caption))

    def write(self, column: pl.Series, kind: ColumnKind) -> list[str]:
        """Return values as people read them."""
        shown = format_for_people(column, kind)
        if kind is ColumnKind.TEXT:
            return shown
        return [localise(text, self.numbers) for text in shown]

    def write_one(self, value: float | None, kind: ColumnKind) -> str:
        """Return one value as people read it, nothing for None."""
        exact = pl.Int64 if kind in (ColumnKind.MONEY, ColumnKind.COUNT) else pl.Float64
        whole = value if value is None or exact == pl.Float64 else round(value)
        return self.write(pl.Series("one", [whole], dtype=exact), kind)[0]


def write_for_machines(frame: pl.DataFrame, kinds: "Mapping[str, ColumnKind]") -> pl.DataFrame:
    """Return every cell as the text that CSV has for it; null stays null."""
    return pl.read_csv(
        format_for_machine(frame, kinds).write_csv(float_precision=6).encode(),
        infer_schema=False,
    )
