"""A stream of rows as comma- or tab-separated text."""

from typing import TYPE_CHECKING

from cli.render.csv import encode_rows
from cli.render.output_formats import Dialect, Format

if TYPE_CHECKING:
    from typing import BinaryIO

    from cli.streams.row_stream import RowStream


def write_separated(stream: "RowStream", form: Format, dialect: Dialect, file: "BinaryIO") -> None:
    """Write the rows of a stream to a file as CSV or TSV, a header above them."""
    comma = ";" if dialect is Dialect.EXCEL_EU else ","
    separator = "\t" if form is Format.TSV else comma
    for number, frame in enumerate(stream.frames):
        file.write(encode_rows(frame, stream.kinds, separator, dialect, header=not number))
