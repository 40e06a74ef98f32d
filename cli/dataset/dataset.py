"""A shop: the files of a run, read, which every report starts from."""

from typing import TYPE_CHECKING, NamedTuple

from cli.errors import DataError
from cli.inputs.orders.statuses.notes import describe_no_orders

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import polars as pl

    from cli.dataset.breakdown import Breakdown
    from cli.dataset.date_range import DateRange
    from cli.engines.rows import CustomerRows
    from cli.inputs.identities.read import IdentityInput
    from cli.inputs.orders.read import OrderInput
    from cli.inputs.totals import OrderTotals, TouchTotals
    from cli.inputs.touchpoints.read import TouchpointInput
    from cli.report import LedgerLine

    OrderLabel = Callable[[pl.DataFrame | None, pl.DataFrame], pl.DataFrame]


class NoOrdersError(DataError):
    """A report has no order to count."""

    def __init__(self, days: "DateRange", why: str | None = None) -> None:
        where = f"{days}: none counts" if str(days) else "no order counts: every one was refunded"
        where = f"no order counts: {why}" if why else where
        super().__init__(f"{where}; merito check shows what became of each row")


class Dataset(NamedTuple):
    """The tables of a run and how its report is cut."""

    orders: "OrderInput"
    touches: "TouchpointInput | None"
    """None where the report needs none."""
    stock: "CustomerRows"
    """The orders, with `counted`: not refunded, and in the range of the report; and the touches."""
    order_facts: "OrderTotals"
    touch_facts: "TouchTotals | None"
    """None where there are no touches."""
    breakdown: "Breakdown"
    days: "DateRange"
    logins: "IdentityInput | None" = None
    """None where no file of logins is named."""
    identity_lines: "tuple[LedgerLine, ...]" = ()
    """What became of the logins, and which touches they gained."""

    def list_inputs(self) -> "tuple[TouchpointInput | OrderInput | IdentityInput, ...]":
        """Return what was read: touchpoints, orders, logins."""
        every = (self.touches, self.orders, self.logins)
        return tuple(each for each in every if each is not None)

    def with_blocks(
        self, label: "OrderLabel", breakdown: "Breakdown", days: "DateRange | None" = None
    ) -> "Dataset":
        """Return the shop with its orders told apart by what a function adds to them.

        The function gets the touches and orders of some customers, and can be pickled; where it
        counts other orders than these, `days` says which.
        """
        stock = self.stock.with_orders(label)
        return self._replace(stock=stock, breakdown=breakdown, days=days or self.days)

    def period(self) -> "tuple[date, date]":
        """Return the first and last day of the report: as asked, else of the files' orders."""
        first, last = self.days.first or self.order_facts.first_day, self.days.last
        return first or self.find_last_day(), last or self.find_last_day()

    def find_last_day(self) -> "date":
        """Return the day of the latest order that is not refunded; raises NoOrdersError."""
        if self.order_facts.last_day is None:
            raise NoOrdersError(self.days, self.explain_no_orders())
        return self.order_facts.last_day

    def explain_no_orders(self) -> str | None:
        """Return why no order counts where all are dropped by status, else None."""
        orders = self.orders
        return describe_no_orders(orders.statuses, orders.no_status)
