"""Orders that the file holds more than once: identical rows are dropped, others are problems."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.identities.spellings import normalise_ids
from cli.inputs.reading.problems import SHOWN, Remark, Remarks, quote_value
from cli.inputs.reading.rows import POSITION
from cli.inputs.tables.name_forms import quote_name, simplify_name
from cli.inputs.tables.table import ROW
from cli.settings.sections.exports.identities import Normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.table import Table


LINE_ITEMS: Final = "set orders.rows: line_items if a row is a line of an order"
OTHERS: Final = "others\0"
"""Column of what a row has in the columns that are not read, where files are not at hand."""
OVERLAPS: Final = "leave the older export out, or set orders.overlaps: later_file"
FIRST_ROW: Final = (
    "set orders.rows: totals_on_first_row if each line repeats the order's total, line_items if "
    "each has an amount of its own"
)
_STATES: Final = "two states of one order: leave the older row out"
_UPDATES: Final = frozenset(
    {
        *("updated", "modified", "aggiornato", "aggiornamento", "modifica", "modificato"),
        *("aktualisiert", "geändert", "modifié", "actualizado", "actualización", "bijgewerkt"),
    }
)
"""Words in the names of columns that tell when an order was changed last."""
_SAME: Final = "same\0"
_LENGTH: Final = "length\0"
_FIRST: Final = 1000
"""Ids that tell first whether they ascend."""
_CUSTOMER: Final = "customer_id"
A_DAY: Final = timedelta(days=1)
"""Rows of one number that lie further apart are of receipts whose numbers begin anew."""
DERIVED: Final = ("order_id", "dated_only", POSITION, OTHERS)
"""Columns that say nothing of what a row of an order holds."""


def may_repeat(ids: pl.Series) -> bool:
    """Tell whether some id, other than null, may occur twice: surely not where this is False.

    Exports are often in the order of their numbers, which is seen in a quarter of the time.
    """
    if _ascends(ids.head(_FIRST)) and _ascends(ids):
        return False
    hashes = ids.drop_nulls().hash().sort().to_numpy()
    return bool((hashes[1:] == hashes[:-1]).any())


def _ascends(ids: pl.Series) -> bool:
    """Tell whether each id, none of them null, is longer than the one before or comes after it."""
    if ids.null_count():
        return False
    own, length = pl.col(ids.name), pl.col(_LENGTH)
    later = (length > length.shift()) | ((length == length.shift()) & (own > own.shift()))
    sized = ids.to_frame().lazy().with_columns(own.str.len_bytes().alias(_LENGTH))
    return bool(sized.select(later.all()).collect().item())


def split_duplicates(reading: "RoleRows", rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split rows whose `order_id` repeats into spare and differing ones.

    `rows` has `POSITION`. Rows of an order are identical if they are so in every column of the
    file, read or not. Of the identical rows all but the first are spare.
    """
    several = rows.filter(pl.col("order_id").is_duplicated())
    read = [name for name in several.columns if name not in DERIVED]
    several = several.with_columns(_is_identical(read).over("order_id").alias(_SAME))
    unread = read_others(reading, several.filter(_SAME))
    if OTHERS in unread.columns:
        joined = several.select("order_id", POSITION, _SAME).join(unread, on=POSITION, how="left")
        # A file without further columns has nothing in them.
        joined = joined.with_columns(pl.col(OTHERS).fill_null(""))
        same = joined.select(POSITION, (_is_identical([OTHERS]).over("order_id") & pl.col(_SAME)))
        several = several.drop(_SAME).join(same.rename({same.columns[1]: _SAME}), on=POSITION)
    alike = several.filter(_SAME).sort(POSITION)
    spare = alike.filter(~pl.col("order_id").is_first_distinct())
    return spare, several.filter(~pl.col(_SAME)).sort(POSITION)


def _is_identical(names: list[str]) -> pl.Expr:
    """Tell whether rows have one value in each column; addresses in large or small letters."""
    ways = {_CUSTOMER: normalise_ids(_CUSTOMER, Normalise.AUTO)}
    return pl.all_horizontal(ways.get(name, pl.col(name)).n_unique() == 1 for name in names)


def read_others(reading: "RoleRows", rows: pl.DataFrame) -> pl.DataFrame:
    """Return `OTHERS` of some rows by `POSITION`; nothing where every column is read."""
    if OTHERS in rows.columns:
        return rows.select(POSITION, OTHERS)
    positions = rows[POSITION]
    found = [pl.DataFrame({POSITION: positions.head(0)})]
    places = reading.find_file_rows(positions)
    for file, table in enumerate(reading.tables):
        texts = combine_others(table)
        here = places.filter(pl.col("file") == file)
        if texts is not None and here.height:
            wide = table.read_rows(here["row"]).select(ROW, texts)
            found.append(here.join(wide, left_on="row", right_on=ROW).drop("file", "row"))
    return pl.concat(found, how="diagonal")


