import gzip
import io
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from cli.errors import MeritoError
from cli.inputs.files import compression
from cli.inputs.files.errors import EncodingError, MissingFileError, NulError, UnreadableError
from cli.inputs.reading.problems import BadRowsError
from tests.cli.inputs.small_files import ORDERS, TOUCHES, orders, revenues, touches

ROWS = f"{ORDERS},city\nA1,c1,2025-01-02 10:00:00,10.50,Roma\nA2,,2025-01-03 11:00:00,20,\n"


def written(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return name


def test_compressed_files_read_as_plain_ones(tmp_path: Path) -> None:
    plain = orders(tmp_path, ROWS, by="city").frame
    zipped = orders(tmp_path, gzip.compress(ROWS.encode()), name="o.csv.gz", by="city").frame
    assert_frame_equal(plain, zipped)
    frame = pl.read_csv(ROWS.encode(), infer_schema=False)
    frame.lazy().sink_csv(tmp_path / "o.csv.zst", compression="zstd")
    content = (tmp_path / "o.csv.zst").read_bytes()
    assert content.startswith(b"\x28\xb5\x2f\xfd")
    assert_frame_equal(plain, orders(tmp_path, content, name="o.csv.zst", by="city").frame)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Rome"])
@pytest.mark.parametrize("typed", [True, False])
def test_parquet_reads_as_csv(typed: bool, zone: str, tmp_path: Path) -> None:
    plain = orders(tmp_path, ROWS, by="city", zone=zone).frame
    frame = pl.read_csv(ROWS.encode(), try_parse_dates=typed, infer_schema=typed)
    content = io.BytesIO()
    frame.write_parquet(content)
    read = orders(tmp_path, content.getvalue(), name="o.parquet", by="city", zone=zone)
    assert_frame_equal(plain, read.frame)


def test_typed_times_and_numbers_of_parquet(tmp_path: Path) -> None:
    texts = pl.Series(["2025-01-02 10:00:00"])
    frame = pl.DataFrame(
        {
            "order_id": [17],
            "customer_id": pl.Series(["c"], dtype=pl.Categorical),
            "ordered_at": texts.str.to_datetime(time_unit="ns").dt.replace_time_zone("Europe/Rome"),
            "revenue": pl.Series(["1.5"]).str.to_decimal(scale=2),
            "lists": [[1]],
        }
    )
    content = io.BytesIO()
    frame.write_parquet(content)
    read = orders(tmp_path, content.getvalue(), name="o.parquet").frame
    assert read["order_id"].to_list() == ["17"]
    assert read["revenue"].to_list() == [15_000]
    assert read["ordered_at"].dt.hour().to_list() == [9]


def test_dates_of_parquet_have_no_time(tmp_path: Path) -> None:
    frame = pl.read_csv(f"{TOUCHES}\nc1,2025-01-02,a".encode(), try_parse_dates=True)
    content = io.BytesIO()
    frame.write_parquet(content)
    read = touches(tmp_path, content.getvalue(), name="t.parquet")
    assert read.counts.dated == 1
    assert read.frame["dated_only"].to_list() == [True]


def test_bad_rows_of_parquet_are_numbered_from_one(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "order_id": ["a", None],
            "customer_id": ["c", "c"],
            "ordered_at": ["2025-01-01", "x"],
            "revenue": [1e-7, 0.1 + 0.2],
        }
    )
    content = io.BytesIO()
    frame.write_parquet(content)
    with pytest.raises(BadRowsError, match=r'o.parquet:2: order_id: "" is blank'):
        orders(tmp_path, content.getvalue(), name="o.parquet")
    read = orders(tmp_path, content.getvalue(), name="o.parquet", bad="50%")
    assert revenues(read) == {"a": 0}


@pytest.mark.parametrize("zone", [None, "Europe/Rome"])
@pytest.mark.parametrize("kind", [pl.Datetime("ms"), pl.Date()])
def test_typed_times_beside_bad_rows(kind: pl.DataType, zone: str | None, tmp_path: Path) -> None:
    at = pl.Series(["2025-01-02"] * 2).str.to_datetime(time_unit="ms").cast(kind)
    if zone and kind == pl.Datetime:
        at = at.dt.replace_time_zone(zone)
    frame = pl.DataFrame({"order_id": ["a", ""], "customer_id": ["c", "c"], "ordered_at": at})
    content = io.BytesIO()
    frame.with_columns(revenue=1, lists=[1]).write_parquet(content)
    read = orders(tmp_path, content.getvalue(), name="o.parquet", bad=1, zone=zone or "UTC")
    assert read.frame["ordered_on"].cast(pl.String).to_list() == ["2025-01-02"]
    assert revenues(read) == {"a": 10_000}


