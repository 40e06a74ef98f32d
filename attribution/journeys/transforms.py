"""Path transforms: repeated touches of a journey left out (after Google's fractribution)."""

from typing import TYPE_CHECKING, assert_never

import numpy as np

from attribution.arrays import expand_ranges, mark_run_starts
from attribution.choices import Transform
from attribution.journeys.journeys import Journeys, keep_touches

if TYPE_CHECKING:
    from attribution.arrays import Codes


def apply_transform(journeys: Journeys, values: "Codes", transform: Transform) -> Journeys:
    """Return the journeys with the touches that the transform keeps.

    `values` has the code of each touch's channel in the order of the timeline.
    """
    if transform is Transform.UNIQUE:
        return journeys
    codes = journeys.get_codes(values)[expand_ranges(journeys.first, journeys.last)].astype(
        np.int64
    )
    lengths = journeys.last - journeys.first
    journey = np.repeat(np.arange(len(lengths)), lengths)
    key = journey * (int(codes.max(initial=0)) + 1) + codes
    if transform is Transform.EXPOSURE:
        return keep_touches(journeys, mark_run_starts(key))
    if transform is Transform.FIRST:
        keep = np.zeros(len(key), dtype=np.bool_)
        keep[np.unique(key, return_index=True)[1]] = True
        return keep_touches(journeys, keep)
    assert_never(transform)
