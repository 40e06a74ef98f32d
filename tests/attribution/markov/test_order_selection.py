"""The automatic order of a chain: the losses by hand, and chains whose order is known."""

from collections import Counter
from math import log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.markov.estimator import choose_chain
from attribution.markov.events import gather_events
from attribution.markov.order_selection import HELD_OUT, choose_order, compute_log_losses
from attribution.models import Markov
from attribution.models.markov import get_counted_order
from attribution.statistics.transition_counts import Alphabet
from tests.attribution.drawn_paths import columns, some_paths
from tests.attribution.reference_chain import Path
from tests.examples import examples

Step = tuple[tuple[int, ...], int]
"""All values so far, and the next one or how the path ends."""

CONVERSION, NULL = 4, 5


def steps(path: Path) -> list[Step]:
    inner = [(path.codes[:place], code) for place, code in enumerate(path.codes)]
    converting = [*inner, (path.codes, CONVERSION)] * path.conversions
    return converting + [*inner, (path.codes, NULL)] * path.nonconverting


def chance(learned: list[Step], behind: tuple[int, ...], event: int) -> float:
    known = Counter(
        after
        for before, after in learned
        if before[len(before) - len(behind) :] == behind and len(before) >= len(behind)
    )
    shorter = chance(learned, behind[1:], event) if behind else 1 / 6
    return (known[event] + shorter) / (known.total() + 1)


def losses(paths: list[tuple[Path, int]]) -> list[float]:
    learned = [step for path, group in paths if group >= HELD_OUT for step in steps(path)]
    new = [step for path, group in paths if group < HELD_OUT for step in steps(path)]
    return [
        sum(
            -log(chance(learned, before[max(0, len(before) - order) :], event))
            for before, event in new
        )
        / max(len(new), 1)
        for order in (1, 2, 3, 4)
    ]


@given(some_paths(), st.lists(st.sampled_from((0, 39, 40, 199)), min_size=7, max_size=7))
@examples(60)
def test_losses_agree_with_the_definition(paths: tuple[Path, ...], groups: list[int]) -> None:
    spread = list(zip(paths, groups, strict=False))
    alphabet = Alphabet(4, 4)
    found = compute_log_losses(gather_events(columns(spread, alphabet), alphabet))
    assert found == pytest.approx(losses(spread), abs=1e-12)


def drawn(order: int, random: Random) -> tuple[int, ...]:
    """Draw a path in which the next value repeats the one so many places before, or is any."""
    codes = [random.randrange(4)]
    while random.random() < 0.8:
        again = random.random() < 0.8 and len(codes) >= order
        codes.append(codes[-order] if again else random.randrange(4))
    return tuple(codes)


@pytest.mark.parametrize("order", [1, 2, 3, 4])
def test_the_order_of_a_known_chain_is_found(order: int) -> None:
    random = Random(order)  # noqa: S311 - repeatable paths, not a secret
    spread = [(Path(drawn(order, random), 0, 0, 1), place % 200) for place in range(4_000)]
    model, alphabet = Markov(None), Alphabet(4, get_counted_order(Markov(None)))
    chain = choose_chain(gather_events(columns(spread, alphabet), alphabet), model)
    assert chain.alphabet.order == order


def test_ties_go_to_the_shorter_memory() -> None:
    """Paths of two touches: orders 2, 3 and 4 predict the same."""
    alphabet = Alphabet(4, 4)
    spread = [(Path((place % 2, place % 2 + 1), 1, 1), place % 200) for place in range(400)]
    events = gather_events(columns(spread, alphabet), alphabet)
    assert compute_log_losses(events)[1:] == [compute_log_losses(events)[1]] * 3
    assert choose_order(events) <= 2


def test_without_held_out_customers_the_order_is_one() -> None:
    alphabet = Alphabet(4, 4)
    events = gather_events(columns([(Path((0, 1, 2), 1, 1), HELD_OUT)], alphabet), alphabet)
    assert compute_log_losses(events) == [0, 0, 0, 0]
    assert choose_order(events) == 1