def combine_others(table: "Table") -> pl.Expr | None:
    """Return what a row has in the columns that are not read, None where all are.

    Two rows have the same where it is equal in every column; blank values are as if absent.
    """
    taken = {field.position for field in table.fields}
    types = table.header.types or ()
    names = {
        name or str(place): place
        for place, name in enumerate(table.header.names)
        if place not in taken and not (place < len(types) and types[place].is_nested())
    }
    texts = {name: pl.col(str(place)).cast(pl.String) for name, place in sorted(names.items())}
    if not texts:
        return None
    return pl.concat_str(
        pl.when(text != "").then(pl.lit(f"{name}\0") + text).otherwise(pl.lit("")).fill_null("")
        for name, text in texts.items()
    ).alias(OTHERS)


def describe_differing(reading: "RoleRows", rows: pl.DataFrame) -> Remarks:
    """Return what to say of orders whose rows differ; `rows` holds all rows of these orders."""
    shown = rows.head(SHOWN)
    orders = rows.filter(pl.col("order_id").is_in(shown["order_id"].unique().implode()))
    first = orders.unique("order_id", keep="first", maintain_order=True)
    second = orders.filter(~pl.col("order_id").is_first_distinct())
    second = second.unique("order_id", keep="first", maintain_order=True)
    theirs = {field.name: field.theirs for field in reading.tables[0].fields}
    said = []
    for row in shown.iter_rows(named=True):
        same = pl.col("order_id") == row["order_id"]
        other = first.filter(same).row(0, named=True)
        if other[POSITION] == row[POSITION]:
            other = second.filter(same).row(0, named=True)
        names = [name for name in theirs if row[name] != other[name]]
        how = f"with another {theirs[names[0]]}" if names else "with other values"
        what = f": {theirs['order_id']}: {quote_value(row['order_id'])} is in "
        rest = f" as well, {how}; {_choose_remedy(reading, row, other)}"
        said.append(Remark((row[POSITION], what, other[POSITION], rest)))
    return Remarks(("order_id", "differs"), rows.height, tuple(said))


def propose_join(reading: "RoleRows") -> str:
    """Return what tells receipts of one number apart."""
    header = reading.tables[0].header.names
    day, number = (reading.get_original_name(name) for name in ("ordered_at", "order_id"))
    day = day if day in header else day.split(" or ")[0]
    if not {day, number} <= {*header}:
        return "map an id that tells them apart"
    joined = f"{{order_id: {{join: [{quote_name(day)}, {quote_name(number)}]}}}}"
    return f"where numbers begin anew, as those of receipts do: orders.columns: {joined}"


def _choose_remedy(
    reading: "RoleRows", row: "dict[str, object]", other: "dict[str, object]"
) -> str:
    """Return what two rows of an order look like: two states of it, or lines."""
    places = pl.Series(POSITION, [row[POSITION], other[POSITION]])
    one_file = reading.find_file_rows(places)["file"].n_unique() == 1
    if one_file and _are_days_apart(row["ordered_at"], other["ordered_at"]):
        return propose_join(reading)
    if row.get(_CUSTOMER) != other.get(_CUSTOMER):
        return _choose_customer(row, other, one_file=one_file)
    if not one_file and row["ordered_at"] != other["ordered_at"]:
        return (
            "two orders of one id: set orders.overlaps: apart; if they are two states of one order,"
            " leave the older export out"
        )
    if not one_file:
        return f"two states of one order: {OVERLAPS}"
    states = row.get("status") != other.get("status")
    if row["revenue"] != other["revenue"]:
        return _choose_lines(reading.tables[0].header.names, states=states)
    return _STATES if states else FIRST_ROW


def _choose_customer(
    row: "dict[str, object]", other: "dict[str, object]", *, one_file: bool
) -> str:
    """Return what two rows of an order are that are of two customers: one order, or two."""
    alike = all(row[name] == other[name] for name in ("ordered_at", "revenue"))
    if alike and one_file:
        return "an order has one customer: leave the rows of all others out"
    if alike:
        return (
            f"if its customer has changed since, {OVERLAPS}; if these are two orders, set"
            " orders.overlaps: apart"
        )
    whose = (
        "correct its rows" if one_file else "if these are two orders, set orders.overlaps: apart"
    )
    return f"an order has one customer: {whose}"


def _choose_lines(names: "Sequence[str]", *, states: bool) -> str:
    """Return what rows of several totals are: lines, or states of an order that was edited."""
    updated = next((each for each in names if _UPDATES & {*simplify_name(each).split()}), None)
    if states and updated is not None:
        return f"{_STATES}, as {updated} tells"
    if states or updated is not None:
        return f"{LINE_ITEMS}, leave the older row out if they are two states of it"
    return LINE_ITEMS


def _are_days_apart(first: object, second: object) -> bool:
    """Tell whether two times are known and more than a day apart."""
    if not isinstance(first, datetime) or not isinstance(second, datetime):
        return False
    return abs(first - second) > A_DAY
