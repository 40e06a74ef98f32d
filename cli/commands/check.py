"""`merito check`: what was read, dropped and matched."""

from cli.options import COSTS, FILES, OUTPUT, Options, takes


@takes(*FILES, *COSTS, "as_of", "from_day", "to_day", "lookback", "show", *OUTPUT)
def check(options: Options) -> None:
    """Show the ledger: what became of each row that was read.

    \b
      merito check --touchpoints touchpoints.csv --orders orders.csv
      merito check --show ledger --format csv
      merito check --format json
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.configured import configured  # noqa: PLC0415
    from cli.delivery import deliver, prepared  # noqa: PLC0415

    asked = prepared(options)
    loaded = configured(options)
    from cli.reports.compare import check_report  # noqa: PLC0415

    deliver(check_report(loaded, options).only(options.show), asked, options)
