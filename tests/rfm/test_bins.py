from decimal import Decimal

import polars as pl

from rfm.bins import Bin, build_bins, list_bin_notes
from rfm.notes import CrowdedBin, SingleValue
from rfm.scores import build_scales
from rfm.settings import Dimension, Parameters
from rfm.value_counts import CustomerCounts
from tests.rfm.shops import AS_OF

# One-time buyers are six of ten; all customers bought on the same day.
COUNTS = CustomerCounts.of(
    pl.DataFrame(
        {
            "recency_days": [3] * 10,
            "frequency": [1, 1, 1, 1, 1, 1, 2, 2, 3, 9],
            "monetary": [12_345 * n for n in range(1, 11)],
        }
    )
)
SCALES = build_scales(COUNTS, Parameters(as_of=AS_OF))


def test_bins_hold_customers_and_ends_and_empty_ones_stay() -> None:
    spread = build_bins(COUNTS, SCALES)
    assert [one for one in spread if one.dimension is Dimension.FREQUENCY] == [
        Bin(Dimension.FREQUENCY, 1, 6, Decimal(1), Decimal(1)),
        Bin(Dimension.FREQUENCY, 2, 0, None, None),
        Bin(Dimension.FREQUENCY, 3, 0, None, None),
        Bin(Dimension.FREQUENCY, 4, 2, Decimal(2), Decimal(2)),
        Bin(Dimension.FREQUENCY, 5, 2, Decimal(3), Decimal(9)),
    ]
    assert spread[-1] == Bin(Dimension.MONETARY, 5, 2, Decimal("11.1105"), Decimal("12.345"))


def test_crowded_bins_and_single_values_are_noted() -> None:
    notes = list_bin_notes(build_bins(COUNTS, SCALES), 5)
    assert notes == (
        SingleValue(Dimension.RECENCY, Decimal(3), 10),
        CrowdedBin(Dimension.FREQUENCY, 1, 6, 10, 5),
    )
    assert str(notes[0]) == (
        "recency: every customer (10) has 3, so its score tells nobody apart;"
        " limits of your own say what it is worth: rfm.method: thresholds"
    )
    assert str(notes[1]) == (
        "frequency: 6 of 10 customers have score 1 (evenly 20 % would), which hardly tells them"
        " apart; limits of your own do: rfm.method: thresholds"
    )
    assert {note.name for note in notes} == {"rfm_single_value", "rfm_crowded_bin"}


def test_one_customer_is_no_crowd() -> None:
    frame = pl.DataFrame({"recency_days": [1, 2, 2], "frequency": 1, "monetary": [1, 2, 3]})
    counts = CustomerCounts.of(frame)
    notes = list_bin_notes(build_bins(counts, build_scales(counts, Parameters(as_of=AS_OF))), 5)
    assert notes == (
        CrowdedBin(Dimension.RECENCY, 1, 2, 3, 5),
        SingleValue(Dimension.FREQUENCY, Decimal(1), 3),
    )


def test_exactly_twice_an_even_share_is_not_crowded() -> None:
    frame = pl.DataFrame({"recency_days": [1, 1, 2, 3, 4], "frequency": 1, "monetary": 1})
    counts = CustomerCounts.of(frame)
    spread = build_bins(counts, build_scales(counts, Parameters(as_of=AS_OF)))
    assert [note.name for note in list_bin_notes(spread, 5)] == ["rfm_single_value"] * 2
