"""Orders that several files hold: copies are dropped, what may be two states is refused."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.identities.spellings import normalise_ids
from cli.inputs.orders.duplicates import DERIVED, OTHERS, OVERLAPS, read_others
from cli.inputs.orders.refunds.rows import REFUND_OF, find_order_ids, is_negative
from cli.inputs.reading.bad_rows import REJECTED
from cli.inputs.reading.problems import SHOWN, Remark, Remarks, quote_value
from cli.inputs.reading.rows import POSITION, with_positions
from cli.inputs.tally import NOTHING, Tally, tally
from cli.settings.sections.exports.files import OrderRows, Overlaps
from cli.settings.sections.exports.identities import Normalise

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.inputs.reading.role_rows import RoleRows

FILE: Final = "file\0"
"""Column of `with_files`."""
_KEY: Final = "key\0"
_OWN: Final = "own\0"
_COUNT: Final = "count\0"
_NUMBER: Final = "number\0"
_REMEDY: Final = f"two states of one order: {OVERLAPS}, or lines if each file holds other lines"
_Row = dict[str, object]
_REASON: Final = "is in several files with rows that differ"


@dataclass(frozen=True, slots=True)
class SettledOverlaps:
    """Order rows of several files after those that two files hold."""

    frame: pl.DataFrame
    """The rows left; with `POSITION` where some are gone."""
    duplicates: Tally = NOTHING
    """Rows that another file holds as well."""
    bad: Tally = NOTHING
    problems: tuple[Remarks, ...] = ()
    rejected: pl.DataFrame = field(default_factory=REJECTED.to_frame)
    """The bad rows, see `bad_rows.REJECTED`."""


def settle_overlaps(
    reading: "RoleRows", frame: pl.DataFrame, overlaps: Overlaps, rows: OrderRows
) -> SettledOverlaps:
    """Return the rows of each order, once where several files hold the same ones.

    Lines of one order that differ between files are problems, unless each has an id of its own or
    the settings say what holds. `frame` may be some of all rows, with all rows of their orders.
    """
    if len(reading.tables) == 1:
        return SettledOverlaps(frame)
    if overlaps is Overlaps.LATER_FILE:
        return keep_later_file(reading, with_files(reading, frame))
    lowest = frame["revenue"].min()
    refunds = isinstance(lowest, int) and lowest < 0
    lines = rows is OrderRows.LINE_ITEMS and overlaps is not Overlaps.LINES
    if not lines and not refunds:
        return SettledOverlaps(frame)
    shared = _select_shared(with_files(reading, frame))
    is_refund = is_negative()
    spare = _find_repeated_refunds(reading, shared.filter(is_refund))
    doubtful = shared.clear()
    if lines:
        again, doubtful = _split_lines(reading, _select_shared(shared.filter(~is_refund)))
        spare = pl.concat([spare, again])
    if not spare.height and not doubtful.height:
        return SettledOverlaps(frame)
    left = pl.concat([spare[POSITION], doubtful[POSITION]])
    rest = with_positions(frame).filter(~pl.col(POSITION).is_in(left.implode()))
    refused = refuse_rows(reading, doubtful, lambda *_: _REMEDY)
    return replace(refused, frame=rest, duplicates=tally(spare))


def tell_apart(reading: "RoleRows", frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Return rows in which different orders of one id in several files have others, and these ids.

    The name of the file goes before the id, also in refunds of that file; those in a file that
    sells none of the orders are of none.
    """
    known = with_files(reading, frame).with_columns(find_order_ids(frame).alias(_KEY))
    own = _name_different(reading, known)
    named = known.join(own, on=[_KEY, FILE], how="left", maintain_order="left")
    columns = {"order_id": pl.col("order_id") == pl.col(_KEY)}
    if REFUND_OF in frame.columns:
        columns[REFUND_OF] = pl.col(REFUND_OF).is_not_null()
    named = named.with_columns(
        pl.when(is_its).then(pl.coalesce(_OWN, name)).otherwise(name).alias(name)
        for name, is_its in columns.items()
    )
    return named.drop(FILE, _KEY, _OWN), own[_OWN].unique()


def _name_different(reading: "RoleRows", known: pl.DataFrame) -> pl.DataFrame:
    """Return the ids of their own that orders of one id get, by it and the file.

    Of one customer, time and amount they are one order, named by the first file that has it.
    """
    is_refund = is_negative()
    orders = known.filter(~is_refund & pl.col(_KEY).is_not_null())
    who = normalise_ids("customer_id", Normalise.AUTO).drop_nulls().first()
    contents = {"customer_id": who, "ordered_at": pl.col("ordered_at").min()}
    contents["revenue"] = pl.col("revenue").sum()
    each = orders.group_by(_KEY, FILE).agg(**contents)
    names = dict(enumerate(table.source.name for table in reading.tables))
    first = pl.col(FILE).min().over(_KEY, *contents)
    file = first.replace_strict(names, return_dtype=pl.String)
    different = pl.struct(*contents).n_unique().over(_KEY) > 1
    return each.select(
        _KEY, FILE, pl.when(different).then(pl.format("{}#{}", file, _KEY)).alias(_OWN)
    ).drop_nulls()


def refuse_rows(
    reading: "RoleRows", rows: pl.DataFrame, choose_remedy: "Callable[[_Row, _Row], str]"
) -> SettledOverlaps:
    """Return rows of orders that several files hold as problems, no row being left.

    `rows` have the numbers of their files, see `with_files`. The remedy is that of two rows.
    """
    return SettledOverlaps(
        rows.clear(),
        bad=tally(rows),
        problems=(_describe_doubtful(reading, rows, choose_remedy),),
        rejected=rows.sort(POSITION).select(
            POSITION,
            pl.lit(reading.get_original_name("order_id")).alias("column"),
            pl.lit(_REASON).alias("reason"),
        ),
    )


