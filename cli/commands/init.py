"""`merito init`: a commented merito.yaml for the files at hand."""

import sys
from pathlib import Path

from cli.options import Options, takes


@takes("touchpoints", "orders", "costs", "identities", "output", "force")
def init(options: Options) -> None:
    """Look at the files and write a commented merito.yaml for them.

    \b
      merito init --touchpoints touchpoints.csv --orders orders.csv
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import tell_notes
    from cli.outputs.destinations import write_stdout
    from cli.settings.sections.exports.files import Role
    from cli.starter.configuration import write_starter_config
    from cli.starter.encodings import read_encodings

    target = options.output or Path("merito.yaml")
    files = (options.touchpoints or (), options.orders or (), options.costs or ())
    if not any(files):
        from cli.starter.errors import NothingToLookAtError
        from cli.usage.beginning import propose_init

        raise NothingToLookAtError(*propose_init(Path.cwd()))
    encodings = read_encodings(options.config)
    asked = dict(zip((Role.TOUCHPOINTS, Role.ORDERS, Role.COSTS), files, strict=True))
    asked[Role.IDENTITIES] = options.identities or ()
    result = write_starter_config(asked, target, encodings, force=options.force)
    tell_notes(result.notes, options)
    if sys.stdout is not None and sys.stdout.isatty() and not options.quiet:
        write_stdout(result.describe_rows().encode())
