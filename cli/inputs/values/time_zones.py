"""Local times turned into instants: the earlier of two, the next where there is none."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DAY: Final = 86_400_000_000
_STEPS: Final = ((3_600_000_000, 24), (60_000_000, 60), (1_000_000, 60))
"""Hours of a day, minutes of an hour, seconds of a minute, in microseconds."""


class ZonedTimes(NamedTuple):
    """Instants of local times."""

    instants: pl.Series
    """Datetime us UTC; null where the local time is."""
    ambiguous: int = 0
    """Local times that occur twice, read as the earlier."""
    skipped: int = 0
    """Local times that do not exist, moved forward to the next instant."""


class _Periods(NamedTuple):
    """Stretches of time with one offset from UTC; arrays of shape (periods,), microseconds."""

    starts: "NDArray[np.int64]"
    offsets: "NDArray[np.int64]"


def to_instants(local: pl.Series, zone: str) -> ZonedTimes:
    """Read local times, Datetime us without a zone, in a time zone."""
    if zone == "UTC" or local.null_count() == len(local):
        return ZonedTimes(local.dt.replace_time_zone("UTC"))
    times = local.to_physical()
    low, high = _find_bounds(times)
    periods = _find_periods(low - 2 * _DAY, high + 2 * _DAY, zone)
    known = times.fill_null(low).to_numpy()
    # A local time belongs to the earliest period that has not ended by its own clock.
    period = np.searchsorted(periods.starts[1:] + periods.offsets[:-1], known, side="right")
    instants = known - periods.offsets[period]
    begins = periods.starts[period]
    skipped = int(np.count_nonzero(instants < begins))
    np.maximum(instants, begins, out=instants)
    following = np.append(periods.starts[1:] + periods.offsets[1:], np.iinfo(np.int64).max)
    ambiguous = int(np.count_nonzero(known >= following[period]))
    result = pl.Series(local.name, instants).cast(pl.Datetime("us", "UTC"))
    if local.null_count():
        result = local.to_frame().select(pl.when(local.is_not_null()).then(result)).to_series()
    return ZonedTimes(result.alias(local.name), ambiguous, skipped)


def merge_times(some: ZonedTimes, rest: ZonedTimes) -> ZonedTimes:
    """Return some instants, and those of the others where they are null; `rest` is of UTC."""
    known = some.instants.is_not_null()
    instants = some.instants.zip_with(known, rest.instants)
    return ZonedTimes(instants, some.ambiguous, some.skipped)


def _find_bounds(times: pl.Series) -> tuple[int, int]:
    low, high = times.min(), times.max()
    return (low, high) if isinstance(low, int) and isinstance(high, int) else (0, 0)


def _find_periods(low: int, high: int, zone: str) -> _Periods:
    days = np.arange(low - low % _DAY, high + _DAY, _DAY, dtype=np.int64)
    offsets = _find_offsets(days, zone)
    changed = np.flatnonzero(np.diff(offsets))
    starts = _find_changes(days[changed], zone)
    return _Periods(
        np.append(np.iinfo(np.int64).min // 2, starts),
        np.append(offsets[:1], offsets[changed + 1]),
    )


def _find_offsets(instants: "NDArray[np.int64]", zone: str) -> "NDArray[np.int64]":
    local = pl.col("instant").cast(pl.Datetime("us", "UTC")).dt.convert_time_zone(zone)
    naive = local.dt.replace_time_zone(None).to_physical()
    by_clock: NDArray[np.int64] = (
        pl.DataFrame({"instant": instants}).select(naive)["instant"].to_numpy()
    )
    return by_clock - instants


def _find_changes(days: "NDArray[np.int64]", zone: str) -> "NDArray[np.int64]":
    """Return for each of some days, shape (n,), the second at which its first offset ends."""
    before = days
    for step, count in _STEPS:
        grid = before[:, None] + step * np.arange(count + 1, dtype=np.int64)
        offsets = _find_offsets(grid.ravel(), zone).reshape(grid.shape)
        before = before + step * (np.argmax(offsets != offsets[:, :1], axis=1) - 1)
    return before + _STEPS[-1][0]
