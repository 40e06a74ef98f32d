"""JSON as the text of a table: every value in its column, with the digits that it has."""

import csv
import gzip
import io
import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.files.find import find_sources
from cli.inputs.files.lines import unpack_zstd
from cli.inputs.records.beginning import is_json
from cli.inputs.records.errors import DamagedJsonError, NoRecordsError
from cli.inputs.records.table import write_table

NAMES = st.text(st.characters(categories=["Ll"]), min_size=1, max_size=3)
VALUES = st.one_of(st.integers(), st.text(max_size=5), st.booleans(), st.none())


def make(folder: Path, text: str | bytes, name: str = "a.json") -> list[list[str]]:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (source,) = find_sources((name,), "orders", folder)
    assert is_json(source)
    data = write_table(unpack_zstd(source, "orders")).data
    assert isinstance(data, bytes)
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_values_keep_their_digits(tmp_path: Path) -> None:
    rows = make(tmp_path, '{"a": 12.50, "b": 1.0, "c": 12345678901234567890, "d": true, "e": null}')
    assert rows == [list("abcde"), ["12.50", "1.0", "12345678901234567890", "true", ""]]


def test_numbers_with_exponents_are_written_without(tmp_path: Path) -> None:
    rows = make(tmp_path, '{"a": 1e3, "b": 1.25E-05, "c": -2e+1, "d": 1e999999999, "e": -0e9}')
    assert rows[1] == ["1000", "0.0000125", "-20", "1e999999999", "-0"]


def test_columns_of_all_records_in_the_order_in_which_they_come(tmp_path: Path) -> None:
    rows = make(tmp_path, '{"a": 1}\n\n{"b": "x,\\n\\"y"}\n{"c": [], "a": 2}\n')
    assert rows == [["a", "b", "c"], ["1", "", ""], ["", 'x,\n"y', ""], ["2", "", ""]]


def test_carriage_returns_in_values(tmp_path: Path) -> None:
    rows = make(tmp_path, '{"a": "\\r"}\n{"b": "\\r0", "a": "0\\r"}\n{"a": "x\\r\\ny"}')
    assert rows == [["a", "b"], ["\r", ""], ["0\r", "\r0"], ["x\r\ny", ""]]


def test_records_of_nothing_are_lines_as_well(tmp_path: Path) -> None:
    rows = make(tmp_path, '{"data": [{}, {"a": 1, "b": 2}, {}, {"a": 3}]}')
    assert rows == [["a", "b"], ["", ""], ["1", "2"], ["", ""], ["3", ""]]


def test_nested_records_pairs_and_lists(tmp_path: Path) -> None:
    record = {
        "who": {"mail": {"home": "a@x.example"}, "at": {"$date": "2026-03-01"}},
        "params": [{"key": "id", "value": {"string_value": None, "int_value": "7"}}],
        "notes": [{"name": "gift", "value": "no"}],
        "lines": [{"sku": "A", "price": "3"}],
        "tags": ["x", "y"],
    }
    rows = make(tmp_path, json.dumps([record]))
    assert dict(zip(*rows, strict=True)) == {
        "who.mail.home": "a@x.example",
        "who.at": "2026-03-01",
        "params.id": "7",
        "notes.gift": "no",
        "lines": '[{"sku": "A", "price": "3"}]',
        "tags": '["x", "y"]',
    }


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1}, {"a": 2}]',
        '{"a": 1}\n{"a": 2}',
        '{"a": 1},\n{"a": 2}\n',
        '{"data": [{"a": 1}, {"a": 2}], "next": null, "ids": [1, 2]}',
        '\ufeff\n {\n "a": 1\n}\n{\n "a": 2\n}',
    ],
)
def test_ways_of_holding_records(text: str, tmp_path: Path) -> None:
    assert make(tmp_path, text) == [["a"], ["1"], ["2"]]


def test_compressed_records(tmp_path: Path) -> None:
    assert make(tmp_path, gzip.compress(b'{"a": "b"}\n'), "a.json.gz") == [["a"], ["b"]]


def test_records_in_zstd(tmp_path: Path) -> None:
    lines = pl.DataFrame(
        {"line": ['{"a": "è, \\"b\\""}', "", '{"a":', ' "c"}', *['{"a": ""}'] * 9]}
    )
    content = io.BytesIO()
    lines.lazy().sink_csv(
        content, compression="zstd", include_header=False, quote_style="never", separator="\x01"
    )
    rows = make(tmp_path, content.getvalue(), "a.json.zst")
    assert rows == [["a"], ['è, "b"'], ["c"], *[[""]] * 9]


def test_columns_of_numbers_alone(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a": 1.234, "b": "1.234", "c": 5, "d": ""}\n{"c": "5"}')
    (source,) = find_sources(("a.json",), "orders", tmp_path)
    made = write_table(source)
    assert made.numbers == {0}
    assert [made.find_line(line) for line in (2, 3)] == [1, 2]


@pytest.mark.parametrize("text", ['{"a": 1} x', '{"a": }', '[{"a": 1}', '{"a": 1}\n{"a"'])
def test_damaged_records(text: str, tmp_path: Path) -> None:
    with pytest.raises(DamagedJsonError, match=r"a\.json:[12]: the JSON is damaged: "):
        make(tmp_path, text)


@pytest.mark.parametrize("text", ['{"a":' * 100_000, '{"a":' * 900 + "1" + "}" * 900])
def test_records_nested_too_deeply(text: str, tmp_path: Path) -> None:
    with pytest.raises(DamagedJsonError, match="nested too deeply"):
        make(tmp_path, text)


@pytest.mark.parametrize("text", ["[]", '[{"a": 1}, 2]', '{"a": [{}], "b": [{}]}'])
def test_no_records(text: str, tmp_path: Path) -> None:
    with pytest.raises(NoRecordsError):
        make(tmp_path, text)


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "[Date],[Channel]\n", "{a},b\n", '"{""a"": 1}"\n'])
def test_tables_are_no_json(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(text)
    (source,) = find_sources(("a.csv",), "orders", tmp_path)
    assert not is_json(source)


@given(st.lists(st.dictionaries(NAMES, VALUES, min_size=1), min_size=1))
def test_any_records(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    header, *rows = make(folder, "\n".join(map(json.dumps, records)))
    assert header == list(dict.fromkeys(name for record in records for name in record))
    texts: dict[object, str] = {True: "true", False: "false", None: ""}
    for record, row in zip(records, rows, strict=True):
        said = {
            name: str(value) if type(value) in (int, str) else texts[value]
            for name, value in record.items()
        }
        assert dict(zip(header, row, strict=True)) == {name: said.get(name, "") for name in header}
