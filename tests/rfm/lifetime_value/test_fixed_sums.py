"""Sums of many forecasts are those of fractions, in whatever parts they are added."""

from fractions import Fraction

import numpy as np
import pytest

from rfm.lifetime_value.fixed_sums import sum_fixed, to_float


@pytest.mark.parametrize(
    "values",
    [
        np.full(300_000, 0.1234567891234567),
        np.random.default_rng(1).random(5_000) * 1e-6,
        np.random.default_rng(2).normal(size=5_000) * 1e5,
        np.array([]),
    ],
)
def test_sums_are_those_of_fractions(
    values: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> None:
    exact = float(sum(map(Fraction, values.tolist()), start=Fraction()))
    assert to_float(sum_fixed(values)) == pytest.approx(exact, rel=1e-15)
    parts = sum_fixed(values[:7][::-1]) + sum_fixed(values[7:][::-1])
    assert parts == sum_fixed(values)
