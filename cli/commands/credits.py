"""`merito credits`: the rows that every printed number is the sum of."""

from cli.options import ENGINE, FILES, OUTPUT, Options, takes


@takes(
    *FILES,
    *ENGINE,
    *("from_day", "to_day", "last", "as_of", "lookback", "model", "channel", "order"),
    *OUTPUT,
)
def credits_(options: Options) -> None:
    """List the rows behind every number: order by touch.

    One row for each touch of each order's journey, with the part of the order that each model
    gives it; written as they are made, however many there are.

    \b
      merito credits                               the first rows, and how many there are
      merito credits -o credits.parquet            for a warehouse; or .csv, .tsv
      merito credits --order 1042 --model linear,markov
      merito credits --channel Email --from 2026-01 --format csv > email.csv
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_row_format, deliver, deliver_rows
    from cli.render.output_formats import Format
    from cli.run import load_run, open_run

    asked = choose_row_format(options)
    run = load_run(options)
    from cli.reports.credits.report import open_credit_rows

    with (
        open_run(run, options, "orders", "touchpoints") as ready,
        open_credit_rows(ready, options) as rows,
    ):
        if asked is Format.TABLE:
            deliver(rows.build_excerpt_report(), asked, options)
        else:
            deliver_rows(rows.open_stream(), rows.build_report, asked, options)
