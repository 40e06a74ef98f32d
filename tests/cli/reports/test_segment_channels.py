"""Channels of segments add up to the segment table, and intervals tell what is noise."""

from decimal import Decimal

import pytest

from tests.cli.test_columns import table
from tests.conftest import Run

COLUMNS = [
    "segment",
    "channel",
    "customers",
    "customers_share",
    "customers_index",
    "revenue",
    "revenue_share",
    "revenue_index",
]
ENDS = [
    f"{amount}_{measure}_{end}"
    for amount in ("customers", "revenue")
    for measure in ("share", "index")
    for end in ("low", "high")
]


@pytest.mark.slow
def test_channels_add_up_to_the_segments(sample: Run) -> None:
    rows = table(sample, "rfm", "--show", "channels", "--intervals")
    assert list(rows[0]) == [*COLUMNS, *ENDS]
    for segment in table(sample, "rfm"):
        own = [row for row in rows if row["segment"] == segment["segment"]]
        assert sum(float(row["customers"]) for row in own) == pytest.approx(
            int(segment["customers"])
        )
        assert sum(Decimal(row["revenue"]) for row in own) == Decimal(segment["revenue"])
    whole = {row["channel"]: row for row in rows if row["segment"] == "(all)"}
    for row in rows:
        few = float(row["customers"]) < 10
        assert (row["customers_index_low"] == "") is few
        if not few:
            share = float(row["customers_share"]) / float(whole[row["channel"]]["customers_share"])
            assert float(row["customers_index"]) == pytest.approx(share, abs=1e-4)
            low, high = float(row["customers_share_low"]), float(row["customers_share_high"])
            assert low <= float(row["customers_share"]) <= high
    assert {row["customers_index_low"] for row in whole.values()} == {"1.000000"}
