"""What cannot be asked of journeys."""

from attribution.choices import MEMORIES, Transform
from cli.errors import MeritoError, suggest_nearest


class UnknownTransformError(MeritoError):
    """A path transform was named that does not exist."""

    def __init__(self, name: str) -> None:
        hint = suggest_nearest(name, Transform)
        super().__init__(f'no transform named "{name}"{hint} Transforms: {", ".join(Transform)}')


class BadHistoryError(MeritoError):
    """Next steps were asked for after more touches than are counted, or after none."""

    def __init__(self, history: int) -> None:
        super().__init__(
            f"--history {history}: next steps are told after"
            f" {MEMORIES[0]} to {MEMORIES[-1]} touches"
        )
