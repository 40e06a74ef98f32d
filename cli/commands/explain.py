"""`merito explain`: what a model does, with which values, and where each came from."""

from typing import TYPE_CHECKING

from cli.options import ENGINE, FILES, Options, takes

if TYPE_CHECKING:
    from cli.report import Report
    from cli.settings import Loaded


@takes("named", *FILES, *ENGINE, "lookback", "model")
def explain(options: Options) -> None:
    """Say what a model does: formula, parameters, where each value comes from, source.

    \b
      merito explain                 the models there are
      merito explain time_decay
      merito explain markov          and its removal effects, where the files are known
      merito explain j_shaped -c merito.yaml
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.configured import configured  # noqa: PLC0415
    from cli.delivery import deliver_below  # noqa: PLC0415
    from cli.reports.explain import explained, listed  # noqa: PLC0415

    loaded = configured(options)
    text = explained(loaded, options.named) if options.named else listed(loaded)
    deliver_below(text, lambda: _learned(loaded, options), options)


def _learned(loaded: "Loaded", options: Options) -> "Report | None":
    """Return what a model has learned from the files, None where there is nothing to tell."""
    from cli.engines.working import working  # noqa: PLC0415 - as above
    from cli.reports.explain import learned, learns  # noqa: PLC0415

    if not learns(loaded, options.named):
        return None
    with working(loaded, options, "orders", "touchpoints") as ready:
        return learned(ready, options.named)
