"""`merito explain`: what a model does, with which values, and where each came from."""

from cli.options import FILES, Options, takes


@takes("named", *FILES, "lookback", "model")
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
    from cli.reports.explain import explained, learned, listed  # noqa: PLC0415

    loaded = configured(options)
    text = explained(loaded, options.named) if options.named else listed(loaded)
    deliver_below(text, lambda: learned(loaded, options.named), options)
