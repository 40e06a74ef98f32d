"""Processes that try inputs: an input that ends its process costs no other one."""

import io
import signal
from multiprocessing import active_children

import pytest

from tests.fuzz.figures import Progress
from tests.fuzz.inputs import draw_input
from tests.fuzz.trial import Trial, Verdict
from tests.fuzz.workers import describe_end, try_inputs


@pytest.mark.slow
def test_an_input_that_ends_its_process_is_a_failure_and_the_others_are_tried() -> None:
    trials = try_inputs(range(40), 2)
    first = [next(trials)]
    active_children()[0].kill()
    every = [*first, *trials]
    assert sorted(trial.input.number for trial in every) == list(range(40))
    failed = [trial.reason for trial in every if trial.verdict is Verdict.FAILED]
    assert failed == ["ends the process with -9"]


def test_the_end_of_a_process_has_a_reason() -> None:
    assert describe_end(-signal.SIGPROF) == "takes more than 5 s of CPU time"
    assert describe_end(None) == "says nothing for 60 s"
    assert describe_end(-6) == "ends the process with -6"


def test_failures_are_told_at_once_and_figures_at_the_end() -> None:
    out = io.StringIO()
    progress = Progress(2, out)
    progress.add(Trial(draw_input(0), Verdict.COUNTED))
    progress.add(Trial(draw_input(10), Verdict.FAILED, "1 rows, counted 2"))
    assert out.getvalue().startswith("input 10: 1 rows, counted 2\nb'order_id")
    progress.finish()
    plain, total = out.getvalue().splitlines()[-2:]
    assert plain.startswith("plain: 0 refused in a sentence, 1 read, rows and total as counted")
    assert total == "2 inputs, 1 failures"
