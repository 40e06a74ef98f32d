"""Orders of several lines, what is odd about their lines, and what is said of it."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from cli.inputs.orders.duplicates import propose_join
from cli.inputs.orders.errors import RepeatedTotalsError, SummedTotalsError
from cli.inputs.tally import NOTHING, Tally
from cli.money import format_money
from cli.settings.sections.exports.files import OrderRows
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.columns import Field

_TOTAL_NAMES: Final = (
    *("ordertotal", "grandtotal", "invoicetotal", "carttotal", "baskettotal", "ordervalue"),
    *("orderamount", "totalpaid", "totaleordine", "totalefattura", "totalecarrello"),
    *("importoordine", "bestellsumme", "bestellwert", "auftragssumme", "rechnungsbetrag"),
    *("gesamtsumme", "totalcommande", "totaldelacommande", "montantcommande", "totalpedido"),
    *("totaldelpedido", "importepedido", "ordertotaal", "totaalbestelling"),
)
"""What columns of orders' totals are called, in lower case without spaces."""
_LINE_NAMES: Final = ("line", "item", "product", "riga", "position", "ligne", "linea", "regel")
LONG: Final = 3
"""Rows of an order of which the first may be seen to have the sum of the others, and how many
orders of so many rows it takes to tell that from chance."""


@dataclass(frozen=True, slots=True)
class SeveralLines:
    """Orders of several lines whose amounts are added up, and what is odd about their lines."""

    several: int = 0
    alike: Tally = NOTHING
    """The orders whose lines have all one amount, and what they have beyond their first lines."""
    apart: Tally = NOTHING
    """The orders whose lines are more than a day apart."""
    long: int = 0
    """Those of three lines and more."""
    summed: Tally = NOTHING
    """Those of `long` whose first line has the sum of the others, with that sum."""
    customers: Tally = NOTHING
    """The orders that are the first row's, though other rows name other customers."""

    def __add__(self, other: "SeveralLines") -> "SeveralLines":
        """Return the sums."""
        return SeveralLines(
            self.several + other.several,
            self.alike + other.alike,
            self.apart + other.apart,
            self.long + other.long,
            self.summed + other.summed,
            self.customers + other.customers,
        )

    @property
    def doubtful(self) -> bool:
        """Whether each line may hold the total of its order: no order speaks against it."""
        return 1 < self.several == self.alike.rows


def describe_repeated_amounts(repeated: SeveralLines) -> tuple[str, ...]:
    """Return the money that counts twice if lines hold totals, nothing where some do not."""
    if not repeated.doubtful:
        return ()
    said = (
        f"orders: in each of the {repeated.several:,} orders of several lines all lines have one"
        f" amount, {format_money(repeated.alike.amount)} beyond their first lines; if it is the"
        " order's total, set orders.rows: totals_on_first_row"
    )
    return (said,)


def describe_distant_lines(reading: "RoleRows", found: SeveralLines) -> tuple[str, ...]:
    """Return the money of orders with lines of days that lie apart, as receipts may have."""
    if not found.apart.rows:
        return ()
    count = format_count(found.apart.rows, "order")
    has, their = ("has", "its") if found.apart.rows == 1 else ("have", "their")
    said = (
        f"orders: {count} ({format_money(found.apart.amount)}) {has} lines more than a day apart,"
        f" all counted on the first of {their} days; {propose_join(reading)}"
    )
    return (said,)


def describe_several_customers(found: SeveralLines) -> tuple[str, ...]:
    """Return the money of orders that are one customer's, though their rows name several."""
    if not found.customers.rows:
        return ()
    count = format_count(found.customers.rows, "order")
    has, its = ("has", "its") if found.customers.rows == 1 else ("have", "their")
    money = format_money(found.customers.amount)
    said = f"orders: {count} ({money}) {has} rows of several customers"
    return (f"{said}, and {'is' if its == 'its' else 'are'} of the one in {its} first",)


def refuse_repeated_totals(
    reading: "RoleRows", repeated: SeveralLines, meanings: "Sequence[OrderRows]"
) -> None:
    """Raise `RepeatedTotalsError` where each line has the order's total, by name and by value.

    `meanings` tell which files have lines; nothing where all do that have several rows an order.
    Raises `SummedTotalsError` where the first line has the sum of the others in every order that
    shows it.
    """
    if LONG <= repeated.long == repeated.summed.rows:
        raise SummedTotalsError(
            reading.tables[0].source.name, repeated.long, repeated.summed.amount
        )
    if not repeated.several or repeated.several != repeated.alike.rows:
        return
    pairs = zip_longest(reading.tables, meanings)
    tables = [table for table, rows in pairs if rows in (None, OrderRows.LINE_ITEMS)]
    names = [field.theirs for table in tables for field in table.fields if _is_total(field)]
    if len(names) == len(tables):
        file = tables[0].source.name
        raise RepeatedTotalsError(file, names[0], repeated.several, repeated.alike.amount)


def _is_total(field: "Field") -> bool:
    """Tell whether the name of a column of revenue says that it is the total of an order."""
    plain = "".join(mark for mark in field.theirs.lower() if mark.isalnum())
    named = any(name in plain for name in _TOTAL_NAMES)
    return field.name == "revenue" and named and not any(name in plain for name in _LINE_NAMES)
