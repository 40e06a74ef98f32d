"""What the table of a comparison shows, by its name."""

from cli.errors import MeritoError, meant
from cli.report import Metric


class UnknownMetricError(MeritoError):
    """A metric was named that does not exist."""

    def __init__(self, name: str) -> None:
        hint = meant(name, Metric)
        super().__init__(f'no metric named "{name}"{hint} Metrics: {", ".join(Metric)}')


def metric_of(name: str) -> Metric:
    """Return the metric of a name; raises UnknownMetricError."""
    try:
        return Metric(name)
    except ValueError:
        raise UnknownMetricError(name) from None
