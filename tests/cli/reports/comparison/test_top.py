"""`--top`: the first rows stay what they are, the others are added up."""

from io import StringIO

import numpy as np
import polars as pl
import pytest

from attribution.comparison.folding import Folding
from tests.conftest import Run

COMMAND = ("compare", "--tidy", "-q", "--model", "last,linear,markov,participation")
MONEY = ("revenue", "revenue_low", "revenue_high")


def read(run: Run, *more: str) -> pl.DataFrame:
    return pl.read_csv(StringIO(run(*COMMAND, *more).out))


def test_the_first_rows_stay_and_the_others_are_their_sum_to_the_cent(sample: Run) -> None:
    whole, folded = read(sample), read(sample, "--top", "4")
    for model in ("last", "linear", "markov"):
        every = whole.filter(pl.col("model") == model)
        some = folded.filter(pl.col("model") == model)
        first = every["channel"].to_list()[:4]
        assert some["channel"].to_list() == [*first, "(others)", "(unattributed)"]
        assert some.head(4).equals(every.head(4))
        assert some.tail(1).equals(every.tail(1))
        rest = every.slice(4, len(every) - 5)
        others = some.row(4, named=True)
        assert others["revenue"] == pytest.approx(rest["revenue"].sum(), abs=1e-6)
        assert others["conversions"] == pytest.approx(rest["conversions"].sum(), abs=1e-5)
        assert some["revenue"].sum() == pytest.approx(every["revenue"].sum(), abs=1e-6)
        if model != "last":
            change = others["revenue_change"] / (others["revenue"] - others["revenue_change"])
            assert others["revenue_change_share"] == pytest.approx(change, abs=1e-5)


def test_what_counts_an_order_for_each_channel_says_nothing_of_the_others(sample: Run) -> None:
    folded = read(sample, "--top", "4").filter(model="participation", channel="(others)")
    assert folded.select("conversions", "revenue", "revenue_change").row(0) == (None, None, None)


def test_the_interval_of_the_others_is_that_of_their_sum(sample: Run) -> None:
    whole = read(sample, "--intervals").filter(model="linear")
    others = read(sample, "--intervals", "--top", "4").filter(model="linear", channel="(others)")
    rest = whole.slice(4, len(whole) - 5).select(MONEY).sum().row(0)
    revenue, low, high = others.select(MONEY).row(0)
    assert rest[1] < low < revenue < high < rest[2]
    assert others["rank_stable"].to_list() == [None]
    ends = others.select("revenue_change_low", "revenue_change_high").row(0)
    assert ends[0] < others["revenue_change"][0] < ends[1]


def test_more_rows_than_there_are_change_nothing(sample: Run) -> None:
    assert read(sample, "--top", "99").equals(read(sample))


def test_every_block_has_the_same_rows(sample: Run) -> None:
    folded = read(sample, "--top", "2", "--by", "new_vs_returning").filter(model="linear")
    names = folded.group_by("new_vs_returning").agg(pl.col("channel").sort())["channel"]
    assert len(names) > 2
    assert len(names.unique()) == 1


def test_ranks_are_not_shown_where_some_rows_are_added_up(sample: Run) -> None:
    command = ("compare", "-q", "--model", "last,linear", "--format", "table")
    assert "#1" in sample(*command).out
    folded = sample(*command, "--top", "3").out
    assert "#" not in folded
    assert "(others: 9 channels)" in folded


def test_customers_of_the_others_are_never_too_many() -> None:
    rows = Folding(["a", "b", "c", "none"], 3, frozenset({1}), (True,)).order_rows([0, 1, 2, 3])
    assert rows.select_names(["a", "b", "c", "none"]) == ["b", "(others)", "none"]
    assert rows.bound_customers(np.array([7, 20, 4, 1])).tolist() == [20, 7, 1]


@pytest.mark.parametrize("number", ["0", "-3"])
def test_fewer_rows_than_one_are_refused(sample: Run, number: str) -> None:
    refused = sample("compare", "--top", number)
    assert refused.status == 2
    assert "say 1 or more" in refused.err
