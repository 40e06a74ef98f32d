"""Rows, lines and bytes of a piece of a file, told as those of the file."""

from dataclasses import replace

from cli.inputs.formats.recognise import of_source
from cli.inputs.orders import wanted_orders
from cli.inputs.reading import opened
from cli.inputs.shape import shape
from cli.inputs.sources import Container, Source
from cli.inputs.table import Pieces, Plan, Table
from cli.settings.files import Orders, Role

HEADER = b"a line above\norder_id,customer_id,ordered_at,revenue\n"


def test_rows_by_the_numbers_of_pieces() -> None:
    pieces = Pieces((0, 900, 2_000), (0, 10, 25))
    numbers = (0, 9, 900, 914, 2_000, 2_003)
    assert [pieces.row(number) for number in numbers] == [0, 9, 10, 24, 25, 28]


def test_lines_of_rows_in_pieces_and_of_rows_over_several_lines() -> None:
    table, _ = opened_file()
    by_row = shape(replace(table, pieces=Pieces((0, 900), (0, 10))))
    assert [by_row.line(number) for number in (0, 9, 900)] == [3, 12, 13]
    tall = shape(replace(table, pieces=Pieces((0,), (0,), tall=(1, 1, 3))))
    assert [tall.line(number) for number in range(5)] == [3, 4, 7, 8, 10]


def opened_file() -> tuple[Table, Plan]:
    """Return a file that begins with a line which is no header."""
    section = Orders.model_validate({"files": "o.csv", "skip_rows": 1})
    file = of_source(section, Role.ORDERS, Source("o.csv", HEADER, Container.TEXT), None)
    return opened(file, wanted_orders(section), "UTC", last_instant=True)
