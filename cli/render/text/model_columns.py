"""What one model says of each channel, as text: values, how sure they are, and their changes."""

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from attribution.comparison.measures import BY_METRIC, COLUMNS, RETURN_COLUMNS
from cli.render.number_text import NOTABLE, format_for_people, format_percent, format_signed
from cli.render.text.interval_text import (
    format_half_widths,
    format_ranks,
    has_intervals,
    is_within_noise,
)
from cli.render.text.markers import NOISE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from cli.render.text.markers import Signs
    from cli.report import Table


class ComparisonPage(NamedTuple):
    """One window and block of a comparison, its models side by side."""

    table: "Table"
    channel: str
    """The column that names the rows."""
    rows: "pl.DataFrame"
    """Channels first, then totals."""
    channels: int
    """How many of the rows are channels."""
    signs: "Signs"


class ModelColumn(NamedTuple):
    """A model's column: one text a row in each list, which is empty where it has no such texts."""

    model: str
    values: list[str]
    changes: list[str]
    halves: "Sequence[str]" = ()
    """Half the width of the interval around each value."""
    ranks: "Sequence[str]" = ()


def make_model_column(page: ComparisonPage, model: str) -> ModelColumn:
    """Return what a model's column shows under the table's metric."""
    table = page.table
    compared = model != table.baseline and "revenue_change_share" in table.kinds
    measure = BY_METRIC[table.metric]
    # The baseline has no change: what the others are compared with stands in its place.
    name = "revenue" if measure.against_baseline and not compared else measure.name
    values = format_for_people(page.rows.get_column(f"{model}_{name}"), table.kinds[name])
    if COLUMNS[name].against_baseline:
        values = [format_signed(value) for value in values]
    changes = _format_changes(page, model) if compared and measure.with_change else []
    plain = ModelColumn(model, values, changes)
    return _with_doubts(page, plain, name, measure.ranked) if has_intervals(table) else plain


def _format_changes(page: ComparisonPage, model: str) -> list[str]:
    shares = page.rows.get_column(f"{model}_revenue_change_share")
    amounts = page.rows.get_column(f"{model}_revenue_change")
    pairs = zip(shares, amounts, _find_noise(page, model), strict=True)
    signs = page.signs if page.table.marked else page.signs._replace(rise="", fall="")
    return [_format_change(share, amount, noise, signs) for share, amount, noise in pairs]


def _find_noise(page: ComparisonPage, model: str) -> list[bool]:
    """Return whether each row's change is within noise; of totals nothing is known."""
    sure = not has_intervals(page.table)
    channels = (
        [] if sure else is_within_noise(page.rows.head(page.channels), f"{model}_revenue_change")
    )
    return channels + [False] * (len(page.rows) - len(channels))


def _format_change(share: float | None, amount: int | None, noise: bool, signs: "Signs") -> str:
    mark = NOISE if noise else ""
    if share is None or not isfinite(share):
        shown = "new" if amount else ""
    else:
        shown = format_signed(format_percent(share))
        notable = "" if abs(share) < NOTABLE else signs.rise if share > 0 else signs.fall
        mark = mark or notable
    return f"{mark} {shown}" if mark and shown else shown


def _with_doubts(
    page: ComparisonPage, plain: ModelColumn, measure: str, ranked: bool
) -> ModelColumn:
    """Add what intervals say of the channels; totals stay as they are.

    A quotient of costs is empty where these are, which says nothing of the model.
    """
    channels = page.rows.head(page.channels)
    kind, rest = page.table.kinds[measure], [""] * (len(page.rows) - page.channels)
    halves = format_half_widths(channels, plain.model, measure, kind, page.signs.around)
    sign = "" if measure in RETURN_COLUMNS else page.signs.undefined
    values = [value or sign for value in plain.values[: page.channels]]
    return plain._replace(
        values=[*values, *plain.values[page.channels :]],
        halves=[half if value else "" for half, value in zip(halves, values, strict=True)] + rest,
        ranks=_list_ranks(page, plain.model) + rest if ranked else [],
    )


def _list_ranks(page: ComparisonPage, model: str) -> list[str]:
    """Return the ranks of the channels, none where some are added up: those might stand between."""
    channels = page.rows.head(page.channels)
    if page.table.folded:
        return [""] * page.channels
    return format_ranks(channels, model, page.channel)
