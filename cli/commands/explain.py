"""`merito explain`: what a model does, with which values, and where each came from."""

from cli.options import Options, takes


@takes("named", "lookback", "model")
def explain(options: Options) -> None:
    """Say what a model does: formula, parameters, where each value comes from, source.

    \b
      merito explain                 the models there are
      merito explain time_decay
      merito explain j_shaped -c merito.yaml
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.configured import configured  # noqa: PLC0415
    from cli.output import write_stdout  # noqa: PLC0415
    from cli.reports.explain import explained, listed  # noqa: PLC0415

    loaded = configured(options)
    text = explained(loaded, options.named) if options.named else listed(loaded)
    write_stdout(text.encode())
