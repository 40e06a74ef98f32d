"""`merito init`: a commented merito.yaml for the files at hand."""

from pathlib import Path

from cli.options import Options, takes


@takes("touchpoints", "orders", "costs", "output", "force")
def init(options: Options) -> None:
    """Look at the files and write a commented merito.yaml for them.

    \b
      merito init --touchpoints touchpoints.csv --orders orders.csv
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import tell  # noqa: PLC0415
    from cli.reports.init import started  # noqa: PLC0415

    target = options.output or Path("merito.yaml")
    files = (options.touchpoints or (), options.orders or (), options.costs or ())
    tell(started(*files, target, force=options.force), options)
