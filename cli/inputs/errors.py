"""What can be wrong with a file as a whole; bad values in rows are in problems.py."""

from decimal import Decimal
from typing import TYPE_CHECKING

from cli.errors import DataError, MeritoError, meant, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cli.inputs.amounts import Marks


class NoFilesError(MeritoError):
    """A report needs files that nobody named."""

    def __init__(self, role: str) -> None:
        super().__init__(f"no {role} files: name them with --{role} or as {role}.files")


class MissingFileError(MeritoError):
    """A file does not exist."""

    def __init__(self, name: str, beside: "Iterable[str]") -> None:
        hint = meant(name.rpartition("/")[2], beside, "; check the name and the folder")
        super().__init__(f"{name}: no such file{hint}")


class NoMatchError(MeritoError):
    """A pattern matches no file."""

    def __init__(self, pattern: str) -> None:
        super().__init__(f"{pattern}: no file matches this pattern; check the folder and the names")


class FolderError(MeritoError):
    """A folder was named instead of a file."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: a folder, not a file; name the files in it: {name}/*.csv")


class UnreadableError(MeritoError):
    """The system does not let a file be read, or its compression is broken."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: cannot be read: {reason}")


class StandardInputTwiceError(MeritoError):
    """Several roles are to be read from standard input."""

    def __init__(self, roles: "Sequence[str]") -> None:
        others = "one of them" if len(roles) == 2 else "all but one of them"
        super().__init__(
            f"standard input (-) was given for {' and '.join(roles)}; it can be read once: "
            f"name a file for {others}"
        )


class DeviceError(MeritoError):
    """A device or socket was named, which may never end."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: a device, not a file; name a file, or - for standard input")


class NoWriterError(MeritoError):
    """A pipe was named that nothing writes to."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: a pipe that nothing writes to; start the program that fills it first"
        )


class TooLargeError(MeritoError):
    """A compressed file unpacks to more than is believed."""

    def __init__(self, name: str, role: str, allowed: int) -> None:
        super().__init__(
            f"{name}: unpacks to more than {allowed:,} bytes, too much for its size or for "
            f"{role}.max_size; where that is right, set {role}.max_size to more, for example 100GB"
        )


class NotATableError(MeritoError):
    """A file is something else than a CSV or Parquet table."""

    def __init__(self, name: str, kind: str, remedy: str) -> None:
        super().__init__(f"{name}: {kind}, not a CSV or Parquet table; {remedy}")


