"""The rows of a messy shop as texts, each blemish at its share: see `messy_shop`."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

YEAR = np.datetime64("2025-01-01", "s").astype(np.int64)
SPAN = 360 * 86_400
CLOCK_CHANGES = (
    np.datetime64("2025-03-30T02:00", "s").astype(np.int64),
    np.datetime64("2025-10-26T02:00", "s").astype(np.int64),
)
"""The local hours in Rome that no clock shows, and that it shows twice."""
NAMES = (
    "C{:06d}",
    "C{:06d}",
    "Kunde {} Ä",
    "[{}]",
    "{:07d}",
    'o"{}',
    "a,{}",
    " {} ",
    "+39{}",
    "Ünal{}@Example.it",
    "日本{}",
)
"""How customers are called, in turn: blanks, quotes, leading zeros, brackets, other letters."""
TEXT_TIMES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S.%3f")
DAY_FIRST = "%d/%m/%Y %H:%M"
CHANNELS = ("Paid Search", "Email", "Direct", "Organic Search", "Old Name", "Ünlü, Sosyal", "[x]")
SOURCES = ("google", "Google", "bing", "facebook.com", "news", "checkout.stripe.com", "", "odd")
MEDIUMS = ("cpc", "organic", "email", "social", "referral", "", "odd")
CAMPAIGNS = ("spring", "two\nlines", 'said "now"', "a, b", "", "été", "#1", "x" * 40)
BAD_TIMES = ("yesterday", "2025-02-30 10:00:00", "")
BAD_AMOUNTS = ("free", "12.3.4", "")


@dataclass(frozen=True, slots=True)
class Dice:
    """What is drawn for a shop; the same in the same order from one seed."""

    random: np.random.Generator

    def some(self, share: float, size: int) -> Bools:
        """Return which of some rows are chosen, and at least one of any ten."""
        chosen: Bools = self.random.random(size) < share
        if size >= 10 and share and not chosen.any():
            chosen[int(self.random.integers(size))] = True
        return chosen

    def numbers(self, low: int, high: int, size: int) -> Ints:
        """Return whole numbers of a range."""
        drawn: Ints = self.random.integers(low, high, size)
        return drawn

    def scan_texts(self, values: tuple[str, ...], size: int) -> pl.Series:
        """Return some of the texts."""
        return pl.Series(values).gather(self.numbers(0, len(values), size))

    def times(self, seconds: Ints, forms: tuple[str, ...], usual: float) -> pl.Series:
        """Return times as texts, most in the first form."""
        size = len(seconds)
        other = np.where(self.some(1 - usual, size), self.numbers(0, len(forms), size), 0)
        at = pl.from_epoch(pl.Series("at", seconds), "s")
        written = pl.lit("")
        for place, form in enumerate(forms):
            here = pl.col("form") == place
            written = pl.when(here).then(pl.col("at").dt.to_string(form)).otherwise(written)
        return pl.DataFrame([at, pl.Series("form", other)]).select(written.alias("t")).to_series()


@dataclass(frozen=True, slots=True)
class Visits:
    """Who was touched when: the facts that orders follow."""

    names: pl.Series
    """The ids of all customers."""
    customer: Ints
    second: Ints


def named(count: int, *, numeric: bool) -> pl.Series:
    """Return the ids of customers, all different."""
    forms = ("{}",) if numeric else NAMES
    return pl.Series([forms[each % len(forms)].format(each + 17) for each in range(count)])


def visits(dice: Dice, touches: int, *, numeric: bool) -> Visits:
    """Draw who is touched when: a few often, one as often as a robot, some twice at once."""
    count = max(20, touches // 10)
    customer = (count * dice.random.random(touches) ** 3).astype(np.int64)
    customer[dice.some(0.03, touches)] = count - 1
    second = YEAR + dice.numbers(0, SPAN, touches)
    for change in CLOCK_CHANGES:
        odd = dice.some(0.001, touches)
        second[odd] = change + dice.numbers(0, 3_600, int(odd.sum()))
    again = np.flatnonzero(dice.some(0.03, touches))
    model = dice.numbers(0, touches, len(again))
    customer[again], second[again] = customer[model], second[model]
    return Visits(named(count, numeric=numeric), customer, second)


def touch_rows(dice: Dice, seen: Visits, forms: tuple[str, ...], *, usual: float) -> pl.DataFrame:
    """Return touches as texts: blank customers, channels and tags, ties, and rows twice."""
    size = len(seen.customer)
    names = seen.names.gather(seen.customer)
    names = names.zip_with(pl.Series(~dice.some(0.02, size)), pl.Series([""] * size))
    number = np.arange(size)
    twice = dice.some(0.01, size)
    number[twice] = dice.numbers(0, size, int(twice.sum()))
    rows = pl.DataFrame(
        {
            "customer_id": names,
            "touched_at": dice.times(seen.second, forms, usual),
            "channel": dice.scan_texts(CHANNELS, size),
            "source": dice.scan_texts(SOURCES, size),
            "medium": dice.scan_texts(MEDIUMS, size),
            "campaign": dice.scan_texts(CAMPAIGNS, size),
            "touchpoint_id": pl.Series(number + 1_000).cast(pl.String),
        }
    )
    blank = pl.Series("blank", dice.some(0.05, size))
    rows = rows.with_columns(channel=pl.when(blank).then(pl.lit("")).otherwise("channel"))
    copies = rows.gather(np.flatnonzero(dice.some(0.02, size)))
    return shuffled(dice, pl.concat([rows, copies]))


def order_rows(
    dice: Dice, seen: Visits, orders: int, forms: tuple[str, ...], *, usual: float
) -> pl.DataFrame:
    """Return a row an order as texts, `cents` as numbers; most follow a touch within days.

    Some have no customer, some cost nothing, some are given back in part or wholly in the column
    `refunded`; `note` is a column that nobody reads.
    """
    touch = dice.numbers(0, len(seen.customer), orders)
    customer = seen.customer[touch].copy()
    apart = dice.some(0.1, orders)
    customer[apart] = dice.numbers(0, len(seen.names), int(apart.sum()))
    second = seen.second[touch] + dice.random.exponential(2 * 86_400, orders).astype(np.int64)
    second[dice.some(0.05, orders)] = CLOCK_CHANGES[1] + 1_800
    cents = np.round(np.exp(dice.random.normal(8.5, 1, orders))).astype(np.int64)
    cents[dice.some(0.01, orders)] = 0
    back = np.where(dice.some(0.03, orders), cents // 3, 0)
    back = np.where(dice.some(0.01, orders), cents, back)
    number = np.arange(orders) + 100_000
    names = seen.names.gather(customer)
    return pl.DataFrame(
        {
            "order_id": [f"N° {each} [x]" if each % 7 == 0 else str(each) for each in number],
            "customer_id": names.zip_with(
                pl.Series(~dice.some(0.03, orders)), pl.Series([""] * orders)
            ),
            "ordered_at": dice.times(second, forms, usual),
            "cents": cents,
            "back": np.where(dice.some(0.3, orders), -back, back),
            "status": dice.scan_texts(("paid",) * 8 + (" Cancelled ", ""), orders),
            "currency": dice.scan_texts(("EUR", "EUR", "usd ", "GBP", ""), orders),
            "city": dice.scan_texts(("Roma", "Milano", "", "L'Aquila"), orders),
            "note": dice.scan_texts(("", "gift", "two\nlines"), orders),
        }
    )


def refund_rows(dice: Dice, orders: pl.DataFrame) -> pl.DataFrame:
    """Return refunds: of a part or of all, under another customer, under none, of no order here."""
    rows = orders.gather(np.flatnonzero(dice.some(0.04, orders.height)))
    size = rows.height
    share = pl.Series(np.where(dice.some(0.4, size), 1, 3))
    kind = dice.numbers(0, 10, size)
    strangers = orders["customer_id"].gather(dice.numbers(0, orders.height, size))
    who = pl.when(pl.Series(kind) == 0).then(strangers).when(pl.Series(kind) == 1).then(pl.lit(""))
    unknown = pl.Series(dice.some(0.05, size))
    return rows.with_columns(
        cents=-(pl.col("cents") // share).clip(1),
        back=pl.lit(0, pl.Int64),
        customer_id=who.otherwise("customer_id"),
        order_id=pl.when(unknown).then("gone " + pl.col("order_id")).otherwise("order_id"),
    )


def repeated_rows(dice: Dice, orders: pl.DataFrame, *, differing: bool) -> pl.DataFrame:
    """Return orders again: just the same or, differing, with another customer or another note."""
    size = orders.height
    same = orders.gather(np.flatnonzero(dice.some(0.02, size)))
    if not differing:
        return same
    other = orders.gather(np.flatnonzero(dice.some(0.003, size)))
    strangers = orders["customer_id"].gather(dice.numbers(0, size, other.height))
    noted = orders.gather(np.flatnonzero(dice.some(0.003, size)))
    return pl.concat(
        [
            same,
            other.with_columns(customer_id=strangers + "?"),
            noted.with_columns(note=pl.lit("another")),
        ]
    )


def line_rows(dice: Dice, orders: pl.DataFrame) -> pl.DataFrame:
    """Return lines of orders: some twice, some of another customer or city, at other times."""
    lines = orders.gather(np.repeat(np.arange(orders.height), dice.numbers(1, 5, orders.height)))
    size = lines.height
    numbered = lines.with_columns(line_id=pl.int_range(pl.len()).over("order_id").cast(pl.String))
    unknown = pl.Series(dice.some(0.05, size))
    elsewhere = pl.Series(dice.some(0.1, size))
    stranger = pl.Series(dice.some(0.001, size))
    made = numbered.with_columns(
        line_id=pl.when(unknown).then(pl.lit("")).otherwise("line_id"),
        city=pl.when(elsewhere).then(pl.lit("Torino")).otherwise("city"),
        customer_id=pl.when(stranger).then(pl.lit("stranger")).otherwise("customer_id"),
        cents=pl.col("cents") + pl.Series(dice.numbers(0, 500, size)),
    )
    again = made.gather(np.flatnonzero(dice.some(0.02, size)))
    return pl.concat([made, again.with_columns(cents=pl.col("cents") + 1)])


def first_line_rows(dice: Dice, orders: pl.DataFrame) -> pl.DataFrame:
    """Return lines of orders of which only the first says what holds for all."""
    lines = orders.gather(np.repeat(np.arange(orders.height), dice.numbers(1, 4, orders.height)))
    further = ~pl.col("order_id").is_first_distinct()
    said = ("customer_id", "ordered_at", "status", "currency", "city")
    blank = [pl.when(further).then(pl.lit("")).otherwise(name).alias(name) for name in said]
    spare = pl.Series(dice.some(0.05, lines.height))
    amount = pl.when(further & ~spare).then(None).otherwise("cents").alias("cents")
    return lines.with_columns(
        *blank, amount, pl.when(further).then(pl.lit(0, pl.Int64)).otherwise("back").alias("back")
    )


def login_rows(dice: Dice, names: pl.Series) -> pl.DataFrame:
    """Return logins, `alias` `customer_id` `logged_in_at`, of `ck-` aliases of customers.

    Chains over an address, circles, aliases that several share with and without times and over
    another shared one, blanks, and the same login twice.
    """
    size = len(names)
    own = pl.DataFrame(
        {
            "alias": [f"ck-{each}" for each in range(size)],
            "customer_id": names,
            "logged_in_at": dice.times(YEAR + dice.numbers(0, SPAN, size), TEXT_TIMES[:1], 1.0),
        }
    )
    shared = own.filter(pl.Series(dice.some(0.1, size)))
    others = names.gather(dice.numbers(0, size, shared.height))
    later = dice.times(YEAR + dice.numbers(0, SPAN, shared.height), TEXT_TIMES[:1], 1.0)
    blank = pl.Series(dice.some(0.2, shared.height))
    shared = shared.with_columns(
        customer_id=others, logged_in_at=later.zip_with(~blank, pl.Series([""] * shared.height))
    )
    chained = own.filter(pl.Series(dice.some(0.1, size))).with_columns(
        alias="mail-" + pl.col("alias")
    )
    onward = chained.select(
        "alias", pl.col("alias").str.strip_prefix("mail-").alias("customer_id"), "logged_in_at"
    )
    circle = own.head(2).select(
        pl.col("customer_id").alias("alias"), pl.col("alias").alias("customer_id"), "logged_in_at"
    )
    gaps = own.head(3).with_columns(alias=pl.lit(""))
    return shuffled(dice, pl.concat([own, shared, onward, circle, gaps, own.tail(5)]))


def under_aliases(dice: Dice, rows: pl.DataFrame, names: pl.Series, share: float) -> pl.DataFrame:
    """Return rows some of which stand under an alias of their customer instead."""
    known = pl.DataFrame({"customer_id": names, "number": range(len(names))})
    found = rows.join(known, on="customer_id", how="left", maintain_order="left")
    cookie, chain = pl.Series(dice.some(share, rows.height)), pl.Series(dice.some(0.1, rows.height))
    alias = pl.format("ck-{}", "number")
    alias = pl.when(chain).then("mail-" + alias).otherwise(alias)
    taken = pl.col("number").is_not_null() & cookie
    whose = pl.when(taken).then(alias).otherwise("customer_id").alias("customer_id")
    return found.with_columns(whose).drop("number")


def shuffled(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows in another order."""
    return rows.gather(dice.random.permutation(rows.height))


def spoilt(dice: Dice, rows: pl.DataFrame, column: str, bad: tuple[str, ...]) -> pl.DataFrame:
    """Return rows of which a few have no value that can be read."""
    wrong = pl.Series(dice.some(0.003, rows.height))
    return rows.with_columns(
        dice.scan_texts(bad, rows.height).zip_with(wrong, rows[column]).alias(column)
    )
