from hypothesis import given
from hypothesis import strategies as st

from cli.engines.spark.file_heads import strip_rows
from cli.inputs.files.find import Container, Source
from cli.inputs.files.text_bytes import UNKNOWN, ByteSummary, examine_bytes
from cli.inputs.formats.recognise import recognise_source
from cli.inputs.orders.read import choose_order_columns
from cli.inputs.reading.read import open_table
from cli.settings.sections.exports.files import Orders, Role
from tests.examples import examples

TEXTS = st.text(st.sampled_from(["a", "1", '"', "\t", "\r", "\n", ",", "é", "€", "😀"]))


@given(TEXTS, st.integers(1, 4))
@examples(100)
def test_what_a_text_holds_however_it_is_cut(text: str, size: int) -> None:
    content = text.encode()
    chunks = [content[place : place + size] for place in range(0, len(content), size)]
    assert examine_bytes(chunks) == ByteSummary(
        old_mac="\r" in text and "\n" not in text,
        quotes='"' in text,
        tabs="\t" in text,
        ascii=text.isascii(),
    )


def test_the_beginning_of_a_file_says_nothing_of_its_other_pieces() -> None:
    content = b"order_id,customer_id,ordered_at,revenue\n1,c1,2025-01-01 10:00:00,10\n"
    source = Source("o.csv", content, Container.TEXT)
    section = Orders.model_validate({"files": "o.csv"})
    file = recognise_source(section, Role.ORDERS, source, None)
    assert file.source.summary == ByteSummary(quotes=False, tabs=False, ascii=True)
    table, _ = open_table(file, choose_order_columns(section), "UTC", last_instant=True)
    assert strip_rows(table).source.summary == UNKNOWN
