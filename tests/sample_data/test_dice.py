import pytest

from sample_data.dice import Dice


def test_equal_seeds_give_equal_draws() -> None:
    first, again, other = (
        [dice.draw_uniform(0, 1) for _ in range(5)] for dice in (Dice("a"), Dice("a"), Dice("b"))
    )
    assert first == again
    assert first != other


def test_draws_have_the_means_they_promise() -> None:
    dice, count = Dice("means"), 20_000
    assert sum(dice.draw_poisson(2.5) for _ in range(count)) / count == pytest.approx(2.5, rel=0.03)
    assert sum(dice.draw_exponential(4) for _ in range(count)) / count == pytest.approx(4, rel=0.03)
    assert sum(dice.draw_chance(0.3) for _ in range(count)) / count == pytest.approx(0.3, rel=0.05)


def test_whole_numbers_include_both_ends() -> None:
    dice = Dice("ends")
    assert {dice.draw_whole(2, 4) for _ in range(200)} == {2, 3, 4}


def test_an_option_without_weight_is_never_picked() -> None:
    dice = Dice("weights")
    assert {dice.pick("abc", (1, 0, 2)) for _ in range(200)} == {"a", "c"}
