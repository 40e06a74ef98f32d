"""Some inputs of each class in the default run; `python -m tests.fuzz --inputs N` tries more."""

from decimal import Decimal

import pytest

from tests.fuzz.__main__ import run_trials
from tests.fuzz.inputs import draw_input
from tests.fuzz.oracle import Expected, count_rows
from tests.fuzz.trial import Verdict


@pytest.mark.parametrize("first", range(0, 2_000, 500))
def test_damaged_inputs_are_counted_or_refused(first: int) -> None:
    verdicts, failed = run_trials(first, 500)
    assert [(trial.input.number, trial.reason) for trial in failed] == []
    plain = sum(verdicts[kind, Verdict.COUNTED] for kind, _ in verdicts if kind == "plain")
    assert plain


def test_an_input_is_drawn_again_from_its_number() -> None:
    assert draw_input(7) == draw_input(7)
    assert draw_input(7) != draw_input(17)


def test_the_count_is_independent() -> None:
    content = (
        b'order_id,customer_id,ordered_at,revenue,n\n1,a,2026-01-14,1.50,"x\ny"\n\n2,b,x,2.25,\n'
    )
    assert count_rows(content) == Expected(2, Decimal("3.75"))
    assert count_rows(b"other\n1\n") is None
