"""Encodings, lines before and below the table, and ids that a spreadsheet was to leave alone."""

import gzip
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from cli.inputs.files.errors import EncodingError, NulError
from cli.inputs.reading.problems import BadRowsError
from tests.cli.inputs.small_files import ORDERS, TOUCHES, orders, revenues, touches

ROWS = f"{ORDERS},city\nA1,c1,2025-01-02 10:00:00,10.50,Forlì\nA2,,2025-01-03 11:00:00,20,è\n"


@pytest.mark.parametrize(
    ("encoding", "mark", "said"),
    [
        ("utf-16-le", "\ufeff", "UTF-16 LE text"),
        ("utf-16-be", "\ufeff", "UTF-16 BE text"),
        ("utf-16-le", "", "UTF-16 LE text"),
        ("utf-16-be", "", "UTF-16 BE text"),
        ("utf-32-le", "\ufeff", "UTF-32 LE text"),
        ("cp1252", "", "Windows-1252 text"),
        ("utf-8", "\ufeff", None),
        ("utf-8", "\ufeff\ufeff", None),
        ("utf-8", "\ufeff\ufeff\ufeff", None),
        ("utf-16-le", "\ufeff\ufeff", "UTF-16 LE text"),
        ("utf-8", "", None),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_encodings_are_found(
    encoding: str, mark: str, said: str | None, packed: bool, tmp_path: Path
) -> None:
    expected = orders(tmp_path, ROWS, by="city")
    content = (mark + ROWS).encode(encoding)
    read = orders(tmp_path, gzip.compress(content) if packed else content, by="city")
    assert_frame_equal(read.frame, expected.frame)
    assert read.frame["city"].to_list() == ["Forlì", "è"]
    found = [each.rpartition("orders.csv: ")[2] for each in read.details[1:-1]]
    assert found == ([] if said is None else [said])
    guess = "is not UTF-8 and was read as Windows-1252; if letters look wrong, set orders.encoding"
    notes = [note.partition("orders.csv ")[2] for note in read.notes]
    assert notes == ([guess] if encoding == "cp1252" else [])


def test_an_encoding_that_is_said_is_taken(tmp_path: Path) -> None:
    read = orders(tmp_path, ROWS.encode("cp1250", "replace"), by="city", encoding="cp1250")
    assert read.notes == ()
    for encoding in ("utf-16", "utf-16-be"):
        bare = orders(tmp_path, ROWS.encode("utf-16-be"), encoding="utf-16-be", by="city")
        assert bare.frame["city"].to_list() == ["Forlì", "è"]
        assert orders(tmp_path, ROWS.encode(encoding), encoding=encoding).rows == 2
    with pytest.raises(EncodingError, match=r":2: not utf-8 text"):
        orders(tmp_path, ROWS.encode("cp1252"), encoding="utf-8")


def test_an_accent_far_below_the_sample_is_found(tmp_path: Path) -> None:
    rows = "".join(f"A{i},c{i},2025-01-02 10:00:00,1.00,x\n" for i in range(60_000))
    text = f"{ORDERS},city\n{rows}B,c,2025-01-02 10:00:00,1.00,Forlì\n"
    read = orders(tmp_path, text.encode("cp1252"), by="city")
    assert read.frame["city"][-1] == "Forlì"
    assert orders(tmp_path, text, by="city").frame["city"][-1] == "Forlì"


def test_nul_bytes_among_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NulError, match=r":2: a NUL byte"):
        orders(tmp_path, gzip.compress(ROWS.replace("c1", "c\0").encode()))
    with pytest.raises(NulError, match=r":2: a NUL byte"):
        orders(tmp_path, ROWS.replace("c1", "c\0").encode("utf-16"))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_lines_that_end_in_cr_alone(encoding: str, tmp_path: Path) -> None:
    read = orders(tmp_path, ROWS.replace("\n", "\r").encode(encoding), by="city")
    assert read.frame["city"].to_list() == ["Forlì", "è"]
    assert any(each.endswith("lines end in CR, as on old Macs") for each in read.details)


@pytest.mark.parametrize(
    "before",
    [
        "# ----\n# Orders\n# Start date: 20260901\n",
        'Campaign report\n"September 1, 2026 - September 2, 2026"\n',
        "sep=,\n",
        "\n\nOrders, of a shop, with commas, in it\n\n",
        'An inch mark: 5"\n',
    ],
)
def test_lines_before_the_header_are_found(before: str, tmp_path: Path) -> None:
    expected = orders(tmp_path, ROWS)
    read = orders(tmp_path, before + ROWS)
    assert_frame_equal(read.frame, expected.frame)
    line = before.count("\n") + 1
    assert read.details[0].endswith(
        f"orders.csv: standard, by the names in its header in line {line}"
    )
    with pytest.raises(BadRowsError, match=rf"orders.csv:{line + 3}: revenue"):
        orders(tmp_path, f"{before}{ROWS}A3,c,2025-01-02,x,y\n")


def test_a_delimiter_is_decided_on_the_rows_where_the_header_does_not(tmp_path: Path) -> None:
    text = "a;b,order_id;customer_id;ordered_at;revenue\n1;2,A;c;2025-01-02;1,50\n"
    names = {"order_id": "b,order_id"}
    assert revenues(orders(tmp_path, text, columns=names)) == {"2,A": 15_000}
    both = 'x;y,z\n"A";1,2\nB;1\n'
    with pytest.raises(Exception, match="the header is that of no known export"):
        orders(tmp_path, both)


def test_a_comment_below_is_left_out_but_an_order_named_so_is_not(tmp_path: Path) -> None:
    text = f"{ORDERS}\n#1042,c1,2025-01-02 10:00:00,1\n# a comment\n#1043,c1,2025-01-02,1\n"
    read = orders(tmp_path, text)
    assert read.frame["order_id"].to_list() == ["#1042", "#1043"]
    assert [note.partition("orders.csv: ")[2] for note in read.notes] == [
        "1 line is a comment, left out; the first one is line 3"
    ]
    assert read.rows == 2


def test_a_header_that_comes_again_is_left_out(tmp_path: Path) -> None:
    read = orders(tmp_path, f"{ROWS}{ROWS.replace('A', 'B')}{ROWS.replace('A', 'C')}")
    assert read.frame.height == 6
    assert read.notes[0].endswith("2 lines repeat the header, left out; the first one is line 4")


def test_a_second_table_ends_the_first(tmp_path: Path) -> None:
    text = f"{ROWS}\nDay Index,Sessions\n2025-01-01,7\n2025-01-02,9\n"
    read = orders(tmp_path, text)
    assert revenues(read) == {"A1": 105_000, "A2": 200_000}
    assert read.rows == 2
    assert [note.partition("orders.csv")[2] for note in read.notes] == [
        ":5: a second table begins here; it is left out"
    ]
    wide = orders(tmp_path, f"{ROWS}\na,b,c,d,e,f\n1,2,3,4,5,6\n")
    assert revenues(wide) == revenues(read)


@pytest.mark.parametrize(
    "below", ["A3,c1\n", "\nA3,c1\n", "\nDay,Sessions\n1,2,3\n", "a,b\n1,2\n", "\nx\ny\n"]
)
def test_what_may_be_rows_cut_off_is_a_problem(below: str, tmp_path: Path) -> None:
    with pytest.raises(BadRowsError, match="but the header has 5 columns"):
        orders(tmp_path, ROWS + below)


def test_apostrophes_before_numbers(tmp_path: Path) -> None:
    text = f"{TOUCHES}\n'123,2025-01-01 10:00:00,a\n'75008,2025-01-01 10:00:00,a\n"
    read = touches(tmp_path, text)
    assert read.frame["customer_id"].to_list() == ["123", "75008"]
    said = "touches.csv: customer_id begins with an apostrophe, which is left out"
    assert read.details[-1].endswith(said)
    words = touches(tmp_path, f"{text}anna@example.it,2025-01-01 10:00:00,a\n,2025-01-01,a\n")
    assert words.frame["customer_id"].to_list() == ["123", "75008", "anna@example.it"]
    names = touches(tmp_path, f"{TOUCHES}\n't Hooft,2025-01-01,a\nb,2025-01-01,a\n")
    assert names.frame["customer_id"].to_list() == ["'t Hooft", "b"]
    assert names.notes == ()


def test_apostrophes_before_some_numbers_stay(tmp_path: Path) -> None:
    text = f"{TOUCHES}\n'123,2025-01-01 10:00:00,a\n75008,2025-01-01 10:00:00,a\n"
    read = touches(tmp_path, text)
    assert read.frame["customer_id"].to_list() == ["'123", "75008"]
    end = "begins with an apostrophe in some rows and not in others; ids are left as they are"
    assert [note.endswith(end) for note in read.notes] == [True]


def test_control_characters_do_not_end_a_line(tmp_path: Path) -> None:
    read = orders(
        tmp_path, f"{ORDERS}\nA\x01\x0b\x0c\x1c\x85\u2028,c1,2025-01-02,1\nB,c,2025-01-02,1"
    )
    assert read.frame["order_id"].to_list() == ["A\x01\x0b\x0c\x1c\x85\u2028", "B"]
    with pytest.raises(BadRowsError, match=r"orders.csv:3: revenue"):
        orders(tmp_path, f"{ORDERS}\nA\x01,c1,2025-01-02,1\nB\x01,c,2025-01-02,x\n")


@pytest.mark.slow
def test_a_gigantic_value(tmp_path: Path) -> None:
    text = f"{ORDERS},note\nA,c1,2025-01-02 10:00:00,1,{'x' * 5_000_000}\n"
    assert orders(tmp_path, text).frame.height == 1
    assert orders(tmp_path, text, by="note").frame["note"].str.len_bytes().to_list() == [5_000_000]
    with pytest.raises(BadRowsError, match='revenue: "xxx') as caught:
        orders(tmp_path, f"{ORDERS}\nA,c1,2025-01-02 10:00:00,{'x' * 5_000_000}\n")
    assert len(str(caught.value)) < 400
