"""Tables without the columns, delimiters, quotes or rows that they need."""

import shlex
from typing import TYPE_CHECKING, Final

from cli.errors import MeritoError, suggest_nearest
from cli.expressions import quote_name as quote_operand
from cli.inputs.tables.name_forms import quote_name
from cli.inputs.tables.span_names import find_last_day_column
from cli.inputs.tables.usual_names.ranking import propose_columns
from cli.wording import format_examples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


ORDER_ID: Final = "order_id"
_NAMES: Final = {
    "touchpoints": ("customer_id", "touched_at", "channel"),
    "orders": ("order_id", "customer_id", "ordered_at", "revenue"),
    "costs": ("date", "channel", "cost"),
    "identities": ("customer_id", "alias"),
}
"""Names of a header by role."""
_ROWS_ALONE: Final = (
    "If no column holds ids of orders, each row is one: orders.rows: one_per_order. "
)


_SAME_DAYS: Final = (
    "If all of it is of the same days: "
    "costs.columns: {date: {value: FIRST}, until: {value: LAST}}. "
)


class NoRowsError(MeritoError):
    """The files of a role hold headers only."""

    def __init__(self, names: "Sequence[str]") -> None:
        subject = f"{names[0]}: a header" if len(names) == 1 else f"{', '.join(names)}: headers"
        super().__init__(f"{subject} without rows; export again with rows")


class NoHeaderError(MeritoError):
    """The first line of a file is a row of its table."""

    def __init__(self, name: str, role: str, values: "Sequence[str]", delimiter: str) -> None:
        shown = ", ".join(f'"{value}"' for value in values[:2])
        names = {"\t": " (tab) "}.get(delimiter, delimiter).join(_NAMES[role])
        super().__init__(
            f"{name}: the first line is a row and names no columns: {shown}; write their names "
            f"in a line above it, each where its column is, such as {names}"
        )


class SkippedEverythingError(MeritoError):
    """`skip_rows` skips the whole file."""

    def __init__(self, name: str, role: str, skipped: int) -> None:
        super().__init__(
            f"{name}: no header after {skipped} skipped lines; set {role}.skip_rows to the number "
            "of lines before the header"
        )


class QuotesError(MeritoError):
    """The quotes of a CSV file do not match."""

    def __init__(self, name: str, line: int, what: str, role: str) -> None:
        super().__init__(
            f'{name}:{line}: {what}; a quote inside a quoted value is written twice: "". Where '
            f"quotes are characters as any others, such as inches, set {role}.quote: none"
        )


class DelimiterError(MeritoError):
    """The header can be cut in several ways."""

    def __init__(self, name: str, role: str, marks: "Sequence[str]") -> None:
        shown = " and ".join({"\t": "tab"}.get(mark, f'"{mark}"') for mark in marks)
        super().__init__(
            f"{name}: {shown} cut the header into equally many columns; "
            f"set {role}.delimiter to the right one"
        )


class RepeatedColumnError(MeritoError):
    """Two columns have the same name."""

    def __init__(self, name: str, column: str, places: "Sequence[int]") -> None:
        shown = " and ".join(str(place) for place in places)
        super().__init__(
            f'{name}: columns {shown} are both named "{column}"; give each column a name of its own'
        )


def _join_names(names: "Sequence[str]") -> str:
    return ", ".join(f"{name[:199]}…" if len(name) > 200 else name for name in names)


class MissingColumnsError(MeritoError):
    """A file lacks columns that a report needs."""

    def __init__(  # noqa: PLR0913, PLR0917 - what is missing, and what there is
        self,
        name: str,
        role: str,
        wanted: "Mapping[str, str]",
        header: "Sequence[str]",
        free: "Sequence[str]",
        instead: str = "",
    ) -> None:
        self.file, self.wanted, self.header = name, wanted, header
        near = propose_columns(wanted, free)
        shown = list(wanted)
        last = find_last_day_column(near.get("date"), free)
        if last is not None:
            near["until"], shown = last, [*shown, "until"]
        if role == "costs" and near and "channel" not in (*wanted, *header):
            left = (each for each in free if each not in near.values())
            whose = propose_columns({"channel": "channel"}, left)
            near, shown = near | whose, [*shown, *whose]
        if "date" in wanted and "date" not in near:
            instead = _SAME_DAYS
        if wanted.get(ORDER_ID) == ORDER_ID and ORDER_ID not in near:
            instead = _ROWS_ALONE
            shown = [ours for ours in wanted if ours != ORDER_ID or not near]
        example = ", ".join(f"{ours}: {quote_name(near.get(ours, 'NAME'))}" for ours in shown)
        word, which = ("columns", "ones they are") if len(wanted) > 1 else ("column", "one it is")
        remedy = f"{role}.columns: {{{example}}}"
        hint = f"did you mean {remedy}?" if near else f"say which {which}: {remedy}."
        super().__init__(
            f"{name}: no {word} {', '.join(wanted.values())}; {hint} {instead}"
            f"The file has: {_join_names(header)}"
        )


