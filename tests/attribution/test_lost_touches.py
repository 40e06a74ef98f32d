"""Touches are lost at random, and the same ones everywhere."""

import zlib
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.lost_touches import NOTHING_LOST, Loss, _mix_states, hash_touches, is_kept
from attribution.parts.parts import drop_lost_touches
from attribution.plan import Plan
from attribution.statistics.statistics import add_statistics, measure_part
from tests.attribution import reference_models
from tests.attribution.shop import MICROSECOND, Shop, Touch, parts_of
from tests.attribution.strategies import EXPRESSIONS, cases
from tests.attribution.test_agreement import cells
from tests.examples import examples

if TYPE_CHECKING:
    from attribution.arrays import Hashes

ALL = 2**64
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SHARES = st.fractions(0, 1).filter(lambda share: share < 1)
LOSSES = st.builds(Loss, SHARES, st.integers(1, 1000))
SEEDS = st.integers(0, 2**70)


def mixed(state: int) -> int:
    """One step of SplitMix64, as published."""
    number = (state + 0x9E3779B97F4A7C15) % ALL
    number = ((number ^ number >> 30) * 0xBF58476D1CE4E5B9) % ALL
    number = ((number ^ number >> 27) * 0x94D049BB133111EB) % ALL
    return number ^ number >> 31


def is_kept_by_reference(touch: Touch, loss: Loss, seed: int) -> bool:
    """Tell whether a touch is kept, with Python's own integers and CRC-32."""
    customer, channel = (
        zlib.crc32(text.encode()) for text in (touch.customer, touch.channel or "")
    )
    at = (touch.at - EPOCH) // MICROSECOND
    key = mixed(mixed(customer << 32 | channel) ^ at % ALL)
    return mixed(key ^ mixed(mixed(seed % ALL) ^ loss.draw)) >= loss.share * ALL


def remaining(shop: Shop, loss: Loss, seed: int) -> Shop:
    return replace(
        shop, touches=tuple(t for t in shop.touches if is_kept_by_reference(t, loss, seed))
    )


