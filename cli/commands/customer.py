"""`merito customer ID`: one customer, whole."""

from cli.options import ENGINE, FILES, OUTPUT, Options, takes


@takes("customer", *FILES, *ENGINE, "as_of", "lookback", "model", "show", *OUTPUT)
def customer(options: Options) -> None:
    """Show one customer on one page: facts, timeline, credit.

    Every touch and order in time, what each model gives to each touch, and what is known of the
    customer: scores, segment, lifetime value. An alias of a login leads to its customer.

    \b
      merito customer C-01149
      merito customer C-01149 --show credit --model linear,markov
      merito customer C-01149 --show timeline --format csv      or facts, credit
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, deliver
    from cli.run import load_run, open_run

    asked = choose_output(options, several=True)
    run = load_run(options)
    from cli.reports.customer.report import build_customer_report

    with open_run(run, options, "orders", "touchpoints") as ready:
        report = build_customer_report(ready, options, asked)
    deliver(report, asked, options)
