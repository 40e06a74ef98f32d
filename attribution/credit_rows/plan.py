"""What is asked of the rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribution.plan import View

if TYPE_CHECKING:
    from attribution.plan import Plan


@dataclass(frozen=True, slots=True)
class CreditPlan:
    """The rows of some orders under models that are all known journey by journey."""

    plan: "Plan"
    """With one window; see `effects.learn_effects`."""
    attributes: tuple[str, ...] = ()
    """Of the touches, beside the channel."""
    orders: frozenset[str] | None = None
    """Ids of the orders that have rows; None: all counted ones."""

    @property
    def view(self) -> View:
        """Return the journeys that rows are made of: those of the report's window, untransformed.

        Models with a wider window of their own add rows without a position.
        """
        return View(0, self.plan.windows[0], (), "channel")