def some_keys(count: int) -> "Hashes":
    """Return the keys of touches that differ in little: ten channels, a minute apart."""
    rows = np.arange(count)
    customers, channels = (rows // 100).astype(np.uint32), (rows % 10).astype(np.uint32)
    return hash_touches(customers, rows * 60_000_000, channels)


def share_kept(loss: Loss, seed: int = 0) -> float:
    return float(is_kept(some_keys(100_000), loss, seed).mean())


def test_the_generator_is_the_published_one() -> None:
    assert _mix_states(np.array([0], dtype=np.uint64)).tolist() == [0xE220A8397B1DCDAF]


def test_the_stream_is_pinned() -> None:
    """Another stream would be another report from the same files: a new major version."""
    customer, channel = (
        np.array([zlib.crc32(text)] * 3, dtype=np.uint32) for text in (b"anna", b"Email")
    )
    keys = hash_touches(customer, np.array([1_767_261_600_000_000, 0, -1]), channel)
    assert keys.tolist() == [2591420803467819243, 5473567082013880541, 16395983079931226918]
    tenths = [Loss(Fraction(1, 10), draw) for draw in range(1, 41)]
    for seed, lost in (
        (0, [[10, 17, 19], [20, 31, 32], [16, 23]]),
        (1, [[8, 9, 12, 16], [7, 18, 24], [11, 14, 19, 25, 38]]),
    ):
        found = [
            [each.draw for each in tenths if not is_kept(keys, each, seed)[row]]
            for row in (0, 1, 2)
        ]
        assert found == lost


@given(cases(models=2), LOSSES, SEEDS, st.sampled_from([1, 7]))
@examples(100)
def test_what_is_left_is_credited_as_if_the_rest_had_never_been(
    case: tuple[Shop, Plan], loss: Loss, seed: int, count: int
) -> None:
    shop, plan = case
    parts = parts_of(shop, count, everybody=True)
    pieces = [
        parts.get_part(at)._replace(keys=parts.get_touch_keys(at)) for at in range(parts.count)
    ]
    statistics = add_statistics(
        measure_part(drop_lost_touches(part, loss, seed), plan) for part in pieces
    )
    expected = reference_models.credit(remaining(shop, loss, seed), plan, EXPRESSIONS)
    found = cells(statistics, parts, plan)
    assert found.keys() == expected.keys()
    for cell, credit in expected.items():
        assert found[cell] == pytest.approx(credit, rel=1e-9, abs=1e-9), cell


@given(cases(models=1), SHARES, SHARES, st.integers(1, 99))
@examples(50)
def test_a_larger_share_loses_the_same_touches_and_more(
    case: tuple[Shop, Plan], one: Fraction, other: Fraction, draw: int
) -> None:
    parts = parts_of(case[0])
    less, more = (
        is_kept(parts.get_touch_keys(0), Loss(share, draw), 0) for share in sorted([one, other])
    )
    assert not (more & ~less).any()


@given(cases(models=1), LOSSES)
@examples(50)
def test_equal_rows_share_their_fate(case: tuple[Shop, Plan], loss: Loss) -> None:
    shop = replace(case[0], touches=(*case[0].touches, *case[0].touches))
    parts = parts_of(shop, everybody=True)
    first, second = np.split(is_kept(parts.get_touch_keys(0), loss, 0), 2)
    assert first.tolist() == second.tolist()


@given(cases(models=1), LOSSES, st.randoms(use_true_random=False), st.integers(2, 9))
@examples(50)
def test_neither_row_order_nor_parts_decide(
    case: tuple[Shop, Plan], loss: Loss, random: Random, count: int
) -> None:
    shop, _ = case
    touches = list(shop.touches)
    random.shuffle(touches)
    kept_keys = []
    for each, parts in ((shop, 1), (replace(shop, touches=tuple(touches)), count)):
        cut = parts_of(each, parts, everybody=True)
        keys = np.concatenate([cut.get_touch_keys(at) for at in range(cut.count)])
        kept_keys.append(sorted(keys[is_kept(keys, loss, 3)].tolist()))
    assert kept_keys[0] == kept_keys[1]


@pytest.mark.parametrize("percent", [1, 5, 10, 15, 50, 99])
def test_the_share_that_is_lost_is_the_one_asked_for(percent: int) -> None:
    share = percent / 100
    deviation = (share * (1 - share) / 100_000) ** 0.5
    found = [share_kept(Loss(Fraction(percent, 100), draw)) for draw in range(1, 21)]
    assert found == pytest.approx([1 - share] * 20, abs=4 * deviation)
    assert sum(found) / 20 == pytest.approx(1 - share, abs=deviation)


@pytest.mark.parametrize(
    ("draw", "seed"), [(2, 0), (20, 0), (1, 1), (1, 2**63)], ids=lambda number: f"{number}"
)
def test_another_draw_or_seed_loses_others(draw: int, seed: int) -> None:
    keys, third = some_keys(100_000), Fraction(1, 3)
    one, other = is_kept(keys, Loss(third, 1), 0), is_kept(keys, Loss(third, draw), seed)
    assert (~one & ~other).mean() == pytest.approx(1 / 9, abs=0.004)


def test_neighbours_are_lost_independently() -> None:
    lost = ~is_kept(some_keys(100_000), Loss(Fraction(1, 4), 5), 0)
    for distance in (1, 10, 100):
        both = lost[distance:] & lost[:-distance]
        assert both.mean() == pytest.approx(1 / 16, abs=0.003)


def test_nothing_is_lost_where_nothing_is_asked_for() -> None:
    assert is_kept(some_keys(1000), NOTHING_LOST, 0).all()
    assert not is_kept(some_keys(1000), Loss(Fraction(ALL - 1, ALL), 1), 0).any()


def test_customers_who_have_no_order_are_left_out_as_without_losses() -> None:
    at = EPOCH
    shop = Shop((Touch("a", at, "Email"), Touch("b", at, None)), ())
    assert len(parts_of(shop).get_touch_keys(0)) == 0
    assert len(parts_of(shop, everybody=True).get_touch_keys(0)) == 2
