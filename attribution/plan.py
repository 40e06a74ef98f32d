"""What is asked of the journeys: windows, models and what credit is reported by."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribution.choices import RepeatOrders

if TYPE_CHECKING:
    from attribution.choices import Transform
    from attribution.models import MultiTouchModel, SingleTouchModel
    from attribution.windows import Window


@dataclass(frozen=True, slots=True)
class NamedModel:
    """A model under the name its columns carry."""

    name: str
    model: "SingleTouchModel | MultiTouchModel"
    window: "Window | None" = None
    """A window of its own; None: the report's."""
    transforms: "tuple[Transform, ...]" = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One comparison: every model under every window of the report."""

    models: tuple[NamedModel, ...]
    windows: "tuple[Window, ...]"
    dimension: str = "channel"
    """Attribute of the touches that credit is reported by."""
    repeat: RepeatOrders = RepeatOrders.CONTINUE
    max_touches: int | None = None
    """Touches of a journey that count, the last ones; None: all."""
    timezone: str = "UTC"
    """Name of the zone that local dates are cut in."""
