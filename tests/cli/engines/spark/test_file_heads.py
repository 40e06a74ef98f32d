"""Beginnings of files on Spark: what they say of the whole file, and what they must not say."""

import pytest

from cli.inputs.files.find import Container, Source
from cli.inputs.files.text_bytes import UNKNOWN, ByteSummary
from cli.inputs.formats.recognise import recognise_source
from cli.inputs.orders.read import choose_order_columns
from cli.inputs.reading.open import open_table
from cli.settings.sections.exports.files import Orders, Role

pytest.importorskip("pyspark")

from cli.engines.spark.files.file_heads import strip_rows


def test_the_beginning_of_a_file_says_nothing_of_its_other_pieces() -> None:
    content = b"order_id,customer_id,ordered_at,revenue\n1,c1,2025-01-01 10:00:00,10\n"
    source = Source("o.csv", content, Container.TEXT)
    section = Orders.model_validate({"files": "o.csv"})
    file = recognise_source(section, Role.ORDERS, source, None)
    assert file.source.summary == ByteSummary(absent=frozenset("\"\t@'=;|"), ascii=True)
    table, _ = open_table(file, choose_order_columns(section), "UTC", last_instant=True)
    assert strip_rows(table).source.summary == UNKNOWN
