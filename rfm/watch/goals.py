"""What a KPI has to reach: a comparison with a number."""

import operator
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from rfm.watch.choices import Direction

if TYPE_CHECKING:
    from collections.abc import Callable

_COMPARISONS: "Final[dict[str, Callable[[Fraction, Fraction], bool]]]" = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
_FORM: Final = re.compile(r"\s*(>=|<=|>|<)\s*([+-]?[0-9]+(?:\.[0-9]+)?)\s*(%?)\s*")


@dataclass(frozen=True, slots=True)
class Goal:
    """A comparison such as `>= 4` or `>= -5%`."""

    comparison: str
    """`>=`, `<=`, `>` or `<`."""
    limit: Fraction
    """The number; a percentage as a fraction of one."""
    percent: bool
    """Whether it was written in percent."""
    text: str
    """As it is shown: `>= 4`, `>= -5%`."""

    @classmethod
    def parse(cls, text: str) -> "Goal | None":
        """Return the goal that a text is, None where it is none."""
        form = _FORM.fullmatch(text)
        if form is None:
            return None
        sign, number, percent = form.groups()
        limit = Fraction(number) / (100 if percent else 1)
        return cls(sign, limit, bool(percent), f"{sign} {number}{percent}")

    def __str__(self) -> str:
        return self.text

    @property
    def direction(self) -> Direction:
        """Where a KPI goes that comes nearer to it."""
        return Direction.UP if self.comparison.startswith(">") else Direction.DOWN

    def is_met(self, value: Fraction) -> bool:
        """Tell whether a value reaches it."""
        return _COMPARISONS[self.comparison](value, self.limit)
