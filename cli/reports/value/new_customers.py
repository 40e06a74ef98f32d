"""Which channels won the new customers, added up over the parts of the customers."""

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.credit_rows.amounts import CreditedAmounts, credit_orders
from attribution.statistics.observed import observe_part
from attribution.statistics.row_counts import RowCounts, count_rows
from rfm.lifetime_value.purchases import find_purchase_days
from rfm.order_runs import ID

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from attribution.arrays import Floats, Ints
    from attribution.parts.orders import Orders
    from attribution.parts.parts import Part
    from attribution.plan import Plan
    from rfm.lifetime_value.customer_values import Valuer


@dataclass(frozen=True, slots=True)
class NewCustomerRequest:
    """Whose first orders are credited, by what, and what the customers are worth."""

    plan: "Plan"
    """With one window and one model that is known journey by journey."""
    valuer: "Valuer"
    first: "date"
    last: "date"
    """The days of the first orders, both included; not after the as-of day."""


@dataclass(frozen=True, slots=True, eq=False)
class NewCustomers:
    """The new customers of a part."""

    credited: CreditedAmounts
    """Customers, their revenue to date (1/10 000 of the unit) and their value (units)."""
    customers: int
    revenue: int
    """Revenue to date of all of them, 1/10 000 of the unit."""
    age_days: int
    """Days since their first orders, added up."""
    counts: RowCounts
    """What became of all touches and orders of the part."""


@dataclass(frozen=True, slots=True, eq=False)
class NewCustomerSums:
    """The new customers of all parts, see `NewCustomers`."""

    credited: "Floats"
    """Shape (channels + 1, 3); what nobody is given stands last."""
    customers: int
    revenue: int
    age_days: int
    counts: RowCounts

    @classmethod
    def add_parts(cls, parts: "Iterable[NewCustomers]") -> "NewCustomerSums":
        """Add the new customers of parts that share no customer; at least one part."""
        every = tuple(parts)
        return cls(
            CreditedAmounts.add_parts(part.credited for part in every),
            sum(part.customers for part in every),
            sum(part.revenue for part in every),
            sum(part.age_days for part in every),
            reduce(add, (part.counts for part in every)),
        )


def measure_new_customers(part: "Part", asked: NewCustomerRequest) -> NewCustomers:
    """Return who of a part bought for the first time in the days, and what won them.

    The first order of the file that was not refunded counts, of several at one instant the one of
    smaller id. Source: definitions, section 11.
    """
    orders, seen = part.orders, observe_part(part, asked.plan)
    days = _find_days(orders, asked.plan.timezone)
    first = orders.find_first()
    first = first[orders.named[first]]
    first = first[days.gather(first).is_between(asked.first, asked.last).to_numpy()]
    revenue, value = _value_customers(orders, days, len(part.groups), asked.valuer)
    who = orders.customer[first]
    ages = (asked.valuer.valuation.parameters.as_of - days.gather(first)).dt.total_days()
    return NewCustomers(
        credit_orders(seen, first, np.stack([np.ones(len(who)), revenue[who], value[who]], axis=1)),
        len(who),
        int(revenue[who].sum()),
        int(ages.sum()),
        count_rows(seen, asked.plan.windows[0]),
    )


def _find_days(orders: "Orders", timezone: str) -> pl.Series:
    """Return the local day of each order."""
    at = pl.Series(orders.at).cast(pl.Datetime("us", "UTC"))
    return at.dt.convert_time_zone(timezone).dt.date()


def _value_customers(
    orders: "Orders", days: pl.Series, customers: int, valuer: "Valuer"
) -> "tuple[Ints, Floats]":
    """Return revenue to date (1/10 000 of the unit) and value (units) of customers by number.

    0 for who has not bought by the as-of day, and for orders that name no customer.
    """
    frame = pl.DataFrame(
        {
            ID: orders.customer,
            "ordered_on": days,
            "revenue": orders.revenue,
            "refunded": orders.refunded,
        }
    ).filter(pl.Series(orders.named))
    bought = find_purchase_days(frame, valuer.valuation.parameters.as_of)
    who = bought.ids.to_numpy()
    revenue, value = np.zeros(customers, np.int64), np.zeros(customers)
    revenue[who] = bought.runs.sum(bought.runs.revenue)
    value[who] = valuer.value(bought)["clv"].to_numpy()
    return revenue, value
