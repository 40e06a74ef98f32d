"""What can be wrong with a file as a whole; bad values in rows are in problems.py."""

from typing import TYPE_CHECKING

from cli.errors import DataError, MeritoError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class NoFilesError(MeritoError):
    """A report needs files that nobody named."""

    def __init__(self, role: str) -> None:
        super().__init__(f"no {role} files: name them with --{role} or as {role}.files")


class MissingFileError(MeritoError):
    """A file does not exist."""

    def __init__(self, name: str, beside: "Iterable[str]") -> None:
        guess = nearest(name.rpartition("/")[2], beside)
        hint = f"; did you mean {guess}?" if guess else "; check the name and the folder"
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


class Utf16Error(MeritoError):
    """A text file begins with the mark of UTF-16."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__(f"{name}: UTF-16 text, not UTF-8; set {role}.encoding: utf-16")


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


class MissingColumnsError(MeritoError):
    """A file lacks columns that a report needs."""

    def __init__(
        self, name: str, role: str, wanted: "Mapping[str, str]", header: "Sequence[str]"
    ) -> None:
        guesses = {ours: nearest(theirs, header) for ours, theirs in wanted.items()}
        near = any(guesses.values())
        named = {ours: theirs or "NAME" for ours, theirs in guesses.items() if theirs or not near}
        example = ", ".join(f"{ours}: {theirs}" for ours, theirs in named.items())
        word, which = ("columns", "ones they are") if len(wanted) > 1 else ("column", "one it is")
        remedy = f"{role}.columns: {{{example}}}"
        hint = f"did you mean {remedy}?" if near else f"say which {which}: {remedy}."
        super().__init__(
            f"{name}: no {word} {', '.join(wanted.values())}; {hint} "
            f"The file has: {', '.join(header)}"
        )


class ChannelMissingError(MeritoError):
    """A touchpoints file has source or medium but no channel."""

    def __init__(self, name: str, found: "Sequence[str]") -> None:
        super().__init__(
            f"{name}: no column channel; grouping {' and '.join(found)} into channels comes with a "
            f"later version: until then map one, touchpoints.columns: {{channel: {found[-1]}}}"
        )


class UnknownAttributeError(MeritoError):
    """`--by` names a column that the files do not have."""

    def __init__(self, name: str, by: str, known: "Sequence[str]") -> None:
        guess = nearest(by, known)
        hint = f"; did you mean {guess}?" if guess else "."
        super().__init__(f"{name}: no column {by} to report by{hint} It has: {', '.join(known)}")


class UniqueAttributeError(MeritoError):
    """`--by` names a column of times or amounts."""

    def __init__(self, by: str) -> None:
        super().__init__(
            f"cannot report by {by}: it is no attribute but a time or an amount; "
            "choose a column with a few values"
        )


class CurrenciesError(DataError):
    """The orders are in several currencies."""

    def __init__(self, names: "Sequence[str]") -> None:
        super().__init__(
            f"orders in several currencies: {', '.join(names)}; a report has one: "
            "make a file for each, or convert the amounts"
        )


class AmbiguousAmountsError(DataError):
    """Every amount of a column could be read in two ways."""

    def __init__(self, place: str, value: str) -> None:
        whole, _, rest = value.partition(".")
        super().__init__(
            f'{place}: "{value}" may be {whole}{rest} or {whole}.{rest}, and every amount of the '
            f'column is like it; set orders.decimal: "." for {whole}.{rest}, '
            f'or orders.decimal: "," with orders.thousands: "." for {whole}{rest}'
        )


class HugeTotalError(DataError):
    """The amounts are too large to be added up exactly."""

    def __init__(self) -> None:
        super().__init__(
            "orders: the amounts add up to more than 900 000 000 000 000; "
            "check that the column of the revenue holds amounts"
        )
