"""Everything the parts of the customers say together, however they are run."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from attribution.data_driven.estimates import by_effect, estimates
from attribution.statistics import added, allocated, measured, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from attribution.data_driven.estimates import Estimate
    from attribution.parts import Part
    from attribution.plan import Plan, View
    from attribution.statistics import Allocated, Statistics
    from attribution.vocabulary import Vocabulary

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Findings:
    """The statistics of a plan and what its data-driven models make of them."""

    plan: "Plan"
    statistics: "Statistics"
    estimates: "Mapping[tuple[View, int], Estimate]"
    """Of each data-driven model, by view and position in the plan."""
    allocated: "Allocated | None"
    """What those give order by order that do; None where none does."""
    values: "Vocabulary"
    """Of the dimension."""
    blocks: "Vocabulary | None"
    """Of the order attribute that the report is broken down by; None: not broken down."""

    def learner(self, view: "View") -> int:
        """Return the position of the first data-driven model of a view: `reach` is filed there."""
        return min(place for other, place in self.estimates if other == view)

    @property
    def undefined(self) -> "tuple[int, ...]":
        """Return the positions of the models that are undefined in some view."""
        return tuple(
            sorted({place for (_, place), each in self.estimates.items() if not each.defined})
        )


class Run(Protocol):
    """A way to run a function over the parts."""

    def __call__(self, function: "Callable[[Part], T]") -> "Iterable[T]":
        """Return the function's results in the order of the parts."""


def found(plan: "Plan", values: "Vocabulary", blocks: "Vocabulary | None", run: Run) -> Findings:
    """Return what a plan comes to; only models that share out orders one by one run twice.

    Raises ValueError where a model shares out all orders at once and there are blocks, of whose
    orders it can say nothing.
    """
    statistics = added(run(partial(measured, plan=plan)))
    learned = estimates(statistics, plan, len(values.names))
    if blocks is not None and not all(each.by_journey for each in learned.values()):
        text = "data-driven models need allocation: journey to be broken down by orders"
        raise ValueError(text)
    models = by_effect(learned)
    shared = together(run(partial(allocated, plan=plan, models=models))) if models else None
    return Findings(plan, statistics, learned, shared, values, blocks)
