"""What is left of ranks and credit where touches are lost, for people: models side by side."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from cli.report import ColumnKind, Table
from cli.reports.sensitivity.summary import describe_subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from attribution.arrays import Floats
    from attribution.sensitivity.draws import Draws
    from attribution.sensitivity.ranges import Ranges
    from cli.settings import Settings

_WHOLE: Final = 100_000
"""Cents from which on money is shown without them: random draws are not that exact."""


@dataclass(frozen=True, slots=True)
class _Challenge:
    """What a conclusion may not survive, as the cells of draws and of ranges that hold it."""

    name: str
    ends: tuple[str, str]
    """Names of the lowest and the highest credit."""
    windows: slice
    lost: slice


_LOST: Final = _Challenge(
    "touches lost", ("lowest of the draws", "highest of the draws"), slice(0, 1), slice(1, None)
)
_WINDOWS: Final = _Challenge(
    "windows", ("lowest of the windows", "highest of the windows"), slice(None), slice(0, 1)
)


def _list_challenges(draws: "Draws") -> list[_Challenge]:
    windows = [_WINDOWS] if len(draws.lookbacks) > 1 else []
    return windows if windows and len(draws.losses) == 1 else [_LOST, *windows]


def build_ranks_table(ranges: "Ranges", settings: "Settings", top: int | None) -> Table:
    """Return the rank of each of the first `top` channels under each model, its best and worst.

    One row a channel, or where there are several windows one for lost touches and one for windows;
    text such as `3`, `3 (2-4)` and, where a change against the baseline reverses, `3 (2-4) !`.
    """
    draws = ranges.draws
    challenges = _list_challenges(draws)
    cells = np.stack([_summarise_ranks(ranges, each) for each in challenges], axis=2)
    keys = _build_key_columns(
        draws, draws.values[:-1], "against", [each.name for each in challenges]
    )
    models = {
        named.name: [_format_cell(*cell) for cell in own.reshape(-1, 4).tolist()]
        for named, own in zip(draws.models, cells, strict=True)
    }
    rows = None if top is None else top * len(challenges)
    frame = pl.DataFrame(keys | models)[:rows]
    kinds = dict.fromkeys(frame.columns, ColumnKind.TEXT)
    title, legend = (
        f"Rank by revenue{describe_subject(ranges)}",
        tuple(_build_legend(frame, draws, settings)),
    )
    return Table("ranks", title, frame, kinds, frame, legend)


def _summarise_ranks(ranges: "Ranges", challenge: _Challenge) -> "Floats":
    """Return rank, best, worst, and in how many draws a change reverses.

    Shape (models, values, 4), without unattributed orders, which have no rank.
    """
    here = np.s_[:, :-1, challenge.windows, challenge.lost]
    ranks = np.where(ranges.draws.ranks > 0, ranges.draws.ranks, np.nan)
    own = ranks[:, :-1, 0, 0]
    best = np.fmin.reduce(ranks[here], axis=(2, 3), initial=np.nan)
    worst = np.fmax.reduce(ranks[here], axis=(2, 3), initial=np.nan)
    reversals = ranges.reversed[here].sum(axis=(2, 3))
    return np.stack([own, np.fmin(best, own), np.fmax(worst, own), reversals], axis=-1)


def _format_cell(own: float, best: float, worst: float, reversals: float) -> str:
    if np.isnan(own):
        return ""
    rank = f"{own:.0f}" if best == worst else f"{own:.0f} ({best:.0f}-{worst:.0f})"
    return f"{rank} !" if reversals else rank


def _build_legend(frame: pl.DataFrame, draws: "Draws", settings: "Settings") -> "Iterator[str]":
    shown = "".join("".join(frame[named.name]) for named in draws.models)
    if "(" in shown:
        yield "3 (2-4): the rank as it is, and the best and worst it comes to"
    if "!" in shown:
        yield (
            f"! against {settings.baseline_name} more becomes less, or less becomes more:"
            " do not rely on that difference"
        )
    if len(draws.lookbacks) > 1:
        yield f"as it is: lookback {draws.lookbacks[0]}, nothing lost; one changes at a time"


def build_revenue_table(ranges: "Ranges", settings: "Settings", words: tuple[str, ...]) -> Table:
    """Return the revenue of each channel under each model, and its lowest and highest.

    Several rows a channel; whole currency units where there are thousands of them, else cents.
    """
    draws = ranges.draws
    challenges = _list_challenges(draws)
    figures = [
        draws.cents[:, :, 0, 0],
        *(end for each in challenges for end in _find_extremes(draws, each)),
    ]
    cents = np.stack(figures, axis=-1)
    whole = bool(np.nan_to_num(np.abs(cents)).max(initial=0) >= _WHOLE)
    lines = ["as it is", *(end for each in challenges for end in each.ends)]
    keys = _build_key_columns(draws, draws.values, "credit", lines)
    models = {
        named.name: pl.Series(np.rint(own.ravel() / (100 if whole else 1))).fill_nan(None)
        for named, own in zip(draws.models, cents, strict=True)
    }
    frame = pl.DataFrame(keys | models).with_columns(pl.col(*models).cast(pl.Int64))
    kinds = dict.fromkeys(keys, ColumnKind.TEXT) | dict.fromkeys(
        models, ColumnKind.COUNT if whole else ColumnKind.MONEY
    )
    currency = f" in {settings.currency}" if settings.currency else ""
    return Table(
        "revenue", f"Revenue{currency}{describe_subject(ranges)}", frame, kinds, frame, words
    )


def _find_extremes(draws: "Draws", challenge: _Challenge) -> "tuple[Floats, Floats]":
    """Return the lowest and the highest revenue in cents, shape (models, values).

    As it is where nothing challenges it, NaN where a model is undefined throughout.
    """
    cents = draws.cents[:, :, challenge.windows, challenge.lost]
    if not cents.size:
        return draws.cents[:, :, 0, 0], draws.cents[:, :, 0, 0]
    return np.fmin.reduce(cents, axis=(2, 3)), np.fmax.reduce(cents, axis=(2, 3))


def _build_key_columns(
    draws: "Draws", values: "Sequence[str]", name: str, lines: "Sequence[str]"
) -> dict[str, list[str]]:
    """Return the columns that name a row; no model has the name of one of them."""
    taken = {named.name for named in draws.models}
    columns = {draws.dimension: [value for value in values for _ in lines]}
    if len(lines) > 1:
        columns[name] = list(lines) * len(values)
    return {f"{key} " if key in taken else key: column for key, column in columns.items()}
