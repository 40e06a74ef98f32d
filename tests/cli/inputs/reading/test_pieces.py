"""Rows, lines and bytes of a piece of a file, told as those of the file."""

from cli.inputs.files.find import Container, Source
from cli.inputs.formats.recognise import recognise_source
from cli.inputs.orders.read import choose_order_columns
from cli.inputs.reading.open import open_table
from cli.inputs.tables.row_shape import examine_rows
from cli.inputs.tables.table import Pieces, ReadPlan, Table
from cli.settings.sections.exports.files import Orders, Role

HEADER = b"a line above\norder_id,customer_id,ordered_at,revenue\n"


def test_rows_by_the_numbers_of_pieces() -> None:
    pieces = Pieces((0, 900, 2_000), (0, 10, 25))
    numbers = (0, 9, 900, 914, 2_000, 2_003)
    assert [pieces.find_row(number) for number in numbers] == [0, 9, 10, 24, 25, 28]


def test_lines_of_rows_in_pieces_and_of_rows_over_several_lines() -> None:
    table, _ = opened_file()
    by_row = examine_rows(table._replace(pieces=Pieces((0, 900), (0, 10))))
    assert [by_row.find_line(number) for number in (0, 9, 900)] == [3, 12, 13]
    tall = examine_rows(table._replace(pieces=Pieces((0,), (0,), tall=(1, 1, 3))))
    assert [tall.find_line(number) for number in range(5)] == [3, 4, 7, 8, 10]


def opened_file() -> tuple[Table, ReadPlan]:
    """Return a file that begins with a line which is no header."""
    section = Orders.model_validate({"files": "o.csv", "skip_rows": 1})
    file = recognise_source(section, Role.ORDERS, Source("o.csv", HEADER, Container.TEXT), None)
    return open_table(file, choose_order_columns(section), "UTC", last_instant=True)
