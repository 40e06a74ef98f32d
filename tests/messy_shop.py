"""A seeded shop of any size with everything in its files that cleaning has a rule for.

Each variant comes with its merito.yaml; `merito compare`, `rfm` and `sensitivity` run in its
folder. The same files come of the same seed, so that engines can be compared on them.
"""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from tests.messy_rows import (
    BAD_AMOUNTS,
    BAD_TIMES,
    DAY_FIRST,
    TEXT_TIMES,
    Dice,
    first_line_rows,
    line_rows,
    login_rows,
    order_rows,
    refund_rows,
    repeated_rows,
    shuffled,
    spoilt,
    touch_rows,
    under_aliases,
    visits,
)

_COMMON = """\
timezone: Europe/Rome
currency: EUR
uncertainty: {replicates: 100}
sensitivity: {lost: [10%], draws: 2}
"""
_LEFT_OUT = "max_bad_rows: 10%\n"
_FILES = "touchpoints: {files: [touches-1.csv, touches-2.csv.gz]}\n"
_ORDERS = "orders: {files: [orders-1.csv, orders-2.csv.gz]}\n"
_TAGS = """\
channels:
  rules:
    - {channel: Newsletter, source: news}
    - {channel: Newsletter, medium: email, campaign: "*lines*"}
  sources: {social: [odd]}
  rename: {Old Name: New Name, Organic Social: Social}
  ignore: [checkout.stripe.com]
"""
_JOURNEYS = """\
journeys:
  lookback: [{default: 30d, channels: {Email: 7d}}, 7d]
  repeat_orders: restart
  max_touches: 20
models:
  - last
  - first
  - last_non_direct
  - {last_among: {channels: [Email, Paid Search]}}
  - linear
  - {time_decay: {half_life: 3d, granularity: day}}
  - position_based
  - participation
  - markov
  - shapley
  - {name: own, custom: {base: linear, rules: [{when: {channel: Email}, factor: 2}]}}
  - {name: squared, weight: "1 / (1 + days_before) ** 2"}
"""
_TILL = """\
title: The till
role: orders
recognise: [order_id, customer_id, ordered_at, revenue, till]
columns: {order_id: order_id, customer_id: customer_id, ordered_at: ordered_at, revenue: revenue}
totals: {starts_with: ["Total:"]}
ignored: {column: till, values: [training]}
"""
_VISITS = """\
title: The counter
role: touchpoints
recognise: [customer_id, touched_at, channel, kind]
columns: {customer_id: customer_id, touched_at: touched_at, channel: channel}
totals: {starts_with: ["Total:"]}
ignored: {column: kind, values: [robot]}
"""


@dataclass(frozen=True, slots=True)
class _Variant:
    """What is in the files of a shop besides what is in all of them."""

    config: str
    touch_columns: tuple[str, ...] = ("channel",)
    order_columns: tuple[str, ...] = ()
    dirty: bool = True
    """With rows that cannot be read, lines of another width, comments, and the header again."""
    day_first: bool = False
    """Days before months, decimal commas, and columns parted by semicolons."""
    lines: str = ""
    """`items` or `first`: orders of several rows."""
    text_ids: bool = False
    logins: bool = False
    spreadsheet: bool = False
    """Ids are numbers that an apostrophe makes texts; letters in Windows-1252."""
    other_letters: bool = False
    """Ids in the orders stand in other letter case than those of the touches."""
    bare_tags: bool = False
    """The second file of touches has no column `channel`."""
    own_formats: bool = False
    parquet: bool = False


