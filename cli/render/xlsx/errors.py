"""What does not fit into a workbook."""

from cli.errors import MeritoError


class SheetTooLargeError(MeritoError):
    """A table has more rows or columns than a sheet."""

    def __init__(self, name: str, rows: int, columns: int) -> None:
        super().__init__(
            f"{name} has {rows:,} rows and {columns:,} columns, and a sheet of a workbook holds"
            " 1,048,576 rows and 16,384 columns; choose another format, as -o FILE.csv or"
            " -o FILE.parquet"
        )


class LongTextError(MeritoError):
    """A text is longer than a cell."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(
            f"{name}: a text of {len(text):,} characters, {text[:20]!r}…, does not fit into a cell"
            " of a workbook, which holds 32,767; choose another format, as -o FILE.csv or"
            " -o FILE.parquet"
        )


class NoTemporaryRoomError(MeritoError):
    """The sheets of a workbook cannot wait on the disk until it is packed."""

    def __init__(self, folder: str, reason: OSError) -> None:
        super().__init__(
            f"cannot put the sheets of the workbook into {folder}:"
            f" {reason.strerror or reason}; free some space, or set TMPDIR to a folder with room"
        )
