"""Refunds that two files tell in different words, each of which is taken from its order."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.orders.overlaps import FILE, with_files
from cli.inputs.orders.refunds.rows import is_negative
from cli.inputs.reading.rows import POSITION, with_positions
from cli.inputs.tally import NOTHING, Tally, tally
from cli.money import format_money
from cli.settings.sections.exports.files import Refunds
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.inputs.orders.clean import CleanedOrders
    from cli.inputs.reading.role_rows import RoleRows

_NUMBER: Final = "number\0"
_REMEDY: Final = "leave it out of one of the files"
_ALIKE: Final = ["order_id", "revenue", "ordered_at"]


def tally_repeated_refunds(
    reading: "RoleRows", frames: "Iterable[pl.DataFrame]", clean: "CleanedOrders", refunds: Refunds
) -> Tally:
    """Return the refunds that an earlier file has as well, of the same order, time and amount.

    Those that are equal in every column are gone from `frames`, rows of sales and refunds; those
    left lower the revenue of `clean` twice if they are one. Nothing where no refund counts.
    """
    if len(reading.tables) == 1 or refunds is Refunds.IGNORE or not clean.refunds.height:
        return NOTHING
    rows = pl.concat(
        with_positions(each).filter(is_negative()).select(*_ALIKE, POSITION) for each in frames
    )
    known = rows.join(clean.orders.select("order_id"), on="order_id", how="semi").sort(POSITION)
    if not known.height:
        return NOTHING
    filed = with_files(reading, known)
    filed = filed.with_columns(pl.int_range(pl.len()).over([*_ALIKE, FILE]).alias(_NUMBER))
    later = pl.col(FILE) > pl.col(FILE).min().over([*_ALIKE, _NUMBER])
    return tally(filed.filter(later))


def describe_repeated_refunds(found: Tally) -> tuple[str, ...]:
    """Return what to say of such refunds; nothing where there are none."""
    if not found.rows:
        return ()
    verb = "is" if found.rows == 1 else "are"
    said = f"orders: {format_count(found.rows, 'refund')} ({format_money(found.amount)}) {verb} in"
    alike = "an earlier file as well, of the same order, time and amount, but with another value"
    return (f"{said} {alike} elsewhere: both are taken off; if they are one, {_REMEDY}",)
