"""The rows behind every number, opened to be written as they are made."""

from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.credit_rows.rows import list_work
from attribution.statistics.row_counts import RowCounts
from cli.dataset.date_range import parse_date_range
from cli.dataset.open import open_dataset
from cli.inputs.totals import list_attributes
from cli.report import ColumnKind
from cli.reports.build import build_report, find_as_of_day
from cli.reports.comparison.report import build_comparison_ledger
from cli.reports.credits.errors import ReservedModelNameError
from cli.reports.credits.excerpt import FIRST, build_excerpt
from cli.reports.credits.models import choose_models
from cli.reports.credits.request import parse_request
from cli.reports.first_window import describe_first_window
from cli.settings.loading.origins import DEFAULT
from cli.streams.row_stream import RowStream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.engines.rows import PartedRows
    from cli.options import Options
    from cli.report import Report, Table
    from cli.reports.credits.models import LearnedModels
    from cli.reports.credits.request import CreditRequest

_KINDS: Final = {
    "order_id": ColumnKind.TEXT,
    "customer_id": ColumnKind.TEXT,
    "ordered_at": ColumnKind.TEXT,
    "revenue": ColumnKind.AMOUNT,
    "position": ColumnKind.COUNT,
    "length": ColumnKind.COUNT,
    "touched_at": ColumnKind.TEXT,
    "channel": ColumnKind.TEXT,
}


class CreditRows:
    """The rows of a shop, gone through once; then what is to be told of them is known."""

    def __init__(
        self,
        run: "Run",
        shop: "Dataset",
        cut: "PartedRows",
        models: "LearnedModels",
        request: "CreditRequest",
    ) -> None:
        self._run, self._shop, self._cut, self._models = run, shop, cut, models
        self._request, self._counts = request, RowCounts()
        named = run.find_origin("models") != DEFAULT
        attributes = dict.fromkeys(models.asked.attributes, ColumnKind.TEXT)
        weights = dict.fromkeys(models.list_columns(named=named), ColumnKind.EXACT)
        for name in weights:
            if name in _KINDS or name in attributes:
                raise ReservedModelNameError(name)
        self._kinds = {**_KINDS, **attributes, **weights}

    def open_stream(self) -> RowStream:
        """Return the rows as they are made."""
        return RowStream(self._kinds, self._iterate_frames())

    def build_excerpt_report(self) -> "Report":
        """Return the first rows as people read them, and how many there are."""
        first, rows = pl.DataFrame(), 0
        for frame in self._iterate_frames():
            first = pl.concat([first, frame]).head(FIRST) if rows else frame.head(FIRST)
            rows += frame.height
        return self.build_report(build_excerpt(first, rows, self._run.settings))

    def build_report(self, *tables: "Table") -> "Report":
        """Return what is told of the rows, once all are made: the ledger and notes."""
        ledger = build_comparison_ledger(self._shop, self._counts)
        window = describe_first_window(self._run.settings)
        notes = (*window, *self._models.describe(self._run))
        return build_report("credits", self._run, self._shop, tables, ledger, self._counts, notes)

    def _iterate_frames(self) -> "Iterator[pl.DataFrame]":
        asked = replace(self._models.asked, orders=self._request.orders)
        for piece in self._cut.stream(partial(list_work, asked=asked)):
            self._counts += piece.counts
            yield self._shape_rows(self._request.select_rows(piece.rows))

    def _shape_rows(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return rows with every column, times in the zone of the report."""
        zone = self._run.settings.timezone
        silent = [name for name in self._kinds if name not in rows.columns]
        return rows.with_columns(
            pl.col("ordered_at", "touched_at").dt.convert_time_zone(zone),
            *(pl.lit(None, pl.Float64).alias(name) for name in silent),
        ).select(list(self._kinds))


@contextmanager
def open_credit_rows(run: "Run", options: "Options") -> "Iterator[CreditRows]":
    """Open the rows of a run; the models have learned from all journeys when it begins.

    Raises UnknownChannelError, UnknownOrderError, UncountedOrderError, NoWeightsError,
    ReservedModelNameError, NothingDefinedError, MissingAttributeError and NoOrdersError.
    """
    shop = open_dataset(run, parse_date_range(options))
    find_as_of_day(run, shop)  # no row is written of a shop that has no report
    request = parse_request(options, shop)
    models = choose_models(run, shop)
    attributes = tuple(name for name in list_attributes(shop.stock.columns) if name != "channel")
    with shop.stock.cut(models.wanted) as cut:
        yield CreditRows(run, shop, cut, models.learn(cut, attributes), request)
