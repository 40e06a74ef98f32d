from decimal import Decimal

import pytest

from rfm.errors import (
    BinsError,
    RfmError,
    ThresholdCountError,
    ThresholdOrderError,
    ThresholdsMissingError,
    WindowError,
)
from rfm.settings import Method, Parameters, Thresholds
from tests.rfm.shops import AS_OF


def _thresholds(*frequency: str) -> Thresholds:
    fine = (Decimal(1), Decimal(1))
    return Thresholds(fine, tuple(Decimal(point) for point in frequency), fine)


def _with(thresholds: Thresholds | None) -> Parameters:
    return Parameters(as_of=AS_OF, bins=3, method=Method.THRESHOLDS, thresholds=thresholds)


@pytest.mark.parametrize("bins", [-1, 1, 21])
def test_the_number_of_scores_has_limits(bins: int) -> None:
    with pytest.raises(BinsError) as caught:
        Parameters(as_of=AS_OF, bins=bins)
    assert str(caught.value) == f"rfm.bins: {bins} is not between 2 and 20"


def test_a_window_holds_a_day() -> None:
    with pytest.raises(WindowError, match=r"rfm\.window: 0 days hold no order"):
        Parameters(as_of=AS_OF, window_days=0)


def test_thresholds_must_be_given() -> None:
    with pytest.raises(ThresholdsMissingError, match=r"needs rfm\.thresholds"):
        _with(None)


def test_thresholds_are_one_fewer_than_scores() -> None:
    with pytest.raises(ThresholdCountError) as caught:
        _with(_thresholds("1"))
    assert str(caught.value) == (
        "rfm.thresholds.frequency: 3 scores need exactly 2 cut points, not 1"
    )


@pytest.mark.parametrize("points", [("2", "1"), ("NaN", "1"), ("1", "Infinity")])
def test_thresholds_ascend(points: tuple[str, str]) -> None:
    with pytest.raises(ThresholdOrderError) as caught:
        _with(_thresholds(*points))
    assert str(caught.value) == (
        "rfm.thresholds.frequency: cut points must ascend, for recency as well: "
        + ", ".join(points)
    )


def test_equal_thresholds_and_those_of_other_methods_are_fine() -> None:
    assert _with(_thresholds("1", "1")).bins == 3
    assert Parameters(as_of=AS_OF, thresholds=_thresholds("9")).method is Method.PERCENTILE


def test_mistakes_are_of_configuration() -> None:
    assert RfmError.exit_status == 2
