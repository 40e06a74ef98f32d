"""A workbook as a zip archive: its sheets, what it unpacks to, and cells that hold errors."""

import re
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from cli.inputs.files.compression import CHUNK, LARGEST, open_stream
from cli.inputs.files.errors import NotATableError, TooLargeError, UnreadableError
from cli.inputs.workbooks.errors import FarCellError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

    from cli.inputs.files.find import Source

_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_OTHERS: Final = {
    "xl/workbook.bin": ("a binary spreadsheet (.xlsb)", "save it as .xlsx or CSV"),
    "content.xml": ("an OpenDocument file (.ods)", "save it as .xlsx or CSV"),
}
"""Members that tell what else a zip archive is."""
_HARMLESS: Final = 250_000_000
"""Bytes that a workbook may unpack to, however small it is."""
_RATIO: Final = 100
"""How many times its size a larger one may unpack to; sheets reach 30."""
_ERRORS: Final = re.compile(rb"""\st=["']e["']""")
_ROWS: Final = re.compile(rb"""\sr=["'][A-Z]{0,3}([0-9]{1,7})["']""")
_COLUMNS: Final = re.compile(rb"""\sr=["']([A-Z]{1,3})[0-9]{1,7}["']""")
_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_KEPT: Final = 64
"""Bytes of a chunk that the next one begins with: an attribute may lie across the two."""
_BOX: Final = 10_000_000
"""Cells of a rectangle that a sheet may span, however few of them are filled."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook."""

    name: str
    visible: bool
    errors: "Mapping[tuple[int, int], str]"
    """What cells with an error show, as #N/A, by row and column from 0."""


@contextmanager
def open_archive(source: "Source") -> "Iterator[zipfile.ZipFile]":
    """Return the archive of a source; `UnreadableError` is raised where it is damaged."""
    with open_stream(source) as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                yield archive
        except (zipfile.BadZipFile, zlib.error, EOFError, ET.ParseError, KeyError, ValueError):
            raise UnreadableError(
                source.name, "the workbook is damaged; save it again as .xlsx or CSV"
            ) from None
        except (RuntimeError, NotImplementedError):
            # What zipfile says of a password, and of ways of packing that no spreadsheet takes.
            raise UnreadableError(
                source.name, "the workbook is encrypted; save it without a password"
            ) from None


def measure_unpacked_size(source: "Source") -> int:
    """Return the bytes that a workbook unpacks to, as its directory says."""
    with open_archive(source) as archive:
        return sum(member.file_size for member in archive.infolist())


def examine_workbook(source: "Source", role: str, max_size: int | None) -> list[Sheet]:
    """Return the sheets of a workbook in their order, having unpacked each of them once.

    Raises `NotATableError` where a zip archive holds none, `TooLargeError`, `FarCellError`, and
    `UnreadableError` where it is damaged.
    """
    with open_archive(source) as archive:
        names = set(archive.namelist())
        if _WORKBOOK not in names:
            other = next((_OTHERS[name] for name in _OTHERS if name in names), None)
            kind, remedy = other or ("a zip archive", "unpack it")
            raise NotATableError(source.name, kind, remedy)
        _refuse_too_large(source, archive, role, max_size)
        # Read to the end, the others are as large as the directory says, which was just judged.
        for name in sorted(names & {"xl/sharedStrings.xml", "xl/styles.xml"}):
            with archive.open(name) as member:
                while member.read(CHUNK):
                    pass
        return [
            Sheet(name, visible, _examine_sheet(archive, path, f"{source.name}:{name}"))
            for name, visible, path in _list_sheets(archive)
        ]


def _refuse_too_large(
    source: "Source", archive: zipfile.ZipFile, role: str, max_size: int | None
) -> None:
    packed = sum(member.compress_size for member in archive.infolist())
    allowed = max_size or min(LARGEST, max(_HARMLESS, _RATIO * packed))
    if sum(member.file_size for member in archive.infolist()) > allowed:
        raise TooLargeError(source.name, role, allowed)


def _list_sheets(archive: zipfile.ZipFile) -> "Iterator[tuple[str, bool, str]]":
    """Yield name, visibility and member of each sheet of cells; names of tags may be prefixed."""
    relations = {
        each.attrib["Id"]: each.attrib["Target"]
        for each in _parse(archive, _RELATIONS)
        if each.attrib.get("Type", "").endswith("/worksheet")
    }
    for element in _parse(archive, _WORKBOOK).iter():
        if not element.tag.endswith("}sheet"):
            continue
        link = next(value for key, value in element.attrib.items() if key.endswith("}id"))
        if link in relations:
            target = relations[link]
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            shown = element.attrib.get("state", "visible") == "visible"
            yield element.attrib["name"], shown, path


def _parse(archive: zipfile.ZipFile, name: str) -> ET.Element:
    # Its size was judged, and expat bounds what entities may grow to.
    return ET.fromstring(archive.read(name))  # noqa: S314


def _examine_sheet(
    archive: zipfile.ZipFile, path: str, name: str
) -> "Mapping[tuple[int, int], str]":
    """Return the cells of a sheet with errors; raises `FarCellError`."""
    rows, columns, size, wrong = 0, 0, 0, False
    with archive.open(path) as member:
        for chunk in _read_overlapping(member):
            size += len(chunk)
            wrong = wrong or _ERRORS.search(chunk) is not None
            rows = max((rows, *map(int, set(_ROWS.findall(chunk)))))
            letters = {each.decode() for each in _COLUMNS.findall(chunk)}
            columns = max((columns, *map(_number_column, letters)))
    # Whoever reads the sheet holds the whole rectangle in memory.
    if rows * columns > max(_BOX, size):
        raise FarCellError(name, rows, columns)
    if not wrong:
        return {}
    with archive.open(path) as member:
        return dict(_find_errors(member))


def _read_overlapping(member: "IO[bytes]") -> "Iterator[bytes]":
    kept = b""
    while chunk := member.read(CHUNK):
        yield kept + chunk
        kept = chunk[-_KEPT:]


def _number_column(letters: str) -> int:
    """Return the number of a column from 1: A, Z, AA."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _find_errors(member: "IO[bytes]") -> "Iterator[tuple[tuple[int, int], str]]":
    """Yield place and text of each cell with an error; where places are not said, they go on."""
    row, column = -1, -1
    for event, element in ET.iterparse(member, ("start", "end")):  # noqa: S314 - as in _parse
        kind = element.tag.rpartition("}")[2]
        if event == "start" and kind == "row":
            row, column = int(element.attrib.get("r", row + 2)) - 1, -1
        elif event == "start" and kind == "c":
            place = _PLACE.fullmatch(element.attrib.get("r", ""))
            column = _number_column(place[1]) - 1 if place else column + 1
        elif event == "end" and kind == "c" and element.attrib.get("t") == "e":
            shown = "".join(each.text or "" for each in element if each.tag.endswith("}v"))
            yield (row, column), shown or "#ERROR!"
        elif event == "end" and kind == "row":
            element.clear()
