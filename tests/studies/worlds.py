"""Two worlds in which it is known what each channel causes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.studies.chain import Chain

if TYPE_CHECKING:
    from attribution.arrays import Floats


@dataclass(frozen=True, slots=True)
class World:
    """What journeys are drawn from, and what each channel causes of it."""

    channels: tuple[str, ...]
    chain: Chain
    losses: "Floats"
    """Orders lost without each channel, for each journey on average, shape (channels,)."""
    anyway: float
    """Share of the orders with a touch that would come without any."""


_LOSING: Final = """
channel         start  basket  order  next: the channels in this order
Paid_Social        22      70      5   15   5  18   6   5   2   6   1  .2
Display            13      65      3   10  12  12   6   3   1   5   1  .2
Organic_Search     20      85     14    5   3  10   8   8   3  12   1  .2
Paid_Search        14      90     18    4   3   8  10   5   2  10   1  .2
Email              10     110     20    3   1   6   4  12   1  15   1  .2
Referral          6.5      95     15    6   2  12   5   6   6   8   1  .2
Direct             13     100     26    3   1   6   4   6   1  12   1  .2
Affiliates          1      60     30    3   1   4   4   3   1   8   2  .2
Podcast            .5      80      8    8   3  12   4   4   2   8   1   2
"""
"""Percentages and currency units; what is missing from 100 in a row leads to nothing."""


def losing() -> World:
    """Return the world that the Markov model describes: a chain that remembers one touch.

    Whoever comes to a channel that is not there is lost, so that the orders lost are those of all
    journeys that the channel is on.
    """
    names, table = _table(_LOSING)
    chain = Chain(
        np.arange(len(names)), table[0] / 100, table[3:].T / 100, table[2] / 100, table[1]
    )
    return World(names, chain, chain.removal()[0] * chain.total[0], 0.0)


_HARVEST: Final = """
channel         power  open  decided  then  next while open: the channels in this order
Paid_Social        14    36        0     2   16  14   6   3   7   2   8
Organic_Search      4    26       25    12    8  14   6   4   7   6  10
Email              12    12        5     8    6   8  14   2   4   3  12
Referral           18     9        0     2    6  14   4   6   6   4   8
Retargeting         0     2       15    34    8   8   6   3  14   4  10
Brand_Search        0     5       30    24    6   8   6   2   8   8  12
Direct              0    10       25    18    4   8   8   2   6   6  14
"""
"""Percentages: of the touches of an open customer that persuade (power), of open and decided
customers who begin there, of decided customers' next touches if there are any (then)."""

_ORDERS: Final = 0.5
"""How often no further touch comes between a decided customer's touch and the order."""

_BORN_DECIDED: Final = 0.16
"""Customers' needs that end in an order whatever they meet."""

_BASKET: Final = 80.0


def harvesting() -> World:
    """Return a world where some touches persuade and others only follow those who have decided.

    An open customer is persuaded by a touch with the power of its channel, or goes on, or away; a
    decided one meets some more touches and orders in any case, and some needs are decided from
    the first. Without a channel its touches persuade nobody, and whoever would have been persuaded
    by them goes on.
    """
    names, table = _table(_HARVEST)
    powers = table[0] / 100
    chain = _with_powers(powers, table)
    off = [np.where(np.arange(len(names)) == code, 0, powers) for code in range(len(names))]
    left = np.array([_with_powers(each, table).total[0] for each in off])
    anyway = _with_powers(np.zeros_like(powers), table).total[0]
    return World(names, chain, chain.total[0] - left, anyway / chain.total[0])


def _with_powers(powers: "Floats", table: "Floats") -> Chain:
    """Return the chain whose states are the channels for open, then for decided customers."""
    count = len(powers)
    begin_open, begin_decided, then = table[1:4] / table[1:4].sum(axis=1, keepdims=True)
    onward = np.tile(then * (1 - _ORDERS), (count, 1))
    persuaded = powers[:, None]
    return Chain(
        np.tile(np.arange(count), 2),
        np.concatenate([begin_open * (1 - _BORN_DECIDED), begin_decided * _BORN_DECIDED]),
        np.block(
            [
                [table[4:].T / 100 * (1 - persuaded), onward * persuaded],
                [np.zeros((count, count)), onward],
            ]
        ),
        np.concatenate([powers * _ORDERS, np.full(count, _ORDERS)]),
        np.full(2 * count, _BASKET),
    )


def _table(text: str) -> "tuple[tuple[str, ...], Floats]":
    """Return the names in the first column, and the other columns, shape (columns, rows)."""
    rows = [line.split() for line in text.strip().splitlines()[1:]]
    names = tuple(row[0].replace("_", " ") for row in rows)
    return names, np.array([[float(cell) for cell in row[1:]] for row in rows]).T
