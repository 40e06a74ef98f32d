"""The models, one file a family, and a registry of those computed journey by journey."""

from typing import Final

from attribution.choices import PRESETS, Allocation, Granularity, Otherwise, Position, Removal
from attribution.models.base import DataDrivenModel, Model, MultiTouchModel, SingleTouchModel
from attribution.models.credit_rules import CreditRule
from attribution.models.custom import Custom
from attribution.models.linear import Linear, Participation
from attribution.models.markov import ByEffect, Markov
from attribution.models.position_based import PositionBased
from attribution.models.shapley import Shapley, ShapleyRate
from attribution.models.single import First, Last, LastAmong, LastNonDirect
from attribution.models.time_decay import TimeDecay
from attribution.models.weight import NUMBERS, TEXTS, Weight

__all__ = [
    "MODELS",
    "NUMBERS",
    "PRESETS",
    "TEXTS",
    "Allocation",
    "ByEffect",
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
        Shapley,
    )
}
"""Every kind of model that is computed journey by journey, by its name."""
