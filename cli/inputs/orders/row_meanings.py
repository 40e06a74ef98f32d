"""Files whose rows mean different things: the lines of a shop beside receipts of a till.

They make orders in different ways, or other statuses are those of sales.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.orders.clean import CleanedOrders
from cli.inputs.orders.duplicates import OVERLAPS
from cli.inputs.orders.overlaps import keep_later_file, refuse_rows, with_files
from cli.inputs.reading.bad_rows import REJECTED
from cli.inputs.reading.read import concat_rows
from cli.inputs.reading.rows import POSITION, with_positions
from cli.inputs.tally import NOTHING
from cli.settings.sections.exports.files import Overlaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.orders.overlaps import SettledOverlaps
    from cli.inputs.orders.terms import RowMeaning
    from cli.inputs.reading.role_rows import RoleRows

_MEANING: Final = "meaning\0"
_REMEDY: Final = (
    "if these are two orders, set orders.overlaps: apart; if they are two states of one,"
    f" {OVERLAPS}"
)


class RowsOfMeaning(NamedTuple):
    """Rows of files whose rows mean one thing."""

    meaning: "RowMeaning"
    frame: pl.DataFrame


def divide_by_meaning(
    reading: "RoleRows", frame: pl.DataFrame, meanings: "Sequence[RowMeaning]"
) -> list[RowsOfMeaning]:
    """Return rows by what they mean, `meanings` being those of the files; with `POSITION`."""
    frame = with_positions(frame)
    file = reading.find_file_rows(frame[POSITION])["file"]
    divided = []
    for meaning in dict.fromkeys(meanings):
        own = [number for number, each in enumerate(meanings) if each == meaning]
        divided.append(RowsOfMeaning(meaning, frame.filter(file.is_in(own))))
    return divided


def settle_shared_orders(
    reading: "RoleRows",
    frames: "Sequence[pl.DataFrame]",
    overlaps: Overlaps,
) -> "tuple[list[pl.DataFrame], SettledOverlaps | None]":
    """Return rows by meaning without those of orders that several of `frames` hold.

    They count in the last file that has them where the settings say so, without refunds of earlier
    ones, which are of another state of the order, and are problems else.
    """
    marked = [
        with_positions(each).with_columns(pl.lit(n).alias(_MEANING))
        for n, each in enumerate(frames)
    ]
    rows = with_files(reading, concat_rows(marked))
    sales = rows.filter((pl.col("revenue") >= 0).fill_null(value=True))
    several = sales.group_by("order_id").agg(pl.col(_MEANING).n_unique() > 1)
    ids = several.filter(pl.col(_MEANING))["order_id"].drop_nulls()
    if not len(ids):
        return list(frames), None
    later = overlaps is Overlaps.LATER_FILE
    shared = (rows if later else sales).filter(pl.col("order_id").is_in(ids.implode()))
    shared = shared.drop(_MEANING)
    settled = (
        keep_later_file(reading, shared) if later else refuse_rows(reading, shared, _choose_remedy)
    )
    gone = shared.join(settled.frame, on=POSITION, how="anti")[POSITION].implode()
    left = [with_positions(each).filter(~pl.col(POSITION).is_in(gone)) for each in frames]
    return left, settled


def _choose_remedy(row: dict[str, object], other: dict[str, object]) -> str:
    """Return what two rows of one id are: states of an order, or of two orders."""
    alike = all(row[name] == other[name] for name in ("customer_id", "ordered_at", "revenue"))
    return f"two states of one order: {OVERLAPS}" if alike else _REMEDY


def join_cleaned(parts: "Sequence[CleanedOrders]") -> CleanedOrders:
    """Return the orders of files whose rows mean different things as one."""
    if len(parts) == 1:
        return parts[0]
    return CleanedOrders(
        concat_rows([_count_rows(each.orders) for each in parts]),
        pl.concat([each.refunds for each in parts]),
        sum((each.duplicates for each in parts), NOTHING),
        sum((each.bad for each in parts), NOTHING),
        tuple(problem for each in parts for problem in each.problems),
        pl.concat([REJECTED.to_frame(), *(each.rejected for each in parts)]),
        sum(each.mixed for each in parts),
        sum((each.several for each in parts[1:]), parts[0].several),
    )


def _count_rows(orders: pl.DataFrame) -> pl.DataFrame:
    """Return orders with `lines` and `spare`, which those of one row each lack."""
    orders = orders.drop(POSITION, strict=False)
    if "lines" in orders.columns:
        return orders
    one, nothing = pl.lit(1, pl.Int64), pl.lit(0, pl.Int64)
    return orders.with_columns(one.alias("lines"), nothing.alias("spare"))
