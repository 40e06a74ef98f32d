"""What rows of credit cannot be asked for."""

from typing import TYPE_CHECKING

from cli.errors import MeritoError, suggest_nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnknownChannelError(MeritoError):
    """Rows of a channel were asked for that no touch has."""

    def __init__(self, name: str, known: "Sequence[str]") -> None:
        hint = suggest_nearest(name, known)
        super().__init__(f'--channel: no channel named "{name}"{hint} Channels: {", ".join(known)}')


class UnknownOrderError(MeritoError):
    """Rows of an order were asked for that the files do not hold."""

    def __init__(self, order: str, near: str | None) -> None:
        hint = f"; did you mean {near}?" if near else ""
        super().__init__(f'--order: no order "{order}" in the files{hint}')


class UncountedOrderError(MeritoError):
    """Rows of an order were asked for that the report does not count."""

    def __init__(self, order: str, why: str) -> None:
        super().__init__(f"--order {order}: it has no credit to show, since it is {why}")


class NoWeightsError(MeritoError):
    """None of the models that are asked for gives weights to single touches."""

    def __init__(self, names: "Sequence[str]") -> None:
        verb = "gives" if len(names) == 1 else "give"
        super().__init__(
            f"{' and '.join(names)} {verb} no touch a part of an order; choose other models with"
            " --model"
        )


class ReservedModelNameError(MeritoError):
    """A model has the name of a column that the rows have anyway."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f'the model "{name}" has the name of a column of the rows; give it another (name: in'
            " merito.yaml)"
        )
