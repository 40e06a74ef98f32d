"""`merito explain`: what a model does, with which values, and where each came from."""

from typing import TYPE_CHECKING

from cli.options import ENGINE, FILES, Options, takes

if TYPE_CHECKING:
    from cli.dataset.run import Run
    from cli.report import Report


@takes("named", *FILES, *ENGINE, "lookback", "model")
def explain(options: Options) -> None:
    """Say what a model does, its values, and where they come from.

    \b
      merito explain                 the models there are
      merito explain time_decay
      merito explain markov          and its removal effects, where the files are known
      merito explain j_shaped -c merito.yaml
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import deliver_below
    from cli.reports.explain import explain_model, list_models
    from cli.run import load_run

    run = load_run(options)
    text = explain_model(run, options.named) if options.named else list_models(run)
    deliver_below(text, lambda: _build_learned_report(run, options), options)


def _build_learned_report(run: "Run", options: Options) -> "Report | None":
    """Return what a model has learned from the files, None where there is nothing to tell."""
    from cli.reports.explain import build_learned_report, has_learned_effects
    from cli.run import open_run

    if not has_learned_effects(run, options.named):
        return None
    with open_run(run, options, "orders", "touchpoints") as ready:
        return build_learned_report(ready, options.named)