def with_files(reading: "RoleRows", frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows with their positions and the numbers of their files."""
    frame = with_positions(frame)
    return frame.with_columns(reading.find_file_rows(frame[POSITION])["file"].alias(FILE))


def keep_later_file(reading: "RoleRows", known: pl.DataFrame) -> SettledOverlaps:
    """Return of each order the rows of the last file that holds it, and the refunds that follow.

    A file with refunds of an order alone says nothing else of it: the order is that of an earlier
    file, less these.
    """
    is_refund = is_negative()
    last = pl.col(FILE).filter(~is_refund).max().over("order_id")
    kept = known.filter((pl.col(FILE) >= last).fill_null(value=True))
    again = _find_repeated_refunds(reading, kept.filter(is_refund))
    kept = kept.filter(~pl.col(POSITION).is_in(again[POSITION].implode()))
    every, some = tally(known), tally(kept)
    spare = Tally(every.rows - some.rows, every.amount - some.amount)
    return SettledOverlaps(kept.drop(FILE), spare)


def _select_shared(known: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the orders that several files hold."""
    files = known.group_by("order_id").agg(pl.col(FILE).min() != pl.col(FILE).max())
    return known.join(files.filter(FILE).select("order_id"), on="order_id", how="semi")


def _list_contents(rows: pl.DataFrame) -> list[str]:
    """Return the columns in which two rows of an order may differ."""
    return [name for name in rows.columns if name not in {*DERIVED, FILE}]


def _with_others(reading: "RoleRows", rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with what stands in the columns that are not read."""
    if OTHERS in rows.columns:
        return rows
    found = read_others(reading, rows)
    if OTHERS not in found.columns:
        return rows.with_columns(pl.lit("").alias(OTHERS))
    joined = rows.join(found, on=POSITION, how="left", maintain_order="left")
    return joined.with_columns(pl.col(OTHERS).fill_null(""))


def _find_repeated_refunds(reading: "RoleRows", refunds: pl.DataFrame) -> pl.DataFrame:
    """Return the refunds that an earlier file holds as well, in every column and as often."""
    if not refunds.height:
        return refunds
    rows = _with_others(reading, refunds).sort(POSITION)
    contents = ["order_id", *_list_contents(rows), OTHERS]
    rows = rows.with_columns(pl.int_range(pl.len()).over([*contents, FILE]).alias(_NUMBER))
    first = pl.col(FILE) == pl.col(FILE).min().over([*contents, _NUMBER])
    return rows.filter(~first).select(refunds.columns)


def _split_lines(reading: "RoleRows", lines: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split lines of orders in several files into copies and all lines of doubtful orders.

    Copies are those of orders that all their files hold alike; lines with ids of their own count
    as they are, once for each id, where those of one id are alike.
    """
    if not lines.height:
        return lines, lines
    rows = _with_others(reading, lines).sort(POSITION)
    contents = ["order_id", *_list_contents(rows), OTHERS]
    files = pl.col(FILE).n_unique()
    counts = rows.group_by([*contents, FILE]).agg(pl.len().alias(_COUNT))
    alike = (
        counts.group_by(contents)
        .agg(files, (pl.col(_COUNT).min() == pl.col(_COUNT).max()).alias("even"))
        .join(rows.group_by("order_id").agg(files.alias("all")), on="order_id")
        .group_by("order_id")
        .agg(((pl.col(FILE) == pl.col("all")) & pl.col("even")).all().alias("same"))
    )
    rows = rows.join(alike, on="order_id", maintain_order="left")
    if "line_id" in lines.columns:
        rows = rows.with_columns(pl.col("same") | _have_own_ids(contents[:-1]))
        copies = pl.col("line_id").is_null()
    else:
        copies = pl.lit(value=True)
    copies &= pl.col("same") & (pl.col(FILE) != pl.col(FILE).min().over("order_id"))
    names = lines.columns
    return rows.filter(copies).select(names), rows.filter(~pl.col("same")).select(names)


def _have_own_ids(contents: list[str]) -> pl.Expr:
    """Tell which orders have an id in every line, and lines that differ under none of them."""
    known = pl.col("line_id").is_not_null()
    one = pl.struct(contents).n_unique().over("order_id", "line_id") == 1
    return (known & one).all().over("order_id")


def _describe_doubtful(
    reading: "RoleRows", rows: pl.DataFrame, choose_remedy: "Callable[[_Row, _Row], str]"
) -> Remarks:
    """Return what to say of orders whose lines differ between files; one remark an order."""
    theirs = {each.name: each.theirs for each in reading.tables[0].fields}
    orders = rows.sort(POSITION).unique("order_id", keep="first", maintain_order=True)
    said = []
    for row in orders.head(SHOWN).iter_rows(named=True):
        its = pl.col("order_id") == row["order_id"]
        other = rows.filter(its & (pl.col(FILE) != row[FILE])).sort(POSITION)
        second = other.row(0, named=True)
        names = [name for name in theirs if name in row and row[name] != second[name]]
        how = f"with another {theirs[names[0]]}" if names else "with other lines"
        what = f": {theirs['order_id']}: {quote_value(row['order_id'])} is in "
        rest = f" as well, {how}; {choose_remedy(row, second)}"
        said.append(Remark((row[POSITION], what, second[POSITION], rest)))
    return Remarks(("order_id", "overlaps"), orders.height, tuple(said))
