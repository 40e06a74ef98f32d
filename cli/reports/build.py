"""A report put together: tables, ledger, notes and the run's facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribution.choices import Basis
from cli.dataset.dataset import NoOrdersError
from cli.ledger import format_in_one_line
from cli.report import LedgerLine, Report, Table
from cli.reports.channels.unknown import (
    list_channel_notes,
    list_direct_notes,
    list_interaction_notes,
)
from cli.reports.listed_ids import list_listed_notes
from cli.reports.summary import summarise_ledger
from cli.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from attribution.statistics.row_counts import RowCounts
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class EffectiveSettings(Mapping[str, object]):
    """The settings of a run as JSON-ready values, each made when it is asked for.

    Tables need hardly any of them, and pydantic would have to prepare them all.
    """

    settings: "Settings"

    def __getitem__(self, key: str) -> object:
        """Return what a key of the configuration file has come to."""
        if key == "baseline":
            return self.settings.baseline_name
        return self.settings.model_dump(mode="json", include={key})[key]

    def __iter__(self) -> "Iterator[str]":
        """Return the keys, in the order of the reference."""
        return iter(type(self.settings).model_fields)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(type(self.settings).model_fields)


def build_report(  # noqa: PLR0913, PLR0917 - the facts of a report
    name: str,
    run: "Run",
    shop: "Dataset",
    tables: tuple[Table, ...],
    ledger: tuple[LedgerLine, ...],
    counts: "RowCounts | None" = None,
    more: tuple[str, ...] = (),
) -> Report:
    """Return a report; its notes begin with the one-line form of its ledger."""
    inputs = shop.list_inputs()
    read = tuple(note for each in inputs for note in each.notes)
    details = tuple(detail for each in inputs for detail in each.details)
    return Report(
        name=name,
        tables=tables,
        version=VERSION,
        as_of=_format_as_of(name, run, shop),
        currency=run.settings.currency,
        configuration=EffectiveSettings(run.settings),
        files=tuple(file for each in inputs for file in each.files),
        ledger=ledger,
        notes=(
            format_in_one_line(ledger),
            *read,
            *list_listed_notes(shop),
            *_list_journey_notes(run, shop, counts),
            *more,
        ),
        details=details,
        summary=summarise_ledger(ledger, run.settings.currency),
        period=_format_period(shop),
    )


def _format_as_of(name: str, run: "Run", shop: "Dataset") -> str | None:
    """Return the as-of day; the check alone goes on without one, to say why there is none."""
    try:
        return find_as_of_day(run, shop).isoformat()
    except NoOrdersError:
        if name != "check":
            raise
        return None


def _format_period(shop: "Dataset") -> tuple[str, str] | None:
    """Return the first and last day of the orders, None where there are none."""
    if shop.order_facts.last_day is None:
        return None
    first, last = shop.period()
    return first.isoformat(), last.isoformat()


def find_as_of_day(run: "Run", shop: "Dataset") -> "date":
    """Return the day that recency counts back from: as set, else the latest order's."""
    return run.settings.rfm.as_of or shop.find_last_day()


def _list_journey_notes(run: "Run", shop: "Dataset", counts: "RowCounts | None") -> tuple[str, ...]:
    """Return what a reader of journeys should know about orders, channels and times."""
    if counts is None or shop.touches is None:
        return ()
    assert shop.touch_facts is not None  # noqa: S101 - where there are touches
    orders = shop.order_facts
    values = shop.touch_facts.values
    channels = values["channel"]
    said = [
        *list_channel_notes(run.settings, channels),
        *list_interaction_notes(run.settings, values.get("interaction")),
        *list_direct_notes(run.settings, channels),
    ]
    if not orders.counted.rows and orders.refunded < orders.every.rows:
        said.append(
            f"none of the orders counts ({shop.days}); those of the files are from"
            f" {orders.first_day} to {shop.find_last_day()}"
        )
    if shop.touches.counts.dated:
        whole = "; journeys.lookback_basis: calendar_days counts whole days for such files"
        elapsed = run.settings.journeys.lookback_basis is Basis.ELAPSED
        said.append(
            f"touchpoints: {shop.touches.counts.dated:,} rows have a date without a time, read as"
            f" midnight{whole if elapsed else ''}"
        )
    if counts.possible_duplicates:
        said.append(
            f"touchpoints: {counts.possible_duplicates:,} rows equal another of the same date and"
            " are kept: without a time of day they may be visits of their own"
        )
    if counts.ties and shop.touches.counts.dated:
        order = "touchpoint_id" if "touchpoint_id" in shop.stock.columns else "row"
        said.append(
            f"touchpoints: {counts.ties:,} touches share their instant with another of the"
            f" customer; they are ordered by {order}"
        )
    return tuple(said)
