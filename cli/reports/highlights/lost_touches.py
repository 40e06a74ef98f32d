"""Decisions and ranks that look sure and turn where touches are lost."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cli.reports.highlights.credit import ChannelCredit, Interval
    from cli.reports.highlights.subject import HighlightSubject

    Rows = Mapping[tuple[str, str], Mapping[str, float]]
    """Rows of a table by model and channel."""

_LOST: Final = pl.col("lost_share") > 0
_OFTEN: Final = 0.05
"""Share of the draws from which on something turns."""


def find_unsteady_channels(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield the channels whose decision, or else whose rank, turns in a draw of twenty or more.

    What chance alone may turn is not sure to begin with: nothing is said of it.
    """
    if "ranges" not in shop.tables:
        return
    ranges = shop.tables["ranges"].frame
    whole, lost = (_list_rows(ranges.filter(which)) for which in (~_LOST, _LOST))
    share = float(ranges["lost_share"].max() or 0)  # type: ignore[arg-type]  # a column of floats
    decisions = _list_rows(shop.tables["decisions"].frame) if "decisions" in shop.tables else {}
    for channel in shop.credits:
        found = _find_decision(shop, channel, decisions, share)
        found = found or _find_rank(shop, channel, (whole, lost), share)
        if found is not None:
            yield found


def _list_rows(frame: pl.DataFrame) -> "Rows":
    channel = frame.columns[1]
    return {(row["model"], row[channel]): row for row in frame.iter_rows(named=True)}


def _find_decision(
    shop: "HighlightSubject", channel: "ChannelCredit", decisions: "Rows", share: float
) -> Highlight | None:
    """Return the decision on a channel that turns most often, None where none does."""
    target = float(shop.settings.returns.known_target)
    sure = {
        model: row
        for model, roas in channel.list_all(shop.additive, "roas").items()
        if _is_sure(roas, target)
        and (row := decisions.get((model, channel.name))) is not None
        and (row["flips_lost"] or 0) >= _OFTEN
    }
    if not sure:
        return None
    model = max(sure, key=lambda name: sure[name]["flips_lost"])
    row = sure[model]
    return Highlight(
        HighlightName.DOES_NOT_SURVIVE_LOST_TOUCHES,
        HighlightSeverity.LOOK,
        "merito sensitivity --show decisions",
        {
            "channel": Figure(ColumnKind.TEXT, channel.name),
            "model": Figure(ColumnKind.TEXT, model),
            "decision": Figure(ColumnKind.TEXT, row["decision"]),
            "roas": Figure(ColumnKind.RATIO, row["roas"]),
            "target": Figure(ColumnKind.RATIO, target),
            "flips": Figure(ColumnKind.SHARE, row["flips_lost"]),
            "share": Figure(ColumnKind.SHARE, share),
        },
        subject=channel.name,
        money=int(row["cost"]),
    )


def _is_sure(roas: "Interval", target: float) -> bool:
    """Return whether chance leaves a decision as it is."""
    keep = roas.low is not None and roas.low >= target
    return keep or (roas.high is not None and roas.high < target)


def _find_rank(
    shop: "HighlightSubject", channel: "ChannelCredit", ranges: "tuple[Rows, Rows]", share: float
) -> Highlight | None:
    """Return the rank of a channel that moves most often, None where none does."""
    whole, lost = ranges
    moved = {
        model: row["rank_moved"]
        for model in shop.additive
        if channel.has_stable_rank(model)
        and (row := lost.get((model, channel.name))) is not None
        and (row["rank_moved"] or 0) >= _OFTEN
    }
    if not moved:
        return None
    model = max(moved, key=lambda name: moved[name])
    credit = channel.find(model, "revenue")
    return Highlight(
        HighlightName.RANK_DOES_NOT_SURVIVE_LOST_TOUCHES,
        HighlightSeverity.LOOK,
        "merito sensitivity --show ranges",
        {
            "channel": Figure(ColumnKind.TEXT, channel.name),
            "model": Figure(ColumnKind.TEXT, model),
            "rank": Figure(ColumnKind.COUNT, whole[model, channel.name]["rank_best"]),
            "moved": Figure(ColumnKind.SHARE, moved[model]),
            "share": Figure(ColumnKind.SHARE, share),
        },
        subject=channel.name,
        money=0 if credit is None else int(credit.value),
    )
