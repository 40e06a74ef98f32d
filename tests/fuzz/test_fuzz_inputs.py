"""Some inputs of each class in the default run; `python -m tests.fuzz --inputs N` tries more."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.fuzz.figures import Figures
from tests.fuzz.inputs import draw_input
from tests.fuzz.oracle import Expected, count_rows
from tests.fuzz.trial import Verdict, try_input
from tests.selection import keep


@pytest.mark.parametrize("first", keep(range(0, 2_000, 40), [0]))
def test_damaged_inputs_are_counted_or_refused(tmp_path: Path, first: int) -> None:
    figures = Figures()
    for number in range(first, first + 40):
        figures.add(try_input(draw_input(number), tmp_path))
    assert [(trial.input.number, trial.reason) for trial in figures.failed] == []
    assert figures.verdicts["plain", Verdict.COUNTED] == 4


def test_an_input_is_drawn_again_from_its_number() -> None:
    assert draw_input(7) == draw_input(7)
    assert draw_input(7) != draw_input(17)


def test_the_count_is_independent() -> None:
    content = (
        b'order_id,customer_id,ordered_at,revenue,n\n1,a,2026-01-14,1.50,"x\ny"\n\n2,b,x,2.25,\n'
    )
    assert count_rows(content) == Expected(2, Decimal("3.75"))
    assert count_rows(b"other\n1\n") is None