class OtherColumnsError(MeritoError):
    """A file lacks columns that the settings name, and an earlier file of its role has."""

    def __init__(self, file: str, first: str, role: str, wanted: "Sequence[str]") -> None:
        names = " ".join(f"--{role} {shlex.quote(name)}" for name in (first, file))
        other = "touchpoints" if role == "orders" else "orders"
        word = "columns" if len(wanted) > 1 else "column"
        super().__init__(
            f"{file}: no {word} {_join_names(wanted)}, which {first} has. Files that call their "
            f"columns differently have a format each, which init writes (add --{other} and what "
            f"else you have): merito init {names} -o new.yaml"
        )


class OtherDelimiterError(MeritoError):
    """A file is not cut by the delimiter that the settings say, and an earlier file is."""

    def __init__(self, file: str, first: str, role: str, mark: str) -> None:
        shown = {"\t": "tab"}.get(mark, f'"{mark}"')
        super().__init__(
            f"{file}: {shown} does not cut its header as it does that of {first}; leave out "
            f"{role}.delimiter, and that of each file is found"
        )


class MissingSourceError(MeritoError):
    """A file lacks a column that one of ours is made of."""

    def __init__(self, name: str, key: str, absent: str, header: "Sequence[str]") -> None:
        hint = suggest_nearest(absent, header)
        super().__init__(
            f"{name}: no column {absent}, which {key} names{hint} "
            f"The file has: {_join_names(header)}"
        )


class ChannelMissingError(MeritoError):
    """A touchpoints file has source or medium but no channel, and nothing groups them."""

    def __init__(self, name: str, found: "Sequence[str]") -> None:
        super().__init__(
            f"{name}: no column channel, and channels.grouping: none; set channels.grouping: ga4 "
            f"to make channels of {' and '.join(found)}, put rules of your own under "
            "channels.rules, or say which column it is: touchpoints.columns: {channel: NAME}"
        )


class UnitPriceError(MeritoError):
    """The settings take a price for the amount of a row that is several pieces."""

    def __init__(self, name: str, ours: str, price: str, quantity: str, proposed: str) -> None:
        alone = f'{{{ours}: {{expression: "{quote_operand(price)}"}}}}'
        super().__init__(
            f"{name}: {ours} is {price}, and {quantity} is not read, though rows are of several "
            f"pieces; set {proposed}, or {alone} if {price} is the amount of the whole row"
        )


def propose_product(role: str, ours: str, price: str, quantity: str) -> str:
    """Return the setting that multiplies the price of one piece by the number of pieces."""
    terms = " * ".join(quote_operand(each) for each in (quantity, price))
    return f'{role}.columns: {{{ours}: {{expression: "{terms}"}}}}'


class PlannedCostsError(MeritoError):
    """Rows of costs are planned ones and spent ones of the same."""

    def __init__(self, file: str, column: str, planned: str, spent: str) -> None:
        where = f"{column} has" if column else "a column without a name has"
        super().__init__(
            f'{file}: {where} rows of "{planned}" and of "{spent}", which would count twice:'
            " export or keep the rows of one of them"
            + (
                f"; if both were spent, set costs.columns: {{campaign: {quote_name(column)}}}"
                if column
                else ""
            )
        )


class UnknownAttributeError(MeritoError):
    """`--by` names a column that the files do not have."""

    def __init__(
        self, name: str, by: str, known: "Sequence[str]", which_have: str = "It has"
    ) -> None:
        self.name, self.by, self.known = name, by, known
        hint = suggest_nearest(by, known)
        has = f"{which_have}: {_join_names(known)}"
        super().__init__(f"{name}: no column {by} to report by{hint} {has}")


class AttributeOfNoneError(UnknownAttributeError):
    """`--by` names a column that none of several files has."""

    def __init__(self, found: "Sequence[UnknownAttributeError]") -> None:
        names = format_examples([each.name for each in found])
        known = list(dict.fromkeys(name for each in found for name in each.known))
        super().__init__(names, found[0].by, known, "They have")


class UniqueAttributeError(MeritoError):
    """`--by` names a column of times or amounts."""

    def __init__(self, by: str) -> None:
        super().__init__(
            f"cannot report by {by}: it is no attribute but a time or an amount; "
            "choose a column with a few values"
        )