class EmptyFileError(MeritoError):
    """A file holds nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: the file is empty; export it again with a header and rows")


class NoRowsError(MeritoError):
    """The files of a role hold headers only."""

    def __init__(self, names: "Sequence[str]") -> None:
        subject = f"{names[0]}: a header" if len(names) == 1 else f"{', '.join(names)}: headers"
        super().__init__(f"{subject} without rows; export again with rows")


class SkippedEverythingError(MeritoError):
    """`skip_rows` skips the whole file."""

    def __init__(self, name: str, role: str, skipped: int) -> None:
        super().__init__(
            f"{name}: no header after {skipped} skipped lines; set {role}.skip_rows to the number "
            "of lines before the header"
        )


class EncodingError(MeritoError):
    """A text file is not in the encoding that it is read in."""

    def __init__(self, name: str, line: int | None, role: str, encoding: str) -> None:
        place = name if line is None else f"{name}:{line}"
        meant = "utf-8" if encoding.lower() not in ("utf-8", "utf8") else "cp1252"
        super().__init__(
            f"{place}: not {encoding} text; save the file as UTF-8, or say how it was written: "
            f"set {role}.encoding, for example {meant}"
        )


class MixedEncodingsError(MeritoError):
    """A text file is UTF-8 in one line and something else in another."""

    def __init__(self, name: str, lines: tuple[int, int], role: str) -> None:
        super().__init__(
            f"{name}:{lines[0]}: not utf-8 text, while line {lines[1]} is: the file mixes "
            f"encodings; save it again as UTF-8, or say how it is to be read: set {role}.encoding, "
            "for example cp1252"
        )


class TimeFormatError(MeritoError):
    """`time_format` is no format, or lacks a part of the time."""

    def __init__(self, role: str, pattern: str, reason: str) -> None:
        super().__init__(
            f'{role}.time_format: "{pattern}" cannot be used: {reason}; '
            'a format has day, month and year, and hours with minutes: "%d/%m/%Y %H:%M"'
        )


class NulError(MeritoError):
    """A text file holds NUL bytes."""

    def __init__(self, name: str, line: int, role: str) -> None:
        super().__init__(
            f"{name}:{line}: a NUL byte; the file is damaged, or UTF-16 text: export it again, or "
            f"set {role}.encoding: utf-16"
        )


class QuotesError(MeritoError):
    """The quotes of a CSV file do not match."""

    def __init__(self, name: str, line: int, what: str) -> None:
        super().__init__(
            f'{name}:{line}: {what}; a quote inside a quoted value is written twice: ""'
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


def _listed(names: "Sequence[str]") -> str:
    return ", ".join(f"{name[:59]}…" if len(name) > 60 else name for name in names)


class MissingColumnsError(MeritoError):
    """A file lacks columns that a report needs."""

    def __init__(
        self,
        name: str,
        role: str,
        wanted: "Mapping[str, str]",
        header: "Sequence[str]",
        instead: str = "",
    ) -> None:
        guesses = {ours: nearest(theirs, header) for ours, theirs in wanted.items()}
        near = any(guesses.values())
        named = {ours: theirs or "NAME" for ours, theirs in guesses.items() if theirs or not near}
        example = ", ".join(f"{ours}: {theirs}" for ours, theirs in named.items())
        word, which = ("columns", "ones they are") if len(wanted) > 1 else ("column", "one it is")
        remedy = f"{role}.columns: {{{example}}}"
        hint = f"did you mean {remedy}?" if near else f"say which {which}: {remedy}."
        super().__init__(
            f"{name}: no {word} {', '.join(wanted.values())}; {hint} {instead}"
            f"The file has: {_listed(header)}"
        )


class ChannelMissingError(MeritoError):
    """A touchpoints file has source or medium but no channel, and nothing groups them."""

    def __init__(self, name: str, found: "Sequence[str]") -> None:
        super().__init__(
            f"{name}: no column channel, and channels.grouping: none; set channels.grouping: ga4 "
            f"to make channels of {' and '.join(found)}, put rules of your own under "
            "channels.rules, or say which column it is: touchpoints.columns: {channel: NAME}"
        )


class UnknownAttributeError(MeritoError):
    """`--by` names a column that the files do not have."""

    def __init__(self, name: str, by: str, known: "Sequence[str]") -> None:
        hint = meant(by, known)
        super().__init__(f"{name}: no column {by} to report by{hint} It has: {_listed(known)}")


class UniqueAttributeError(MeritoError):
    """`--by` names a column of times or amounts."""

    def __init__(self, by: str) -> None:
        super().__init__(
            f"cannot report by {by}: it is no attribute but a time or an amount; "
            "choose a column with a few values"
        )


class CurrenciesError(DataError):
    """The amounts of a role are in several currencies."""

    def __init__(self, role: str, names: "Sequence[str]", unrated: "Sequence[str]") -> None:
        example = ", ".join(f"{name}: 1.23" for name in unrated[-1:])
        super().__init__(
            f"{role} in several currencies: {', '.join(names)}; a report has one: say in "
            f"merito.yaml which, and what a unit of each other one is worth in it, as "
            f"rates: {{{example}}}, or make a file for each"
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
        marks: "Sequence[Marks]",
    ) -> None:
        first, second = (f"{Decimal(amount) / 10_000:f}" for amount in readings)
        said = " or ".join(
            f"{_settings(role, each)} for {number}"
            for each, number in zip(marks, (first, second), strict=True)
        )
        super().__init__(
            f'{place}: "{value}" may be {first} or {second}, and no amount of the column tells '
            f"which; set {said}"
        )


def _settings(role: str, marks: "Marks") -> str:
    decimal = f'{role}.decimal: "{marks.decimal}"'
    return f'{decimal} with {role}.thousands: "{marks.thousands}"' if marks.thousands else decimal


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


class HugeTotalError(DataError):
    """The amounts are too large to be added up exactly."""

    def __init__(self) -> None:
        super().__init__(
            "orders: the amounts add up to more than 900 000 000 000 000; "
            "check that the column of the revenue holds amounts"
        )


class OverlappingReportsError(DataError):
    """Cost reports of several levels hold the same money."""

    def __init__(self, first: str, second: str, level: str, days: tuple[object, object]) -> None:
        super().__init__(
            f"{first} and {second} are reports of different levels (one has the column {level}) "
            f"for days from {days[0]} to {days[1]}: they hold the same costs; leave one out"
        )


class ReversedDaysError(DataError):
    """A row of costs ends before it begins."""

    def __init__(self, place: str, first: object, last: object) -> None:
        super().__init__(f"{place}: the last day {last} lies before the first {first}; correct it")
