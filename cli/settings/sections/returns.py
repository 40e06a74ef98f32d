"""Settings of what advertising returned: days, the margin, and the target."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from attribution.choices import TimeBasis
from cli.settings.sections.types import Exact, Section

Margin = Annotated[Exact, Field(gt=0, le=1)]
Target = Annotated[Exact, Field(gt=0)]


class Returns(Section):
    """What advertising returned: what is left of revenue, and what it has to bring."""

    time_basis: TimeBasis = TimeBasis.CONVERSION
    """The day credit counts on: of the order (conversion), or of the touch (interaction)."""
    margin: Annotated[Margin | None, Field(examples=[0.35])] = None
    """What is left of revenue after the goods, a share such as 0.35; null: all, ROI on revenue."""
    target_roas: Annotated[Target | None, Field(examples=[4])] = None
    """Revenue that a unit of cost has to bring; null: 1 / margin, where cost is earned back."""

    @property
    def known_margin(self) -> Decimal:
        """The margin, all of the revenue where none is set."""
        return Decimal(1) if self.margin is None else self.margin

    @property
    def known_target(self) -> Decimal:
        """The target, that of breaking even where none is set."""
        return 1 / self.known_margin if self.target_roas is None else self.target_roas
