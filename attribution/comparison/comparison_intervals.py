"""How sure a comparison is: the intervals of its pages, of all orders and of the blocks."""

from functools import partial
from typing import TYPE_CHECKING

from attribution.comparison.calibration import CalibrationReplicates
from attribution.comparison.experiments import MeasuredReplicates
from attribution.comparison.page_intervals import PageIntervals

if TYPE_CHECKING:
    from collections.abc import Callable

    from attribution.bootstrap import Resampling
    from attribution.comparison.calibration import Calibration
    from attribution.comparison.page import Page
    from attribution.comparison.page_intervals import ModelIntervals
    from attribution.comparison.spending import ComparisonSums
    from attribution.results import AttributionResults


class ComparisonIntervals:
    """The intervals of the pages: of all orders, and of the blocks, which may be put together."""

    def __init__(  # noqa: PLR0913, PLR0917 - what is compared, and how customers are drawn
        self,
        findings: "AttributionResults",
        parted: "AttributionResults",
        sums: "ComparisonSums",
        baseline: int,
        resampling: "Resampling",
        calibration: "Calibration | None",
    ) -> None:
        factors = _draw_factors(calibration, resampling)
        draw = partial(
            PageIntervals,
            resampling=resampling,
            baseline=baseline,
            sums=sums,
            calibration=factors,
        )
        self._whole = self._parts = draw(findings)
        if parted is not findings:
            self._parts = draw(parted)

    def select_page(
        self, page: "Page", window: int, block: int
    ) -> "Callable[[int], ModelIntervals]":
        """Return the intervals of a page by the position of the model."""
        own = self._parts if block else self._whole
        return own.select_page(page, window, block - 1)


def _draw_factors(
    calibration: "Calibration | None", resampling: "Resampling"
) -> CalibrationReplicates | None:
    if calibration is None:
        return None
    return CalibrationReplicates(calibration, MeasuredReplicates(calibration.measured, resampling))
