"""Bytes, rows and lines of the blocks that Spark hands over, without a Spark."""

import pickle

import pytest

from cli.engines.spark.errors import StandardInputError, WideTextError
from cli.errors import MeritoError
from cli.inputs.files.errors import EncodingError, NulError
from cli.inputs.files.find import Container, Source
from cli.inputs.formats.recognise import recognise_source
from cli.inputs.orders.read import choose_order_columns
from cli.inputs.reading.open import open_table
from cli.inputs.tables.table import ReadPlan, Table
from cli.settings.sections.exports.files import Orders, Role

pytest.importorskip("pyspark")

from cli.engines.spark.files import blocks
from cli.engines.spark.files.block_reader import (
    BlockReader,
    Piece,
    SplitRowError,
    _has_split_row,
    convert_to_utf8,
    count_rows_above,
)
from cli.engines.spark.files.blocks import Block, cut_text
from cli.engines.spark.files.file_heads import detect_encoding, get_head

TEXT = b"order_id,customer_id,ordered_at,revenue\n1,c,2026-01-01,5\n"
HEAD = b"a line above\r\norder_id,customer_id,ordered_at,revenue\r\n"


def file(text: bytes = HEAD, **section: object) -> tuple[Table, ReadPlan]:
    """Return a file of orders whose header is in its second line."""
    orders = Orders.model_validate({"files": "o.csv", "skip_rows": 1, **section})
    found = recognise_source(orders, Role.ORDERS, Source("o.csv", text, Container.TEXT), None)
    return open_table(found, choose_order_columns(orders), "UTC", last_instant=True)


def piece(start: int, part: int, before: int, lines: int) -> Piece:
    return Piece(start, part, before, lines, ())


def test_rows_above_each_part_of_a_text() -> None:
    read = [piece(0, 0, 0, 5), piece(90, 0, 5, 4), piece(200, 200, 0, 7), piece(400, 400, 0, 1)]
    table, _ = file()
    assert count_rows_above(table, read) == {0: 0, 200: 9, 400: 16}
    assert count_rows_above(table, reversed(read)) == {0: 0, 200: 9, 400: 16}


def test_rows_of_parquet_know_their_place() -> None:
    table, _ = file()
    parquet = table._replace(source=table.source._replace(container=Container.PARQUET))
    assert count_rows_above(parquet, [piece(0, 0, 0, 5), piece(5, 0, 5, 9)]) == {0: 0}


@pytest.mark.parametrize("kind", ["binary", "large_binary"])
@pytest.mark.parametrize("rows", [1, 2, 9])
def test_lines_become_blocks_of_their_part_without_a_byte_lost(
    monkeypatch: pytest.MonkeyPatch, kind: str, rows: int
) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    monkeypatch.setattr(blocks, "BLOCK", 5)
    lines = [(0, b"id\n"), (0, b"1\n"), (0, b"\n"), (0, b"333333\n"), (0, b"4\n"), (17, b"5\n")]
    table = pyarrow.table(
        {
            "start": pyarrow.array([start for start, _ in lines], pyarrow.int64()),
            "line": pyarrow.array([line for _, line in lines], getattr(pyarrow, kind)()),
        }
    )
    made = [block for _, block in cut_text("o.csv", b"id\n", iter(table.to_batches(rows)))]
    assert [(block.part, block.before, block.start, block.content) for block in made] == [
        (0, 0, 0, b"id\n1\n\n333333\n"),
        (0, 3, 10, b"id\n4\n"),
        (17, 0, 17, b"id\n5\n"),
    ]


def test_a_part_without_a_line_below_the_header_has_no_block() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table({"start": [0], "line": [b"id\n"]})
    assert list(cut_text("o.csv", b"id\n", iter(table.to_batches()))) == []


