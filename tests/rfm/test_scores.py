from decimal import Decimal
from math import inf, nextafter

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfm.cut_points import find_cut_points
from rfm.scores import Scale, add_scores, build_scales
from rfm.settings import Dimension, Method, Monetary, Parameters, Thresholds
from rfm.value_counts import CustomerCounts, ValueCounts
from tests.examples import examples
from tests.rfm.shops import AS_OF

# Ten customers: recency 1..10 days, money 10..100, six of ten bought once.
RECENCY = list(range(1, 11))
FREQUENCY = [1, 1, 1, 1, 1, 1, 2, 2, 3, 9]
MONEY = [100_000 * ten for ten in range(1, 11)]
TEN = pl.DataFrame({"recency_days": RECENCY, "frequency": FREQUENCY, "monetary": MONEY})


def _scores(parameters: Parameters, frame: pl.DataFrame = TEN) -> dict[str, list[int]]:
    by = build_scales(CustomerCounts.of(frame), parameters)
    rows = add_scores(frame, by).select("r", "f", "m", "fm")
    return {column.name: column.to_list() for column in rows}


def _points(parameters: Parameters, frame: pl.DataFrame = TEN) -> list[list[str]]:
    by = build_scales(CustomerCounts.of(frame), parameters)
    return [[f"{point:f}" for point in scale.cut_points] for scale in by]


def test_percentile_counts_the_customers_strictly_worse() -> None:
    parameters = Parameters(as_of=AS_OF)
    assert _scores(parameters) == {
        "r": [5, 5, 4, 4, 3, 3, 2, 2, 1, 1],
        "f": [1, 1, 1, 1, 1, 1, 4, 4, 5, 5],
        "m": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5],
        "fm": [1, 1, 2, 2, 2, 2, 4, 4, 5, 5],
    }
    assert _points(parameters) == [
        ["2", "4", "6", "8"],
        ["1", "1", "1", "2"],
        ["20", "40", "60", "80"],
    ]


def test_quantile_counts_the_type_7_quantiles_strictly_below() -> None:
    parameters = Parameters(as_of=AS_OF, method=Method.QUANTILE)
    assert _points(parameters) == [
        ["2.8", "4.6", "6.4", "8.2"],
        ["1", "1", "1.4", "2.2"],
        ["28", "46", "64", "82"],
    ]
    assert _scores(parameters) == {
        "r": [5, 5, 4, 4, 3, 3, 2, 2, 1, 1],
        "f": [1, 1, 1, 1, 1, 1, 4, 4, 5, 5],
        "m": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5],
        "fm": [1, 1, 2, 2, 2, 2, 4, 4, 5, 5],
    }


def test_r_rfm_adds_1_to_the_quantiles_and_closes_on_the_left() -> None:
    # R: bins 3.8 5.6 7.4 9.2 / 2 2 2.4 3.2 / 29 47 65 83, a value scores i in [lower_i, upper_i).
    parameters = Parameters(as_of=AS_OF, method=Method.R_RFM)
    assert _points(parameters) == [
        ["3.8", "5.6", "7.4", "9.2"],
        ["2", "2", "2.4", "3.2"],
        ["29", "47", "65", "83"],
    ]
    assert _scores(parameters) == {
        "r": [5, 5, 5, 4, 4, 3, 3, 2, 2, 1],
        "f": [1, 1, 1, 1, 1, 1, 3, 3, 4, 5],
        "m": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5],
        "fm": [1, 1, 2, 2, 2, 2, 4, 4, 5, 5],
    }


def test_r_rfm_puts_a_value_on_a_cut_point_above_it() -> None:
    # Recency 0 0 3 3, two bins: median 1.5, cut 2.5; money 1 1 2 2: cut 2.5; orders 1 1 1 3: 2.
    frame = pl.DataFrame(
        {
            "recency_days": [0, 0, 3, 3],
            "frequency": [2, 2, 2, 3],
            "monetary": [0, 0, 10_000, 20_000],
        }
    )
    parameters = Parameters(as_of=AS_OF, method=Method.R_RFM, bins=2)
    assert _points(parameters, frame) == [["2.5"], ["3"], ["1.5"]]
    assert _scores(parameters, frame) == {
        "r": [2, 2, 1, 1],
        "f": [1, 1, 1, 2],
        "m": [1, 1, 1, 2],
        "fm": [1, 1, 1, 2],
    }


