"""How many customers bought alike: the additive statistics that the models are fitted to."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

WEEK: Final = 7
"""Days in the unit of time of the models, the papers' own."""
PATTERN: Final = ("repeat_purchases", "last_days", "age_days")
"""x, t_x and T of the papers, t_x and T in days since the first purchase."""
SPEND: Final = ("repeat_purchases", "repeat_revenue")


def sum_before(counts: "Integers", terms: "Floats") -> "Floats":
    """Return the sum of the first so many terms for each count.

    Ratios of gamma and of beta functions are such sums, or their exponentials; as differences of
    logarithms they lose their digits where parameters are large.
    """
    return np.concatenate([[0.0], np.cumsum(terms)])[counts]


def find_different_pairs(
    repeat: "Integers", days: "Floats"
) -> "tuple[tuple[Integers, Floats], Integers]":
    """Return the different pairs of a number of purchases and a time, and the place of each."""
    span = np.floor(days.max(initial=0.0)) + 1
    keys, places = np.unique(repeat * span + days, return_inverse=True)
    purchases = np.floor_divide(keys, span)
    return (purchases.astype(np.int64), keys - purchases * span), places


@dataclass(frozen=True, slots=True)
class States:
    """The different pairs of a number of repeat purchases and a time, and where each is needed."""

    repeat: "Integers"
    days: "Floats"
    at_last: "Integers"
    """Index of the pair (x, t_x) of each pattern."""
    at_age: "Integers"
    """Index of the pair (x, T) of each pattern."""


@dataclass(frozen=True)
class Patterns:
    """Purchase patterns (x, t_x, T) and the number of customers of each, ascending, no two alike.

    All arrays have one element per pattern; times are days since the first purchase.
    """

    repeat: "Integers"
    last: "Floats"
    age: "Floats"
    customers: "Integers"

    @property
    def total(self) -> int:
        """Number of customers."""
        return int(self.customers.sum())

    @property
    def repeat_customers(self) -> int:
        """Number of customers with a repeat purchase."""
        return int(self.customers[self.repeat > 0].sum())

    @property
    def mean_age(self) -> float:
        """Mean time since the first purchase, in weeks."""
        return float((self.customers * self.age).sum()) / WEEK / self.total

    @property
    def pace(self) -> float:
        """Repeat purchases per customer and week."""
        return float((self.customers * self.repeat).sum()) / self.total / self.mean_age

    @cached_property
    def states(self) -> States:
        """The different (x, t_x) and (x, T): far fewer than there are patterns."""
        repeat, count = np.tile(self.repeat, 2), len(self.repeat)
        pairs, places = find_different_pairs(repeat, np.concatenate([self.last, self.age]))
        return States(*pairs, places[:count], places[count:])

    @cached_property
    def of_age(self) -> "Floats":
        """Number of customers whose (x, T) is each of the states."""
        states = self.states
        counts = np.bincount(states.at_age, self.customers, len(states.repeat))
        return counts.astype(np.float64)

    @cached_property
    def weeks_since(self) -> "tuple[Floats, Floats]":
        """Weeks from the last purchase until now, and from the first to the last."""
        return (self.age - self.last) / WEEK, self.last / WEEK


@dataclass(frozen=True, slots=True, eq=False)
class PatternCounts:
    """Customers by purchase pattern.

    `frame` has one row per pattern, ascending: `PATTERN` and `customers`, all Int64, no nulls.
    """

    frame: pl.DataFrame

    @classmethod
    def count(cls, frame: pl.DataFrame) -> "PatternCounts":
        """Count the customers of one part, one row each with the columns of `PATTERN`."""
        span = _find_span(frame)
        keys, customers = np.unique(_pack_patterns(frame, span), return_counts=True)
        rest, age = np.divmod(keys, span)
        repeat, last = np.divmod(rest, span)
        columns = zip(PATTERN, (repeat, last, age), strict=True)
        return cls(pl.DataFrame({**dict(columns), "customers": customers}))

    @classmethod
    def add_parts(cls, parts: "Sequence[PatternCounts]") -> "PatternCounts":
        """Add the counts of parts that share no customer; at least one part."""
        return cls(_add_counts([part.frame for part in parts], PATTERN))

    def round_times(self, days: int) -> "PatternCounts":
        """Return patterns with times in the middle of so many days: far fewer, and nearly alike.

        Rounded down they would bend the likelihood of short times: its best parameters would lie
        too far from those of the days themselves to begin there.
        """
        last, age = (pl.col(name) // days * days + days // 2 for name in PATTERN[1:])
        came_again = pl.col("repeat_purchases") > 0
        rounded = self.frame.with_columns(
            pl.when(came_again).then(last).otherwise(0).alias("last_days"), age.alias("age_days")
        )
        return PatternCounts(rounded.group_by(PATTERN).agg(pl.col("customers").sum()).sort(PATTERN))

    def make_patterns(self) -> Patterns:
        """Return the counts as the arrays that models are fitted to."""
        repeat, last, age, customers = (column.to_numpy() for column in self.frame)
        return Patterns(repeat, last.astype(np.float64), age.astype(np.float64), customers)


@dataclass(frozen=True, slots=True, eq=False)
class SpendCounts:
    """Customers with a repeat purchase by what they spent on their repeat purchases.

    `frame` has one row per pair, ascending: `SPEND` (revenue in ten-thousandths) and `customers`,
    all Int64, no nulls.
    """

    frame: pl.DataFrame

    @classmethod
    def count(cls, frame: pl.DataFrame) -> "SpendCounts":
        """Count the customers of one part, one row each with the columns of `SPEND`."""
        repeat = frame.filter(pl.col("repeat_purchases") > 0)
        counts = repeat.group_by(SPEND).agg(pl.len().cast(pl.Int64).alias("customers"))
        return cls(counts.sort(SPEND))

    @classmethod
    def add_parts(cls, parts: "Sequence[SpendCounts]") -> "SpendCounts":
        """Add the counts of parts that share no customer; at least one part."""
        return cls(_add_counts([part.frame for part in parts], SPEND))


def _add_counts(parts: "Sequence[pl.DataFrame]", of: "Sequence[str]") -> pl.DataFrame:
    """Return the customers of each kind in all parts, which have each kind once, ascending."""
    if len(parts) == 1:
        return parts[0]
    return pl.concat(parts).group_by(of).agg(pl.col("customers").sum()).sort(of)


def find_places(frame: pl.DataFrame, known: pl.DataFrame) -> "Integers":
    """Return the row of each customer's pattern in a table that has all of them, ascending."""
    span = _find_span(known)
    return np.searchsorted(_pack_patterns(known, span), _pack_patterns(frame, span))


def _find_span(frame: pl.DataFrame) -> int:
    """Return a number above all times; nobody buys on more days than that."""
    return int(frame.select(pl.col("age_days").max().fill_null(0)).item()) + 1


def _pack_patterns(frame: pl.DataFrame, span: int) -> "Integers":
    """Return one number for each row of `PATTERN`, in the same order as the patterns.

    It would not fit only where somebody bought on the days of two thousand years.
    """
    repeat, last, age = (frame[name].to_numpy() for name in PATTERN)
    return np.asarray((repeat * span + last) * span + age)