_VARIANTS = {
    "clean": _Variant(_FILES + _ORDERS, dirty=False),
    "plain": _Variant(_LEFT_OUT + _FILES + _ORDERS, ("channel", "campaign"), ("city",)),
    "touchpoint_ids": _Variant(_LEFT_OUT + _FILES + _ORDERS, ("channel", "touchpoint_id")),
    "text_ids": _Variant(
        _FILES + _ORDERS, ("channel", "campaign", "touchpoint_id"), dirty=False, text_ids=True
    ),
    "tags": _Variant(
        _LEFT_OUT + _FILES + _ORDERS + _TAGS,
        ("channel", "source", "medium", "campaign"),
        bare_tags=True,
    ),
    "journeys": _Variant(_LEFT_OUT + _FILES + _ORDERS + _JOURNEYS),
    "money": _Variant(
        _LEFT_OUT
        + _FILES
        + _ORDERS.replace("{", "{drop_status: cancelled, ")
        + "rates: {USD: 0.92, GBP: 1.16725}\n",
        ("channel",),
        ("refunded", "status", "currency"),
        day_first=True,
    ),
    "gross": _Variant(
        _LEFT_OUT + _FILES + _ORDERS.replace("{", "{refunds: gross, keep_status: PAID, "),
        order_columns=("refunded", "status"),
    ),
    "refunds_ignored": _Variant(_FILES + _ORDERS.replace("{", "{refunds: ignore, "), dirty=False),
    "line_items": _Variant(
        _LEFT_OUT + _FILES + _ORDERS.replace("{", "{rows: line_items, overlaps: lines, "),
        order_columns=("line_id", "status", "city"),
        lines="items",
    ),
    "first_rows": _Variant(
        _LEFT_OUT
        + _FILES
        + _ORDERS.replace("{", "{rows: totals_on_first_row, drop_status: cancelled, "),
        order_columns=("refunded", "status", "city"),
        lines="first",
    ),
    "logins": _Variant(
        _LEFT_OUT + _FILES + _ORDERS + "identities: {files: logins.csv}\n", logins=True
    ),
    "emails": _Variant(
        _LEFT_OUT
        + _FILES
        + _ORDERS
        + "identities: {files: logins.csv, normalise: email}\nrfm: {frequency: touchpoints}\n",
        logins=True,
        other_letters=True,
    ),
    "spreadsheet": _Variant(_LEFT_OUT + _FILES + _ORDERS, spreadsheet=True),
    "own_formats": _Variant(
        _LEFT_OUT
        + _FILES.replace("{", "{format: counter, ")
        + _ORDERS.replace("{", "{format: till, "),
        own_formats=True,
    ),
    "parquet": _Variant(
        (_FILES + _ORDERS).replace(".csv.gz", ".parquet").replace(".csv", ".parquet"),
        ("channel", "source", "medium", "campaign"),
        ("city",),
        dirty=False,
        parquet=True,
    ),
}
VARIANTS = tuple(_VARIANTS)
"""Names of the variants."""


