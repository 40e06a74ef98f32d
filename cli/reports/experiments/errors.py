"""What cannot be told of experiments."""

from cli.errors import MeritoError
from cli.settings.loading.errors import SettingsError


class UnfitExperimentsError(SettingsError):
    """Experiments do not fit the files of the run: each mistake with its place."""


class NoExperimentsError(MeritoError):
    """The table of experiments was asked for, and there are none."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"{asked} needs the results of experiments; list them under experiments: in merito.yaml"
        )


class ExperimentsByError(MeritoError):
    """Experiments were asked for by another attribute of the touches than the channel."""

    def __init__(self, by: str, asked: str) -> None:
        super().__init__(
            f"--by {by}: {asked} needs channels, since experiments measured these and nothing is"
            " known of the parts of one; leave --by out, or choose an attribute of the orders"
        )


class OnlyCalibratedError(MeritoError):
    """A report that cannot scale credit was asked for calibrated models alone."""

    def __init__(self, names: "tuple[str, ...]", why: str) -> None:
        super().__init__(f"{' and '.join(names)}: {why}; choose other models with --model")
