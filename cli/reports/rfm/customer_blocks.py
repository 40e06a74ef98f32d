"""Reports by what segments customers are in."""

from typing import TYPE_CHECKING

from cli.dataset.breakdown import OWN_SEGMENT, RFM_SEGMENT
from cli.dataset.open import open_dataset

if TYPE_CHECKING:
    from cli.dataset.dataset import Dataset
    from cli.dataset.date_range import DateRange
    from cli.dataset.run import Run


def open_broken_down(run: "Run", days: "DateRange", by: str | None) -> "Dataset":
    """Read the files of a run for a report by an attribute, as `open_dataset` does.

    By `rfm_segment`, and by `segment` where the settings list segments, orders are told apart by
    the segments that their customers are in as of the as-of day.
    """
    if by == RFM_SEGMENT or (by == OWN_SEGMENT and run.settings.segments):
        # Here, since a report by anything else knows no segments.
        from cli.reports.rfm.segment_blocks import break_down_by_segment  # noqa: PLC0415

        return break_down_by_segment(run, open_dataset(run, days), by)
    return open_dataset(run, days, by)
