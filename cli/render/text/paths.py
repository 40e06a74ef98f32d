"""Paths as people read them: repeats said once, and of very long ones the ends."""

from itertools import groupby
from typing import Final

from attribution.paths.keys import STEP

_ENDS: Final = 12
"""Steps at either end of a long path that people see."""
BETWEEN: Final = "… # …: so many touches in between, not shown; --format csv has all"
"""What people are told where they see the ends of paths alone."""


def shorten_path(path: str) -> str:
    """Return a path with values that repeat said once: A > A > B is A ×2 > B.

    Of one of very many steps, as under an id that many people share, the ends are kept.
    """  # noqa: RUF002 - the sign is what is printed
    runs = _list_runs(path)
    steps = [f"{name} ×{times}" if times > 1 else name for name, times in runs]  # noqa: RUF001 - as above
    if _are_many(runs):
        between = sum(times for _, times in runs[_ENDS:-_ENDS])
        steps[_ENDS:-_ENDS] = [f"… {between} …"]
    return STEP.join(steps)


def is_long(path: str) -> bool:
    """Return whether people see the ends of a path alone."""
    return _are_many(_list_runs(path))


def _list_runs(path: str) -> list[tuple[str, int]]:
    """Return the steps of a path with how often each repeats."""
    return [(name, len(list(same))) for name, same in groupby(path.split(STEP))]


def _are_many(runs: list[tuple[str, int]]) -> bool:
    # One left out would take the room of what says so.
    return len(runs) > 2 * _ENDS + 1
