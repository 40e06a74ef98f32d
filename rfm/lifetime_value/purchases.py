"""Days on which customers bought, and what they come to by a day."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from rfm.order_runs import ID, NUMBER, OrderRuns, PeriodRuns, number_day

if TYPE_CHECKING:
    from datetime import date

    from rfm.order_runs import Integers


@dataclass(frozen=True, slots=True, eq=False)
class PurchaseDays:
    """The days on which the customers of a part bought."""

    runs: PeriodRuns
    """By customer and day; a day whose revenue is 0 is a purchase too."""
    _measured: "dict[date, pl.DataFrame]" = field(default_factory=dict, repr=False)

    @property
    def ids(self) -> pl.Series:
        """The `customer_id` of each who bought."""
        return self.runs.names.select(self.runs.customer)

    def name(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a frame of customers with their `customer_id` in place of their number."""
        ids = self.runs.names.select(frame[NUMBER].to_numpy()).alias(ID)
        return frame.select(ids, pl.exclude(NUMBER))

    def select(self, customer: str) -> "PurchaseDays | None":
        """Return the days of one customer, None where there are none."""
        runs, found = self.runs, (self.ids == customer).arg_true().to_numpy()
        if not len(found):
            return None
        (begin,), (length,) = runs.begin[found], runs.lengths[found]
        days = slice(begin, begin + length)
        return PurchaseDays(
            PeriodRuns(
                runs.names,
                runs.customer[found],
                np.zeros(1, dtype=np.int64),
                runs.period[days],
                runs.orders[days],
                runs.revenue[days],
            )
        )

    def measure_buyers(self, last_day: "date") -> pl.DataFrame:
        """Return what customers had bought by the end of a day; kept for who asks again.

        One row per customer with a purchase by then, by number: `number`, `repeat_purchases`,
        `last_days` and `age_days` (from the first purchase to the last one and to `last_day`),
        `repeat_revenue` (ten-thousandths, of all days but the first), all Int64.
        """
        if last_day not in self._measured:
            self._measured[last_day] = self._measure(number_day(last_day))
        return self._measured[last_day]

    def _measure(self, last_day: int) -> pl.DataFrame:
        runs, days = self.runs, self._count_until(last_day)
        bought = days > 0
        first, days = runs.begin[bought], days[bought]
        day, spent = runs.period, self._sum_revenue()
        return pl.DataFrame(
            {
                NUMBER: runs.customer[bought],
                "repeat_purchases": days - 1,
                "last_days": day[first + days - 1] - day[first],
                "age_days": last_day - day[first],
                "repeat_revenue": spent[first + days] - spent[first + 1],
            }
        )

    def measure_later(self, last_day: "date") -> pl.DataFrame:
        """Return what the customers of `measure_buyers` bought after the day, in the same order.

        `actual_purchases` and `actual_revenue` (ten-thousandths), Int64.
        """
        runs, days = self.runs, self._count_until(number_day(last_day))
        bought, spent = days > 0, self._sum_revenue()
        end = runs.begin + runs.lengths
        begin = runs.begin + days
        return pl.DataFrame(
            {
                "actual_purchases": (end - begin)[bought],
                "actual_revenue": (spent[end] - spent[begin])[bought],
            }
        )

    def _count_until(self, last_day: int) -> "Integers":
        """Return on how many days up to one each customer bought."""
        runs = self.runs
        until = np.concatenate([[0], np.cumsum(runs.period <= last_day)])
        return np.asarray(until[runs.begin + runs.lengths] - until[runs.begin])

    def _sum_revenue(self) -> "Integers":
        """Return the revenue before each day, and before the end, of all customers."""
        return np.concatenate([[0], np.cumsum(self.runs.revenue)])


def find_purchase_days(
    orders: "pl.LazyFrame | pl.DataFrame | OrderRuns", as_of: "date"
) -> PurchaseDays:
    """Return the days with a counted order, of all orders up to a day, see `OrderRuns.of`."""
    runs = OrderRuns.of(orders)
    counted = runs.keep(runs.count_until(as_of))
    return PurchaseDays(counted.merge(counted.day))