def test_thresholds_are_ascending_for_recency_as_well_and_a_value_on_one_is_below_it() -> None:
    thresholds = Thresholds(
        (Decimal(2), Decimal("4.5"), Decimal(9), Decimal(90)),
        (Decimal(1), Decimal(1), Decimal(2), Decimal(8)),
        (Decimal("29.9999"), Decimal(30), Decimal("30.0001"), Decimal(1000)),
    )
    parameters = Parameters(as_of=AS_OF, method=Method.THRESHOLDS, thresholds=thresholds)
    assert _scores(parameters) == {
        "r": [5, 5, 4, 4, 3, 3, 3, 3, 3, 2],
        "f": [1, 1, 1, 1, 1, 1, 3, 3, 4, 5],
        "m": [1, 1, 2, 4, 4, 4, 4, 4, 4, 4],
        "fm": [1, 1, 2, 3, 3, 3, 4, 4, 4, 5],
    }


def test_thirds_are_rounded_down_to_where_no_integer_is_passed() -> None:
    parameters = Parameters(as_of=AS_OF, method=Method.QUANTILE, bins=3)
    frame = TEN.head(9).with_columns(monetary=pl.Series([0, 0, 0, 1, 1, 1, 2, 2, 20_000]))
    assert _points(parameters, frame) == [
        ["3.666666", "6.333333"],
        ["1", "1.333333"],
        ["0.000066", "0.000133"],
    ]
    assert _scores(parameters, frame)["m"] == [1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_large_money_is_cut_exactly() -> None:
    # As floats of currency units, or of ten-thousandths, neighbours would be one number.
    high = 2**60
    frame = TEN.head(3).with_columns(monetary=pl.Series([high, high + 1, high + 2]))
    parameters = Parameters(as_of=AS_OF, method=Method.QUANTILE, bins=3)
    assert _scores(parameters, frame)["m"] == [1, 2, 3]


def test_a_float_quantile_never_reaches_the_value_above_it() -> None:
    low = 1 / 3
    counts = ValueCounts.of(pl.Series([low, nextafter(low, inf)]))
    parameters = Parameters(as_of=AS_OF, method=Method.QUANTILE, bins=3, monetary=Monetary.MEAN)
    points = find_cut_points(counts, Dimension.MONETARY, parameters)
    scale = Scale(Dimension.MONETARY, points, closed_left=False, fractional=True)
    assert counts.frame.select(scale.score_values(pl.col("value"))).to_series().to_list() == [1, 3]


def test_equal_means_are_equal_whatever_they_are_made_of() -> None:
    frame = pl.DataFrame(
        {"recency_days": [1, 1, 1], "frequency": [3, 6, 3], "monetary": [1 / 3, 2 / 6, 2 / 3]}
    )
    parameters = Parameters(as_of=AS_OF, monetary=Monetary.MEAN, bins=3)
    assert _scores(parameters, frame)["m"] == [1, 1, 3]


def test_a_lone_customer_scores_1_by_percentile() -> None:
    parameters = Parameters(as_of=AS_OF)
    assert _scores(parameters, TEN.head(1)) == {"r": [1], "f": [1], "m": [1], "fm": [1]}


@given(
    st.lists(st.integers(0, 20), min_size=1, max_size=30),
    st.lists(st.integers(0, 25), min_size=1, max_size=30),
    st.integers(2, 9),
)
@examples(100)
def test_frozen_percentiles_count_the_customers_of_the_earlier_date(
    earlier: list[int], later: list[int], bins: int
) -> None:
    parameters = Parameters(as_of=AS_OF, bins=bins)
    frame = pl.DataFrame({"recency_days": earlier, "frequency": earlier, "monetary": earlier})
    frozen = build_scales(CustomerCounts.of(frame), parameters)
    others = pl.DataFrame({"recency_days": later, "frequency": later, "monetary": later})
    rows = add_scores(others, frozen)
    number = len(earlier)
    up = [min(bins, 1 + bins * sum(e < value for e in earlier) // number) for value in later]
    down = [min(bins, 1 + bins * sum(e > value for e in earlier) // number) for value in later]
    assert rows["f"].to_list() == rows["m"].to_list() == up
    assert rows["r"].to_list() == down


@pytest.mark.parametrize("method", [Method.PERCENTILE, Method.QUANTILE, Method.R_RFM])
def test_without_customers_there_are_no_cut_points(method: Method) -> None:
    empty = TEN.clear()
    assert _points(Parameters(as_of=AS_OF, method=method), empty) == [[], [], []]
    assert _scores(Parameters(as_of=AS_OF, method=method), empty)["r"] == []
