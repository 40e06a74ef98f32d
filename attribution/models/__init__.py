"""The rule-based models, one file a family, and the one registry of their kinds."""

from typing import Final

from attribution.choices import PRESETS, Granularity, Otherwise, Position
from attribution.models.base import Model, MultiTouchModel, SingleTouchModel
from attribution.models.credit_rules import CreditRule
from attribution.models.custom import Custom
from attribution.models.linear import Linear, Participation
from attribution.models.position_based import PositionBased
from attribution.models.single import First, Last, LastAmong, LastNonDirect
from attribution.models.time_decay import TimeDecay
from attribution.models.weight import NUMBERS, TEXTS, Weight

__all__ = [
    "MODELS",
    "NUMBERS",
    "PRESETS",
    "TEXTS",
    "CreditRule",
    "Custom",
    "First",
    "Granularity",
    "Last",
    "LastAmong",
    "LastNonDirect",
    "Linear",
    "Model",
    "MultiTouchModel",
    "Otherwise",
    "Participation",
    "Position",
    "PositionBased",
    "SingleTouchModel",
    "TimeDecay",
    "Weight",
]

MODELS: Final[dict[str, type[SingleTouchModel | MultiTouchModel]]] = {
    model.kind: model
    for model in (
        Last,
        First,
        LastNonDirect,
        LastAmong,
        Linear,
        TimeDecay,
        PositionBased,
        Participation,
        Custom,
        Weight,
    )
}
"""Every kind of model by the name the configuration gives it."""
