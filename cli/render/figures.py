"""What one model says of each channel, as text: values, how sure they are, and their changes."""

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, assert_never

from cli.render.intervals import half_widths, has_intervals, ranks, within_noise
from cli.render.signs import NOISE
from cli.render.values import NOTABLE, human, percent, signed
from cli.report import Metric

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from cli.render.signs import Signs
    from cli.report import Table


@dataclass(frozen=True, slots=True)
class Page:
    """One window and block of a comparison, its models side by side."""

    table: "Table"
    channel: str
    """The column that names the rows."""
    rows: "pl.DataFrame"
    """Channels first, then totals."""
    channels: int
    """How many of the rows are channels."""
    signs: "Signs"


@dataclass(frozen=True, slots=True)
class Figures:
    """A model's column: one text a row in each list, which is empty where it has no such texts."""

    model: str
    values: list[str]
    changes: list[str]
    halves: "Sequence[str]" = ()
    """Half the width of the interval around each value."""
    ranks: "Sequence[str]" = ()


def figures(page: Page, model: str) -> Figures:
    """Return what a model's column shows under the table's metric."""
    table = page.table
    compared = model != table.baseline and "revenue_change_share" in table.kinds
    match table.metric:
        case Metric.CONVERSIONS:
            return _figures(page, model, "conversions")
        case Metric.SHARE:
            return _figures(page, model, "revenue_share", ranked=True)
        case Metric.REVENUE:
            return _figures(page, model, "revenue", ranked=True, compared=compared)
        case Metric.CHANGE:
            measure = "revenue_change" if compared else "revenue"
            return _figures(page, model, measure, compared=compared)
        case _:
            assert_never(table.metric)


def _figures(
    page: Page, model: str, measure: str, *, ranked: bool = False, compared: bool = False
) -> Figures:
    values = human(page.rows.get_column(f"{model}_{measure}"), page.table.kinds[measure])
    if measure == "revenue_change":
        values = [signed(value) for value in values]
    changes = _changes(page, model) if compared else []
    plain = Figures(model, values, changes)
    return _with_doubts(page, plain, measure, ranked) if has_intervals(page.table) else plain


def _changes(page: Page, model: str) -> list[str]:
    shares = page.rows.get_column(f"{model}_revenue_change_share")
    amounts = page.rows.get_column(f"{model}_revenue_change")
    pairs = zip(shares, amounts, _noise(page, model), strict=True)
    return [_change(share, amount, noise, page.signs) for share, amount, noise in pairs]


def _noise(page: Page, model: str) -> list[bool]:
    """Return whether each row's change is within noise; of totals nothing is known."""
    sure = not has_intervals(page.table)
    channels = [] if sure else within_noise(page.rows.head(page.channels), model)
    return channels + [False] * (len(page.rows) - len(channels))


def _change(share: float | None, amount: int | None, noise: bool, signs: "Signs") -> str:
    mark = NOISE if noise else ""
    if share is None or not isfinite(share):
        shown = "new" if amount else ""
    else:
        shown = signed(percent(share))
        notable = "" if abs(share) < NOTABLE else signs.rise if share > 0 else signs.fall
        mark = mark or notable
    return f"{mark} {shown}" if mark and shown else shown


def _with_doubts(page: Page, plain: Figures, measure: str, ranked: bool) -> Figures:
    """Add what intervals say of the channels; totals stay as they are."""
    channels = page.rows.head(page.channels)
    kind, rest = page.table.kinds[measure], [""] * (len(page.rows) - page.channels)
    halves = half_widths(channels, plain.model, measure, kind, page.signs.around)
    undefined = [page.signs.undefined] * page.channels + rest
    return replace(
        plain,
        values=[value or sign for value, sign in zip(plain.values, undefined, strict=True)],
        halves=halves + rest,
        ranks=ranks(channels, plain.model, page.channel) + rest if ranked else [],
    )
