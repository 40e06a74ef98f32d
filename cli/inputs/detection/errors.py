"""Values that cannot be read in one way only."""

from decimal import Decimal
from typing import TYPE_CHECKING

from cli.errors import DataError, MeritoError
from cli.money import UNIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.inputs.values.amounts import NumberFormat


class TimeFormatError(MeritoError):
    """`time_format` is no format, or lacks a part of the time."""

    def __init__(self, role: str, pattern: str, reason: str) -> None:
        super().__init__(
            f'{role}.time_format: "{pattern}" cannot be used: {reason}; '
            'a format has day, month and year, and hours with minutes: "%d/%m/%Y %H:%M"'
        )


class CurrencySignsError(DataError):
    """The amounts of a column carry the signs of several currencies."""

    def __init__(self, role: str, names: "Sequence[str]") -> None:
        super().__init__(
            f"{role} in several currencies: {', '.join(names)}; a report has one: "
            "make a file for each, or convert the amounts"
        )


class AmbiguousAmountsError(DataError):
    """The amounts of a column could be read in two ways."""

    def __init__(
        self,
        place: str,
        value: str,
        role: str,
        readings: "Sequence[int]",
        marks: "Sequence[NumberFormat]",
    ) -> None:
        first, second = (f"{Decimal(amount) / UNIT:f}" for amount in readings)
        said = " or ".join(
            f"{_suggest_settings(role, each)} for {number}"
            for each, number in zip(marks, (first, second), strict=True)
        )
        super().__init__(
            f'{place}: "{value}" may be {first} or {second}, and no amount of the column tells '
            f"which; set {said}"
        )


class AmbiguousDaysError(DataError):
    """The days of a column could be months, and the months days."""

    def __init__(self, place: str, value: str, role: str, readings: "Mapping[str, str]") -> None:
        days = " or ".join(readings.values())
        said = " or ".join(f'"{pattern}"' for pattern in readings)
        super().__init__(
            f'{place}: "{value}" may be {days}, and no day of the column is past the 12th; '
            f"set {role}.time_format: {said}"
        )


class MixedDaysError(DataError):
    """Some days of a column stand before the month, others after it."""

    def __init__(self, column: str, places: "Sequence[str]", values: "Sequence[str]") -> None:
        super().__init__(
            f'{places[0]}: {column}: "{values[0]}" has the day first, but '
            f'"{values[1]}" in {places[1]} the month: a column is written in one way; '
            "export it again"
        )


class AmbiguousMonthsError(DataError):
    """A month's name stands for different months in languages that have all names of a column."""

    def __init__(self, place: str, value: str, readings: "Sequence[tuple[str, str]]") -> None:
        said = " or ".join(f"in month {month} ({languages})" for month, languages in readings)
        super().__init__(
            f'{place}: "{value}" may lie {said}, and no other month of the column tells the '
            "language; export it with the months as numbers"
        )


def _suggest_settings(role: str, marks: "NumberFormat") -> str:
    decimal = f'{role}.decimal: "{marks.decimal}"'
    return f'{decimal} with {role}.thousands: "{marks.thousands}"' if marks.thousands else decimal


class RoundedIdsError(DataError):
    """A spreadsheet has rounded long ids, so that different ones are alike."""

    def __init__(self, file: str, role: str, ours: str, theirs: str, value: str) -> None:
        super().__init__(
            f'{file}: {theirs}: "{value}" is a long number that a spreadsheet has rounded, which '
            "makes different ids alike; export the file again and do not save it in a spreadsheet, "
            f"or name a column that is whole: {role}.columns: {{{ours}: NAME}}"
        )
