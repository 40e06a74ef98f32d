"""Write the files of a seeded shop of any size: `python -m benchmarks.shop shop 1000000 FOLDER`.

Customers differ in size by a Pareto law with a ceiling, so that a few have thousands of touches
and half have three or fewer. Each is active for a while, and most orders follow a touch within
days, so that journeys are long where customers are large: at 10 million touches and 1 million
orders 97 million pairs of a customer's touch and order, of which 33 million lie in a window
of 30 days. The same bytes come out of the same seed under one version of NumPy.

Rows are drawn and written a piece at a time: 100 million touches take 4 GB of memory.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import assert_never

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.suites.shop_files import COSTS, ORDERS, TOUCHPOINTS

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

CHANNELS = {
    "Paid Search": 0.20,
    "Organic Search": 0.20,
    "Direct": 0.15,
    "Email": 0.10,
    "Display": 0.08,
    "Paid Social": 0.08,
    "Organic Social": 0.06,
    "Referral": 0.05,
    "Affiliates": 0.05,
    "Store": 0.03,
}
"""Each channel's share of the touches."""
PAID = ("Paid Search", "Email", "Display", "Paid Social", "Affiliates")
"""The channels that cost money."""
CAMPAIGN = 100_000
"""Touches of the shop for which each of these has one campaign more."""
PRICE = 1.5
"""What a touch of theirs costs, in currency units."""

PIECE = 4_000_000
"""Rows drawn or written at a time. Pieces continue one stream of draws, so the size of a piece
does not change what is drawn."""

DAY = 86_400
YEAR = 365 * DAY
EPOCH = np.datetime64("2025-01-01", "s")

TAIL, CEILING = 1.3, 1_300.0
"""Exponent of the Pareto law, and how much larger than the smallest customer the largest is."""
UNTOUCHED = 0.05
"""Share of the customers, and of the orders, that no touch is known of."""
ACTIVE_DAYS, DELAY_DAYS = 120, 1
"""Mean time between a customer's first and last touch, and between an order and its touch."""


class Ids(StrEnum):
    """What customer ids look like."""

    TEXT = "text"
    """C000123456"""
    NUMERIC = "numeric"
    """123456"""


@dataclass(frozen=True, slots=True)
class Events:
    """Who did something when: customers and seconds since the year began, both of shape (n,)."""

    customer: Ints
    second: Ints


class Shop:
    """The draws of one seed, in the order in which they are asked for."""

    def __init__(self, customers: int, seed: int) -> None:
        self._random = np.random.Generator(np.random.PCG64(seed))
        self._untouched = max(1, round(customers * UNTOUCHED))
        # The last ones, so that nobody has to be looked up.
        sizes = self._pareto(customers - self._untouched)
        self._shares = np.cumsum(sizes) / sizes.sum()
        longest = np.minimum(self._delays(customers, ACTIVE_DAYS) + DAY, YEAR - 1)
        self._active = longest.astype(np.int32)
        self._since = self._below(YEAR - self._active)

    def touches(self, number: int) -> tuple[Events, Ints]:
        """Draw touches and their channels, no two equal in customer, second and channel."""
        customer, second = self._visits(number)
        shares = np.cumsum(list(CHANNELS.values()))
        channel = self._shared_out(shares, number)
        while len(again := _find_repeats(customer, second, channel)):
            second[again] = self._below(np.full(len(again), YEAR))
        return Events(customer, second), channel

    def orders_after(self, touches: Events, number: int) -> Events:
        """Draw orders that follow a touch, and some of customers without any."""
        cause = self._below(np.full(number, len(touches.customer)))
        customer, second = touches.customer[cause], touches.second[cause]
        second += self._delays(number, DELAY_DAYS).astype(np.int32)
        stranger = np.flatnonzero(self._random.random(number) < UNTOUCHED)
        nobody = self._below(np.full(len(stranger), self._untouched))
        customer[stranger] = len(self._shares) + nobody
        second[stranger] = self._below(np.full(len(stranger), YEAR))
        return Events(customer, second)

    def orders(self, number: int) -> Events:
        """Draw orders of a shop whose touches nobody recorded."""
        return Events(*self._visits(number))

    def revenue(self, number: int) -> Floats:
        """Draw amounts around 33, a few of them a hundred times that, shape (number,)."""
        normal = self._random.standard_normal(number)
        return np.exp(3.5 + normal)

    def _visits(self, number: int) -> tuple[Ints, Ints]:
        """Draw customers by their size, and a second while each is active."""
        customer = self._shared_out(self._shares, number)

        def second(piece: slice) -> Ints:
            who = customer[piece]
            seconds: Ints = self._since[who] + self._below(self._active[who])
            return seconds

        return customer, _draw_in_pieces(number, second)

    def _shared_out(self, shares: Floats, number: int) -> Ints:
        """Draw places in cumulated shares."""

        def places(piece: slice) -> Ints:
            chances = self._random.random(piece.stop - piece.start)
            found: Ints = np.searchsorted(shares[:-1], chances, side="right").astype(np.int32)
            return found

        return _draw_in_pieces(number, places)

    def _below(self, ends: Ints) -> Ints:
        """Draw whole numbers from 0 up to, not including, each end."""
        return (self._random.random(len(ends)) * ends).astype(np.int32)

    def _delays(self, number: int, mean_days: int) -> Floats:
        """Draw exponential waiting times in seconds, shape (number,)."""
        waits: Floats = -np.log1p(-self._random.random(number)) * (mean_days * DAY)
        return waits

    def _pareto(self, number: int) -> Floats:
        """Draw sizes from 1 to the ceiling by inverting the bounded Pareto law."""
        chances: Floats = 1 - self._random.random(number) * (1 - CEILING**-TAIL)
        sizes: Floats = np.power(chances, -1 / TAIL)
        return sizes


