"""What is asked of the paths."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from attribution.plan import View

if TYPE_CHECKING:
    from attribution.choices import Transform
    from attribution.journeys.windows import Window
    from attribution.plan import Plan


class PathCount(StrEnum):
    """What can be counted of the paths of a part beside their lengths, which always are."""

    ROLES = "roles"
    SETS = "sets"
    """Of pairs and of distinct values as well."""
    PATHS = "paths"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class PathPlan:
    """Journeys under the first window of a plan, and what is counted of them."""

    plan: "Plan"
    """Its models play no part; it says whether journeys without an order are looked at."""
    counts: frozenset[PathCount]
    transforms: "tuple[Transform, ...]" = ()
    """Of whole paths alone; everything else sees every touch."""
    history: int = 1
    """Most touches that a next step is told after."""
    known_until: int | None = None
    """The earlier of the latest touch and the latest order that counts, microseconds since 1970,
    UTC: what follows a touch is known where its window has closed by then; None: nowhere."""
    grouped: bool = False
    """Whether what intervals are made of is kept by resampling group, and customers are counted."""
    customer_blocks: bool = False
    """Whether all orders of a customer are in one block, so that next steps have a block too."""

    @property
    def window(self) -> "Window":
        """Return the window that bounds the journeys."""
        return self.plan.windows[0]

    def make_view(self, transforms: "tuple[Transform, ...]" = ()) -> View:
        """Return the journeys with every touch, or with those that transforms leave."""
        return View(0, self.window, transforms, self.plan.dimension)
