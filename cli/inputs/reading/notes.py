"""Sentences for stderr about what was decided while reading."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.inputs.reading.problems import Problems
    from cli.inputs.reading.rows import ReadCounts
    from cli.inputs.tally import Tally


def describe_counts(
    role: str, bad: int, problems: "Problems", counts: "ReadCounts"
) -> tuple[str, ...]:
    """Return a sentence for each count of the reading that is not 0."""
    said = (
        (bad, f"left out because of bad values, which max_bad_rows allows:\n{problems}"),
        (counts.finer, "with an amount finer than 1/10 000, rounded half to even"),
        (counts.ambiguous, "at a local time that occurs twice, read as the earlier instant"),
        (counts.absent, "with -- or < 10 instead of a number, read as 0"),
        (
            counts.nobody,
            "with a word for nobody (NULL, guest, …) as the customer's id, read as blank",
        ),
        (counts.skipped, "at a local time that does not exist, moved to the next instant"),
    )
    return tuple(f"{role}: {_format_rows(count)} {text}" for count, text in said if count)


def describe_unknown_orders(refunds: "Tally") -> tuple[str, ...]:
    """Return the warning about refunds of orders that the files do not hold, if there are any."""
    if not refunds.rows:
        return ()
    amount = f"{refunds.amount / 10_000:,.2f}"
    word = "refund" if refunds.rows == 1 else "refunds"
    what = f"{refunds.rows:,} {word} ({amount}) of orders that the files do not hold"
    return (f"orders: {what}; they lower no revenue",)


def describe_mixed_attribute(by: str, orders: int) -> tuple[str, ...]:
    """Return what was done about orders with several values of an attribute, if there are any."""
    if not orders:
        return ()
    word = "1 order has" if orders == 1 else f"{orders:,} orders have"
    return (f"orders: {word} rows with several values of {by}; the first one is taken",)


def _format_rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