def test_the_header_is_left_as_it_is() -> None:
    text = HEAD + "1,café,2026-01-01,5\r\n".encode()
    table, plan = file(text)
    assert get_head(table) == HEAD
    own = table._replace(source=table.source._replace(data=HEAD))
    assert convert_to_utf8(own, plan, "utf-8", text) == text
    assert convert_to_utf8(own, plan, "cp1252", HEAD + b"1,caf\xe9\n") == HEAD + "1,café\n".encode()


def test_other_letters_are_told_with_their_line() -> None:
    table, plan = file()
    with pytest.raises(EncodingError) as caught:
        convert_to_utf8(table._replace(above=40), plan, "utf-8", HEAD + b"1\r\n2\xe9\r\n")
    assert str(caught.value) == (
        "o.csv:44: not utf-8 text; save the file as UTF-8, or say how it was written: set"
        " orders.encoding, for example cp1252"
    )


def test_a_nul_is_told_with_its_line() -> None:
    table, plan = file()
    with pytest.raises(NulError) as caught:
        convert_to_utf8(table._replace(above=40), plan, "utf-8", HEAD + b"1\r\n2\r\n\0")
    assert str(caught.value) == (
        "o.csv:45: a NUL byte; the file is damaged, or UTF-16 text: export it again, or set"
        " orders.encoding: utf-16"
    )


@pytest.mark.parametrize(
    ("text", "split"),
    [
        (b"a,b\n1,2\n", False),
        (b'a,"b"\n1,"say ""hi"""\n', False),
        (b'1,"two\nlines"\n', True),
        (b'1,"', True),
    ],
)
def test_rows_that_go_on_in_the_next_line(text: bytes, split: bool) -> None:
    assert _has_split_row(text) is split


def test_a_block_that_cuts_a_row_is_not_read() -> None:
    table, plan = file()
    reader = BlockReader(table, plan, "utf-8")
    lines = HEAD + b'1,"two\nlines",2026-01-01,5\n'
    with pytest.raises(SplitRowError):
        reader.gather_evidence(Block("o.csv", 0, lines))
    assert reader.gather_evidence(Block("o.csv", 0, lines, whole=True)).facts[0].tall == (0,)


def test_how_the_beginning_says_a_file_is_encoded() -> None:
    said, plain, other = (
        recognise_source(
            Orders.model_validate({"files": "o", **more}), Role.ORDERS, source(text), None
        )
        for text, more in ((TEXT, {"encoding": "cp1250"}), (TEXT, {}), (TEXT + b"\xe9\n", {}))
    )
    assert detect_encoding(said, TEXT, Role.ORDERS) == "cp1250"
    assert detect_encoding(plain, TEXT, Role.ORDERS) == "utf-8"
    assert detect_encoding(other, TEXT + b"\xe9\n", Role.ORDERS) == "cp1252"


def source(text: bytes) -> Source:
    return Source("o.csv", text, Container.TEXT)


def test_text_in_utf_16_is_refused() -> None:
    wide = TEXT.decode().encode("utf-16")
    found = recognise_source(Orders.model_validate({"files": "o"}), Role.ORDERS, source(wide), None)
    with pytest.raises(WideTextError) as caught:
        detect_encoding(found, wide, Role.ORDERS)
    assert str(caught.value) == (
        "o.csv: Spark cannot cut text in UTF-16 into lines; save the orders as UTF-8 or Parquet,"
        " or use --engine spill"
    )


TOLD = {
    StandardInputError(): "-: Spark cannot read standard input; name files that its workers reach,"
    " or use --engine spill",
    WideTextError("t.csv", "touchpoints"): "t.csv: Spark cannot cut text in UTF-16 into lines; save"
    " the touchpoints as UTF-8 or Parquet, or use --engine spill",
}


@pytest.mark.parametrize(("error", "text"), TOLD.items(), ids=lambda case: type(case).__name__)
def test_each_mistake_has_its_sentence(error: MeritoError, text: str) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert [str(each) for each in (error, copy)] == [text] * 2
    assert type(copy) is type(error)
