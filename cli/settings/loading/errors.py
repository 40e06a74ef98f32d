"""What can be wrong with the settings as a whole."""

from collections.abc import Iterable

from cli.errors import Lines, MeritoError
from cli.settings.loading.problem import Problem


class SettingsError(MeritoError):
    """The configuration has mistakes: all of them, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems), key=lambda problem: problem.order)
        super().__init__(Lines("\n".join(str(problem) for problem in self.problems)))


class FileProblemError(MeritoError):
    """The configuration file cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: {reason}; name another configuration file with -c, or none with --no-config"
        )