def test_several_files_are_read_in_the_order_given(tmp_path: Path) -> None:
    written(tmp_path, "b.csv", f"{TOUCHES}\nc1,2025-01-01 10:00:00,b1".encode())
    written(tmp_path, "a.csv", b"channel;touched_at;customer_id;x\nb2;2025-01-01T10:00Z;c1;y\n")
    read = touches(tmp_path, f"{TOUCHES}\n", files=["b.csv", "a.csv", "touches.csv", "./a.csv"])
    assert read.frame["channel"].to_list() == ["b1", "b2"]
    assert [file.rows for file in read.files] == [1, 1, 0]


def test_a_pattern_is_read_by_name(tmp_path: Path) -> None:
    for day in ("03", "01", "02"):
        written(tmp_path, f"t-{day}.csv", f"{TOUCHES}\nc1,2025-01-{day} 10:00:00,a".encode())
    read = touches(tmp_path, "", files="t-*.csv", name="other.csv")
    assert [time.day for time in read.frame["touched_at"]] == [1, 2, 3]
    (tmp_path / "t-[1].csv").write_text(f"{TOUCHES}\nc9,2025-01-01,a", encoding="utf-8")
    assert touches(tmp_path, "", files="t-[1].csv", name="other.csv").rows == 1


def test_files_with_other_columns_stand_together(tmp_path: Path) -> None:
    written(tmp_path, "b.csv", f"{TOUCHES},campaign\nc1,2025-01-01,b,x".encode())
    read = touches(tmp_path, f"{TOUCHES}\nc1,2025-01-01 10:00:00,a", files=["touches.csv", "b.csv"])
    assert read.frame["campaign"].to_list() == [None, "x"]
    assert read.frame["dated_only"].to_list() == [False, True]


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = SimpleNamespace(buffer=io.BytesIO(gzip.compress(ROWS.encode())))
    monkeypatch.setattr("sys.stdin", data)
    read = orders(tmp_path, "", files="-")
    assert revenues(read) == {"A1": 105_000, "A2": 200_000}
    assert [file.path for file in read.files] == ["-"]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(f"{ROWS}x".encode())))
    with pytest.raises(BadRowsError, match=r"^-:4: 1 value, but the header has 5 columns"):
        orders(tmp_path, "", files="-")


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + ROWS.encode(),
        ROWS.replace("\n", "\r\n").encode(),
        ROWS.rstrip().encode(),
        ROWS.replace(",", ";").encode(),
        ROWS.replace(",", "\t").encode(),
        ROWS.replace(",", "|").encode(),
        ROWS.replace("\n", "\n\n").encode(),
        b"\n" + ROWS.encode(),
        ROWS.encode() + b",,,,\n  \n",
        b'"order_id" , "customer_id" ,ordered_at,revenue,city\n'.replace(b'" ,', b'",').replace(
            b', "', b',"'
        )
        + ROWS.encode().partition(b"\n")[2],
    ],
)
def test_ways_of_writing_the_same_table(content: bytes, tmp_path: Path) -> None:
    expected = orders(tmp_path, ROWS, by="city")
    read = orders(tmp_path, content, by="city")
    assert_frame_equal(read.frame, expected.frame)
    assert read.lines == expected.lines


def test_quoted_values_may_hold_anything(tmp_path: Path) -> None:
    text = f'{ORDERS},note\nA1,"c,1",2025-01-02 10:00:00,1,"two\r\nlines, ""quoted"""\n'
    text += 'A2,c2,2025-01-02 10:00:00,2,\nA3,c3,2025-01-02 10:00:00,3,"32"" screen"\n'
    read = orders(tmp_path, text, by="note")
    assert read.frame["note"].to_list() == ['two\r\nlines, "quoted"', None, '32" screen']
    assert read.frame["customer_id"].to_list() == ["c,1", "c2", "c3"]
    assert orders(tmp_path, text).frame.height == 3


