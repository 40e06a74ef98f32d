"""The mistakes of RFM settings and segment maps, each with its sentence."""

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

_CELLS_LISTED = 30


class RfmError(Exception):
    """A mistake with a remedy: `str(error)` is the whole message, `exit_status` its kind."""

    exit_status: ClassVar[int] = 2


class BinsError(RfmError):
    """The number of scores is outside what can be scored and mapped."""

    def __init__(self, bins: int, lowest: int, highest: int) -> None:
        super().__init__(f"rfm.bins: {bins} is not between {lowest} and {highest}")


class WindowError(RfmError):
    """The window holds no day."""

    def __init__(self, days: int) -> None:
        super().__init__(f"rfm.window: {days} days hold no order; give at least one day")


class ThresholdsMissingError(RfmError):
    """The method needs cut points that nobody gave."""

    def __init__(self) -> None:
        super().__init__(
            "rfm.method: thresholds needs rfm.thresholds with recency, frequency and monetary"
        )


class ThresholdCountError(RfmError):
    """A dimension has too many or too few cut points for the number of scores."""

    def __init__(self, dimension: str, given: int, bins: int) -> None:
        super().__init__(
            f"rfm.thresholds.{dimension}: {bins} scores need exactly {bins - 1} cut points,"
            f" not {given}"
        )


class ThresholdOrderError(RfmError):
    """Cut points of a dimension descend somewhere, or one is not a number."""

    def __init__(self, dimension: str, given: "Sequence[Decimal]") -> None:
        listed = ", ".join(str(point) for point in given)
        super().__init__(
            f"rfm.thresholds.{dimension}: cut points must ascend, for recency as well: {listed}"
        )


class TouchesMissingError(RfmError):
    """Engagement frequency was asked for without touchpoints."""

    def __init__(self) -> None:
        super().__init__("rfm.frequency: touchpoints needs a touchpoints file")


class SegmentRangeError(RfmError):
    """A segment's range is empty or leaves the scores there are."""

    def __init__(self, segment: str, score: str, bounds: tuple[int, int], bins: int) -> None:
        low, high = bounds
        super().__init__(
            f"segment {segment}: {score} {low} to {high} is no range of scores 1 to {bins}"
        )


class SegmentActionError(RfmError):
    """Entries of one name give different actions."""

    def __init__(self, segment: str, first: str, second: str) -> None:
        super().__init__(
            f'segment {segment}: two actions, "{first}" and "{second}"; '
            "entries of one name are one segment, so give the action once"
        )


class SegmentMapBinsError(RfmError):
    """A segment map written for another number of scores."""

    def __init__(self, name: str, written_for: int, bins: int) -> None:
        super().__init__(
            f"rfm.segments: the {name} map is written for {written_for} scores, not for {bins};"
            f" set rfm.bins: {written_for} or list segments of your own"
        )


class UnmatchedCellsError(RfmError):
    """A segment map that leaves combinations of scores without a segment."""

    cells: tuple[tuple[int, int, int], ...]
    """All unmatched (r, f, m), ascending."""

    def __init__(self, cells: "Sequence[tuple[int, int, int]]", bins: int) -> None:
        self.cells = tuple(cells)
        lines = [f"  r {r}  f {f}  m {m}" for r, f, m in self.cells[:_CELLS_LISTED]]
        more = len(self.cells) - len(lines)
        tail = [f"  and {more} more"] if more else []
        head = f"rfm.segments: {len(self.cells)} of {bins**3} combinations match no segment"
        remedy = "add a last segment without ranges to catch them"
        super().__init__("\n".join([f"{head}; {remedy}:", *lines, *tail]))
