"""The models, one file a kind.

- `base`: What a model sees of the journeys, and what it gives back.
- `credit_rules`: Credit rules: conditions on a touch that multiply its credit (GA custom models).
- `custom`: Any additive rule-based model, its credits multiplied by rules of the analyst's own.
- `decaying_sums`: Sums of weights that halve with age, over any stretch of a sequence of touches.
- `filing`: What credit is added up by: the values of the touches, or these at different times.
- `linear`: Models that look only at which touches there are.
- `markov`: Credit by what would be lost without a channel.
- `position_based`: What introduces and what closes count more than what lies between.
- `shapley`: Credit by what each channel adds to every coalition of the others.
- `single`: Models that give the whole order to one touch.
- `time_decay`: Touches nearer to the order count more.
- `value_rows`: Journeys counted by value, without a row for each touch: for customers with very
  many.
- `weight`: A model written as an expression over position, length, days before the order and the
  touch.
"""

from attribution.choices import PRESETS, Allocation, Granularity, Otherwise, Position, Removal
from attribution.models.base import (
    DataDrivenModel,
    Model,
    MultiTouchModel,
    SingleTouchModel,
)
from attribution.models.credit_rules import CreditRule
from attribution.models.custom import Custom
from attribution.models.linear import Linear, Participation
from attribution.models.markov import ByEffect, Markov
from attribution.models.position_based import PositionBased
from attribution.models.shapley import Shapley, ShapleyRate
from attribution.models.single import First, Last, LastAmong, LastNonDirect
from attribution.models.time_decay import TimeDecay
from attribution.models.value_rows import CountingModel
from attribution.models.weight import NUMBERS, TEXTS, Weight

__all__ = [
    "NUMBERS",
    "PRESETS",
    "TEXTS",
    "Allocation",
    "ByEffect",
    "CountingModel",
    "CreditRule",
    "Custom",
    "DataDrivenModel",
    "First",
    "Granularity",
    "Last",
    "LastAmong",
    "LastNonDirect",
    "Linear",
    "Markov",
    "Model",
    "MultiTouchModel",
    "Otherwise",
    "Participation",
    "Position",
    "PositionBased",
    "Removal",
    "Shapley",
    "ShapleyRate",
    "SingleTouchModel",
    "TimeDecay",
    "Weight",
]
