"""Lookback windows: how long before an order a touch may lie and still belong to its journey."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from attribution.choices import Basis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribution.arrays import Ints
    from attribution.parts.vocabulary import Vocabulary

DAY = 86_400_000_000
"""Microseconds of a day."""


class Window(NamedTuple):
    """The lookback of journeys, in microseconds; whole days for calendar days.

    The most specific length holds: of the touch's channel, then of its interaction, then the
    default.
    """

    default: int
    interactions: tuple[tuple[str, int], ...] = ()
    """Pairs of interaction and length."""
    channels: tuple[tuple[str, int], ...] = ()
    """Pairs of channel and length."""
    basis: Basis = Basis.ELAPSED
    timezone: str = "UTC"

    @property
    def uniform(self) -> bool:
        """Tell whether every touch has the default length."""
        return not self.interactions and not self.channels

    def find_opening(self, at: "Ints", length: int) -> "Ints":
        """Return the earliest instant inside a window of this length before each instant."""
        if self.basis is Basis.ELAPSED:
            return at - length
        return find_first_instants(
            to_local_days(at, self.timezone) - (length // DAY - 1), self.timezone
        )

    def get_lengths(self, vocabularies: "Mapping[str, Vocabulary]") -> "tuple[Ints, Ints]":
        """Return the distinct lengths, and for (channel, interaction) codes which one holds.

        The second array has shape (channels, interactions); a part without interactions has one.
        """
        by_channel, by_interaction = dict(self.channels), dict(self.interactions)
        kinds = vocabularies["interaction"].names if "interaction" in vocabularies else (None,)
        channels = vocabularies["channel"].names
        lengths = [
            by_channel.get(channel or "", by_interaction.get(kind or "", self.default))
            for channel in channels
            for kind in kinds
        ]
        distinct, which = np.unique(np.array(lengths, dtype=np.int64), return_inverse=True)
        return distinct, which.reshape(len(channels), len(kinds))


def to_local_days(at: "Ints", timezone: str) -> "Ints":
    """Return the local date of each instant, in days since 1970, shape (n,)."""
    if timezone == "UTC":
        return at // DAY
    local = pl.Series(at).cast(pl.Datetime("us", "UTC")).dt.convert_time_zone(timezone)
    return local.dt.date().to_physical().to_numpy().astype(np.int64)


def find_first_instants(days: "Ints", timezone: str) -> "Ints":
    """Return the first instant of each local date, shape (n,).

    Where a clock change skips midnight, it is the first instant after the gap.
    """
    if timezone == "UTC":
        return days * DAY
    distinct, place = np.unique(days, return_inverse=True)
    midnight = pl.Series(distinct * DAY).cast(pl.Datetime("us"))
    starts = pl.Series([None], dtype=pl.Datetime("us", timezone)).new_from_index(0, len(distinct))
    for minutes in range(0, 24 * 60 + 1, 15):
        local = midnight.dt.offset_by(f"{minutes}m").dt.replace_time_zone(
            timezone, ambiguous="earliest", non_existent="null"
        )
        starts = starts.zip_with(starts.is_not_null(), local)
        if not starts.null_count():
            break
    return starts.dt.convert_time_zone("UTC").to_physical().to_numpy()[place]
