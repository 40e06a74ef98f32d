"""Models that give the whole order to one touch."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from attribution.choices import Otherwise
from attribution.direct import find_direct_channels
from attribution.models.base import SingleTouchModel

if TYPE_CHECKING:
    from attribution.arrays import Bools, Ints
    from attribution.models.base import Paths


@dataclass(frozen=True, slots=True)
class Last(SingleTouchModel):
    """The last touch before the order."""

    kind: ClassVar[str] = "last"
    additive: ClassVar[bool] = True

    def choose_touches(self, paths: "Paths") -> "Ints":
        """Return the last place of each journey."""
        return paths.journeys.last - 1


@dataclass(frozen=True, slots=True)
class First(SingleTouchModel):
    """The first touch of the journey."""

    kind: ClassVar[str] = "first"
    additive: ClassVar[bool] = True

    def choose_touches(self, paths: "Paths") -> "Ints":
        """Return the first place of each journey."""
        return paths.journeys.first


@dataclass(frozen=True, slots=True)
class LastNonDirect(SingleTouchModel):
    """The last touch whose channel is not direct; the last touch where all are."""

    kind: ClassVar[str] = "last_non_direct"
    additive: ClassVar[bool] = True
    direct: frozenset[str] = frozenset({"Direct"})

    def choose_touches(self, paths: "Paths") -> "Ints":
        """Return the place of the latest touch that is not direct, or of the latest."""
        names = paths.vocabularies["channel"].names
        direct = find_direct_channels(names, self.direct)
        latest = _find_latest(paths, ~_is_among(paths, direct))
        return np.where(latest >= paths.journeys.first, latest, paths.journeys.last - 1)


@dataclass(frozen=True, slots=True)
class LastAmong(SingleTouchModel):
    """The last touch among the named channels."""

    kind: ClassVar[str] = "last_among"
    additive: ClassVar[bool] = True
    channels: frozenset[str]
    otherwise: Otherwise = Otherwise.LAST

    def choose_touches(self, paths: "Paths") -> "Ints":
        """Return the place of the latest touch of the channels, or what `otherwise` says."""
        latest = _find_latest(paths, _is_among(paths, self.channels))
        fallback = paths.journeys.last - 1 if self.otherwise is Otherwise.LAST else -1
        return np.where(latest >= paths.journeys.first, latest, fallback)


def _is_among(paths: "Paths", channels: frozenset[str]) -> "Bools":
    """Tell of each touch of the sequence whether its channel is one of the named."""
    vocabulary = paths.vocabularies["channel"]
    named = np.zeros(len(vocabulary.names), dtype=np.bool_)
    named[vocabulary.find_codes(channels)] = True
    return named[paths.get_codes("channel")]


def _find_latest(paths: "Paths", wanted: "Bools") -> "Ints":
    """Return for each order the latest wanted place before the end of its journey, or -1."""
    places = np.where(wanted, np.arange(len(wanted)), -1)
    latest: Ints = np.maximum.accumulate(places)[paths.journeys.last - 1]
    return latest