def write(folder: Path, *, touches: int, seed: int, variant: str) -> None:
    """Write merito.yaml and the files of a shop: a tenth as many orders as touches."""
    which, dice = _VARIANTS[variant], Dice(np.random.Generator(np.random.PCG64(seed)))
    (folder / "merito.yaml").write_text(which.config + _COMMON, encoding="utf-8")
    if which.own_formats:
        (folder / "formats").mkdir()
        (folder / "formats" / "till.yaml").write_text(_TILL, encoding="utf-8")
        (folder / "formats" / "counter.yaml").write_text(_VISITS, encoding="utf-8")
    forms = (DAY_FIRST, "%d/%m/%Y") if which.day_first else TEXT_TIMES
    usual = 0.9 if which.dirty else 1.0
    seen = visits(dice, touches, numeric=which.spreadsheet)
    rows = touch_rows(dice, seen, forms, usual=usual)
    sold = _sold(dice, which, order_rows(dice, seen, touches // 10, forms, usual=usual))
    if which.logins:
        logins = login_rows(dice, seen.names)
        _text(dice, which, logins, folder / "logins.csv")
        rows = under_aliases(dice, rows, seen.names, 0.5)
        sold = under_aliases(dice, sold, seen.names, 0.1)
    if which.other_letters:
        loud = pl.Series(dice.some(0.5, sold.height))
        upper = "  " + pl.col("customer_id").str.to_uppercase()
        sold = sold.with_columns(
            pl.when(loud).then(upper).otherwise("customer_id").alias("customer_id")
        )
    if which.text_ids:
        rows = rows.with_columns(touchpoint_id="t" + pl.col("touchpoint_id"))
    if which.dirty:
        rows = spoilt(dice, rows, "touched_at", BAD_TIMES)
        bad = "revenue" if which.lines != "first" else "ordered_at"
        sold = spoilt(dice, sold, bad, BAD_AMOUNTS if bad == "revenue" else BAD_TIMES[:2])
    touch_columns = ("customer_id", "touched_at", *which.touch_columns)
    order_columns = ("order_id", "customer_id", "ordered_at", "revenue", *which.order_columns)
    if which.own_formats:
        rows, sold = (
            _of_programs(dice, rows, "kind", "robot"),
            _of_programs(dice, sold, "till", "training"),
        )
        touch_columns, order_columns = (*touch_columns, "kind"), (*order_columns, "till")
    _two_files(dice, which, rows.select(touch_columns), folder / "touches")
    _two_files(dice, which, sold.select(*order_columns, "note"), folder / "orders")


def _sold(dice: Dice, which: _Variant, orders: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of all orders and refunds, amounts as texts."""
    refunds = refund_rows(dice, orders)
    match which.lines:
        case "items":
            refunds = refunds.with_columns(pl.col("cents") * 3, line_id=pl.lit("back"))
            rows = shuffled(dice, pl.concat([line_rows(dice, orders), refunds]))
        case "first":
            rows = pl.concat([first_line_rows(dice, orders), refunds])
        case _:
            rows = shuffled(
                dice,
                pl.concat([orders, repeated_rows(dice, orders, differing=which.dirty), refunds]),
            )
    mark, gap = (",", ".") if which.day_first else (".", "")
    return rows.with_columns(
        revenue=_amounts(rows["cents"], mark, gap), refunded=_amounts(rows["back"], mark, gap)
    )


def _amounts(cents: pl.Series, mark: str, gap: str) -> pl.Series:
    """Return amounts as texts: 1.234,56; null: blank."""
    texts = [
        "" if each is None else f"{each / 100:,.2f}".translate({44: gap, 46: mark})
        for each in cents
    ]
    return pl.Series(texts, dtype=pl.String)


def _of_programs(dice: Dice, rows: pl.DataFrame, column: str, ignored: str) -> pl.DataFrame:
    """Return rows of programs with files of their own form: some are no rows of the role."""
    return rows.with_columns(
        dice.scan_texts((ignored, "", "1", "2", "3"), rows.height).alias(column)
    )


def _two_files(dice: Dice, which: _Variant, rows: pl.DataFrame, path: Path) -> None:
    """Write three fifths of the rows to one file, the others to a second one that is packed."""
    cut = rows.height * 3 // 5
    first, second = rows.head(cut), rows.slice(cut)
    if which.bare_tags:
        second = second.drop("channel", strict=False)
    if which.parquet:
        blank = [pl.when(pl.col(each) != "").then(each).alias(each) for each in rows.columns]
        first.select(blank).write_parquet(path.with_name(f"{path.name}-1.parquet"))
        amounts = [each for each in ("revenue",) if each in rows.columns]
        times = [each for each in ("touched_at", "ordered_at") if each in rows.columns]
        typed = [pl.col(times).str.to_datetime(TEXT_TIMES[0]), pl.col(amounts).cast(pl.Float64)]
        second.with_columns(typed).write_parquet(path.with_name(f"{path.name}-2.parquet"))
        return
    _text(dice, which, first, path.with_name(f"{path.name}-1.csv"))
    _text(dice, which, second, path.with_name(f"{path.name}-2.csv.gz"))


def _text(dice: Dice, which: _Variant, rows: pl.DataFrame, path: Path) -> None:
    """Write a file, and where that is asked for lines in it that are no rows."""
    mark = ";" if which.day_first else ","
    if which.spreadsheet:
        rows = _forced(rows, partly=path.name.endswith(".gz"))
    header = rows.head(0).write_csv(separator=mark)
    odd = list(_odd(which, len(rows.columns), mark, header)) if rows.height > 10 else []
    cuts = np.sort(dice.numbers(1, max(2, rows.height), len(odd))).tolist()
    pieces = [header]
    for start, end, line in zip([0, *cuts], [*cuts, rows.height], [*odd, ""], strict=True):
        piece = rows.slice(start, end - start)
        pieces += [piece.write_csv(separator=mark, include_header=False), line]
    encoding = "cp1252" if which.spreadsheet else "utf-8"
    content = "".join(pieces).encode(encoding)
    path.write_bytes(gzip.compress(content, 1, mtime=0) if path.suffix == ".gz" else content)


def _odd(which: _Variant, width: int, mark: str, header: str) -> Iterable[str]:
    """Yield lines that are no rows of a table so wide."""
    if which.dirty:
        yield mark.join(["too", "short"][: width - 1]) + "\n"
        yield mark.join("long" for _ in range(width + 2)) + "\n"
        yield "# a comment\n"
        yield header
        yield "\n"
    if which.own_formats:
        yield mark.join(["Total: 7", *[""] * (width - 1)]) + "\n"


def _forced(rows: pl.DataFrame, *, partly: bool) -> pl.DataFrame:
    """Return rows as a spreadsheet saves them: an apostrophe before numbers that are ids."""
    number = pl.col("customer_id").str.contains(r"^[0-9]")
    if partly:
        number &= pl.int_range(pl.len()) % 3 == 0
    marked: Sequence[pl.Expr] = [
        pl.when(number)
        .then("'" + pl.col("customer_id"))
        .otherwise("customer_id")
        .alias("customer_id")
    ]
    said = [
        pl.col(each).str.replace("Ünlü", "Ünl") for each in ("channel",) if each in rows.columns
    ]
    return rows.with_columns(*marked, *said)