def _find_repeats(customer: Ints, second: Ints, channel: Ints) -> Ints:
    """Return the places of touches that equal another one, but for one of each."""
    key = customer.astype(np.int64)
    # In place, since it is the largest array there is.
    key *= YEAR
    key += second
    key *= len(CHANNELS)
    key += channel
    order = np.argsort(key)
    repeats = []
    for piece in _split_into_pieces(len(key)):
        some = order[piece.start : piece.stop + 1]
        repeats.append(some[1:][np.diff(key[some]) == 0])
    return np.concatenate(repeats).astype(np.int32)


def _split_into_pieces(rows: int) -> Iterator[slice]:
    for start in range(0, rows, PIECE):
        yield slice(start, min(start + PIECE, rows))


def _draw_in_pieces(rows: int, draw: Callable[[slice], Ints]) -> Ints:
    """Return what is drawn for each piece, of shape (rows,)."""
    drawn = np.empty(rows, dtype=np.int32)
    for piece in _split_into_pieces(rows):
        drawn[piece] = draw(piece)
    return drawn


def write_shop(touches: int, folder: Path, ids: Ids = Ids.TEXT, seed: int = 0) -> None:
    """Write `touches` touches of a fifth as many customers, and a tenth as many orders."""
    customers = touches // 5
    shop = Shop(customers, seed)
    events, channel = shop.touches(touches)
    names = _make_names(customers, ids)
    _write(_make_touches(events, channel, names), folder / TOUCHPOINTS)
    orders = shop.orders_after(events, touches // 10)
    _write(_make_orders(shop, orders, names), folder / ORDERS)


def write_orders(orders: int, folder: Path, ids: Ids = Ids.TEXT, seed: int = 0) -> None:
    """Write `orders` orders of a fifth as many customers."""
    customers = orders // 5
    shop = Shop(customers, seed)
    _write(_make_orders(shop, shop.orders(orders), _make_names(customers, ids)), folder / ORDERS)


def write_costs(touches: int, folder: Path, seed: int = 0) -> None:
    """Write what each campaign cost on each day of the year in which a shop has `touches` touches.

    From a stream of draws of its own, so that the other files are the same with it and without.
    """
    campaigns = max(1, touches // CAMPAIGN)
    begin: date = EPOCH.astype("datetime64[D]").item()
    days = pl.date_range(begin, begin + timedelta(seconds=YEAR - 1), eager=True)
    rows = (
        pl.DataFrame({"date": days})
        .join(pl.DataFrame({"channel": PAID}), how="cross")
        .join(pl.DataFrame({"campaign": range(1, campaigns + 1)}), how="cross")
    )
    share = rows["channel"].replace_strict(CHANNELS)
    draws = np.random.Generator(np.random.PCG64([seed, 1])).random(rows.height)
    cost = share * (touches * PRICE / len(days) / campaigns) * (draws + 0.5)
    _write([rows.with_columns(cost=cost)], folder / COSTS)


def _make_touches(events: Events, channel: Ints, names: pl.Series) -> Iterator[pl.DataFrame]:
    channels = pl.Series(list(CHANNELS))
    for piece in _split_into_pieces(len(channel)):
        columns = _make_columns(events, "touched_at", names, piece)
        yield pl.DataFrame({**columns, "channel": channels.gather(channel[piece])})


def _make_orders(shop: Shop, events: Events, names: pl.Series) -> Iterator[pl.DataFrame]:
    for piece in _split_into_pieces(len(events.customer)):
        numbers = pl.int_range(piece.start, piece.stop, eager=True) + 100_000
        columns = _make_columns(events, "ordered_at", names, piece)
        revenue = shop.revenue(len(numbers))
        yield pl.DataFrame({"order_id": numbers, **columns, "revenue": revenue})


def _make_columns(
    events: Events, time: str, names: pl.Series, piece: slice
) -> dict[str, pl.Series]:
    at = EPOCH.astype("datetime64[us]") + events.second[piece].astype("timedelta64[s]")
    return {"customer_id": names.gather(events.customer[piece]), time: pl.Series(at)}


def _make_names(customers: int, ids: Ids) -> pl.Series:
    numbers = pl.int_range(customers, eager=True)
    match ids:
        case Ids.NUMERIC:
            return numbers
        case Ids.TEXT:
            return "C" + numbers.cast(pl.String).str.zfill(9)
        case _:
            assert_never(ids)


def _write(pieces: Iterable[pl.DataFrame], path: Path) -> None:
    with path.open("wb") as file:
        for place, piece in enumerate(pieces):
            piece.write_csv(
                file,
                include_header=place == 0,
                datetime_format="%Y-%m-%d %H:%M:%S",
                float_precision=2,
            )


def main() -> None:
    """Write the files that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shop", description=__doc__)
    kinds = "orders alone, or touches as well; or the costs of a shop of so many touches"
    parser.add_argument("kind", choices=["shop", "orders", "costs"], help=kinds)
    parser.add_argument("rows", type=int, help="number of touches, or of orders")
    parser.add_argument("folder", type=Path, help="folder to write to; it must exist")
    parser.add_argument("--ids", type=Ids, choices=list(Ids), default=Ids.TEXT)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    if asked.kind == "costs":
        write_costs(asked.rows, asked.folder, asked.seed)
    else:
        write = write_shop if asked.kind == "shop" else write_orders
        write(asked.rows, asked.folder, asked.ids, asked.seed)


if __name__ == "__main__":
    main()
