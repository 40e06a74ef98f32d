"""The models, one file a family, and the one registry of their kinds."""

from typing import Final

from attribution.models.base import DataDrivenModel, Model, MultiTouchModel, SingleTouchModel
from attribution.models.credit_rules import CreditRule, Position
from attribution.models.custom import Custom
from attribution.models.linear import Linear, Participation
from attribution.models.markov import Allocation, Markov, Removal
from attribution.models.position_based import PRESETS, PositionBased
from attribution.models.shapley import Shapley, ShapleyRate
from attribution.models.single import First, Last, LastAmong, LastNonDirect, Otherwise
from attribution.models.time_decay import Granularity, TimeDecay
from attribution.models.weight import NUMBERS, TEXTS, Weight

__all__ = [
    "MODELS",
    "NUMBERS",
    "PRESETS",
    "TEXTS",
    "Allocation",
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

MODELS: Final[dict[str, type[SingleTouchModel | MultiTouchModel | DataDrivenModel]]] = {
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
        Markov,
        Shapley,
    )
}
"""Every kind of model by the name the configuration gives it."""