@pytest.mark.parametrize(("encoding", "mark"), [("cp1252", ""), ("utf-16", "")])
def test_other_encodings(encoding: str, mark: str, tmp_path: Path) -> None:
    text = f"{mark}{ROWS.replace('Roma', 'Forlì')}"
    read = orders(tmp_path, text.encode(encoding), encoding=encoding, by="city")
    assert read.frame["city"].to_list() == ["Forlì", None]


def test_zstd_in_another_encoding_is_refused(tmp_path: Path) -> None:
    frame = pl.DataFrame({"order_id": ["Forlì"], "customer_id": "c", "ordered_at": "2025-01-02"})
    frame.with_columns(revenue=1).lazy().sink_csv(tmp_path / "o.csv.zst", compression="zstd")
    with pytest.raises(
        UnreadableError,
        match=r"o\.csv\.zst: cannot be read: zstd of cp1252 text; unpack it first$",
    ):
        orders(tmp_path, "", files="o.csv.zst", encoding="cp1252")
    assert revenues(orders(tmp_path, "", files="o.csv.zst")) == {"Forlì": 10_000}


def test_lines_before_the_header(tmp_path: Path) -> None:
    assert orders(tmp_path, f'Title "x\n\n{ROWS}', skip_rows=1).frame.height == 2


def test_a_name_relative_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert orders(tmp_path, ROWS).files[0].path == "orders.csv"
    with pytest.raises(MissingFileError, match=r"^order.csv: no such file; did you mean orders"):
        orders(tmp_path, ROWS, files="order.csv")


def test_what_was_decided_is_told(tmp_path: Path) -> None:
    how, details = orders(tmp_path, ROWS).details
    assert how.endswith("orders.csv: standard, by the names in its header")
    assert orders(tmp_path, ROWS, format="standard").details == (details,)
    assert details.endswith("comma-separated, times written as %Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize("quotes", [False, True])
def test_a_long_and_a_short_row_are_both_found(quotes: bool, tmp_path: Path) -> None:
    good = 'A1,c1,2025-01-02 10:00:00,1,"x, y",\n' if quotes else "A1,c1,2025-01-02 10:00:00,1,x,\n"
    text = f"{ORDERS},note,city\n{good}A2,c1,2025-01-02 10:00:00,1,x,y,z\nA3,c1,2025-01-02,1,x\n"
    with pytest.raises(BadRowsError) as caught:
        orders(tmp_path, text)
    assert "orders.csv:3: 7 values, but the header has 6 columns" in str(caught.value)
    assert "orders.csv:4: 5 values, but the header has 6 columns" in str(caught.value)


def test_years_that_nothing_can_print_are_damage(tmp_path: Path) -> None:
    instants = pl.Series([0, 10**18], dtype=pl.Int64).cast(pl.Datetime("us"))
    table = {"order_id": ["a", "b"], "customer_id": ["x", "y"], "ordered_at": instants}
    content = io.BytesIO()
    pl.DataFrame({**table, "revenue": ["1.00", "2.00"]}).write_parquet(content)
    with pytest.raises(BadRowsError, match=r"o.parquet:2: ordered_at: \"\" is blank"):
        orders(tmp_path, content.getvalue(), name="o.parquet")


@pytest.mark.parametrize("name", ['12" wide', 'size 12"', '"a ""b"" c"', '"two\nlines"'])
def test_quotes_in_the_header_take_no_row(name: str, tmp_path: Path) -> None:
    rows = "A1,c1,2025-01-02 10:00:00,1,x\n\nA2,c1,2025-01-02 11:00:00,2,x\n"
    read = orders(tmp_path, f"{ORDERS},{name}\n{rows}")
    assert revenues(read) == {"A1": 10_000, "A2": 20_000}


@pytest.mark.parametrize(("byte", "error"), [(b"\xff", EncodingError), (b"\0", NulError)])
def test_the_line_of_a_bad_byte_is_counted_over_all_chunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, byte: bytes, error: type[MeritoError]
) -> None:
    monkeypatch.setattr(compression, "CHUNK", 64)
    rows = [f"{number},a,2025-01-02,1".encode() for number in range(20)]
    text = b"\n".join([ORDERS.encode(), *rows, b"x" + byte + b",a,2025-01-02,1", *rows])
    with pytest.raises(error, match=r"orders\.csv:22\b"):
        orders(tmp_path, text, encoding="utf-8")
