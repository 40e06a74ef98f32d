"""The models that can be chosen, by name; imported where no numbers are needed."""

from enum import StrEnum


class ModelName(StrEnum):
    """A model of purchases."""

    MBG_NBD = "mbg_nbd"
    BG_NBD = "bg_nbd"
    PARETO_NBD = "pareto_nbd"


class ModelChoice(StrEnum):
    """The model of purchases that is asked for."""

    AUTO = "auto"
    """Of MBG/NBD and Pareto/NBD the one with the smaller error on the holdout."""
    MBG_NBD = "mbg_nbd"
    BG_NBD = "bg_nbd"
    PARETO_NBD = "pareto_nbd"

    @property
    def candidates(self) -> tuple[ModelName, ...]:
        """The models to try, the one that wins ties first."""
        if self is ModelChoice.AUTO:
            return (ModelName.MBG_NBD, ModelName.PARETO_NBD)
        return (ModelName(self.value),)
