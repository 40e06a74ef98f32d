from pathlib import Path
from random import Random

import polars as pl
import pytest

from cli.inputs.files.errors import StandardInputTwiceError
from cli.inputs.files.find import refuse_standard_input_twice
from cli.settings.sections.exports.files import Orders, Touchpoints
from tests.cli.inputs.small_files import TOUCHES, ledger, touches


def test_the_columns_and_their_types(tmp_path: Path) -> None:
    text = (
        "medium,customer_id,note,touched_at,touchpoint_id,channel,cost\n"
        "cpc,c1,x,2025-01-01 10:00:00,7,Paid Search,0.5\n"
    )
    frame = touches(tmp_path, text).frame
    assert dict(frame.schema) == {
        "customer_id": pl.String(),
        "touched_at": pl.Datetime("us", "UTC"),
        "channel": pl.Categorical(),
        "medium": pl.Categorical(),
        "touchpoint_id": pl.Int64(),
        "cost": pl.Categorical(),
    }


def test_blank_customers_are_on_the_ledger_and_blank_channels_null(tmp_path: Path) -> None:
    text = f'{TOUCHES}\nc1,2025-01-01 10:00:00,\n,2025-01-01 10:00:00,a\n" ",2025-01-01 10:00:00,a'
    text += '\nc2,2025-01-01 10:00:00,""\nc3,2025-01-01 10:00:00,"  "\n'
    read = touches(tmp_path, text)
    assert read.frame["customer_id"].to_list() == ["c1", "c2", "c3"]
    assert read.frame["channel"].to_list() == [None, None, None]
    assert ledger(read) == {"without customer_id": (2, None)}
    assert read.rows == 5


def test_ids_lose_the_spaces_around_them(tmp_path: Path) -> None:
    read = touches(tmp_path, f"{TOUCHES}\n c1,2025-01-01 10:00:00,a\nc1 ,2025-01-01 10:00:00,a")
    assert read.frame["customer_id"].to_list() == ["c1", "c1"]


def test_repeated_touchpoint_ids_keep_the_earliest_whatever_the_order(tmp_path: Path) -> None:
    rows = [
        "1,c1,2025-01-01 10:00:00,B",
        "1,c1,2025-01-01 09:00:00,C",
        "1,c2,2025-01-01 09:00:00,A",
        "1,c1,2025-01-01 09:00:00,D",
        "2,c1,2025-01-01 09:00:00,D",
        ",c1,2025-01-01 09:00:00,D",
        ",c1,2025-01-01 09:00:00,D",
    ]
    for seed in range(5):
        Random(seed).shuffle(rows)  # noqa: S311 - no secret
        read = touches(tmp_path, "\n".join([f"touchpoint_id,{TOUCHES}", *rows]))
        kept = read.frame.filter(pl.col("touchpoint_id") == 1)
        assert kept.select("customer_id", "channel").rows() == [("c1", "C")]
        assert ledger(read) == {"duplicate touchpoint_id": (3, None)}
        assert read.frame.height + 3 == read.rows == 7


@pytest.mark.parametrize(
    ("ids", "kind"),
    [
        (["1", "-20"], pl.Int64()),
        (["1", "a"], pl.String()),
        (["1", "01"], pl.String()),
        (["1", "99999999999999999999"], pl.String()),
        (["", ""], pl.String()),
    ],
)
def test_touchpoint_ids_are_integers_where_all_are(
    ids: list[str], kind: pl.DataType, tmp_path: Path
) -> None:
    rows = "".join(f"\n{one},c1,2025-01-01 10:00:00,a" for one in ids)
    read = touches(tmp_path, f"touchpoint_id,{TOUCHES}{rows}")
    assert read.frame["touchpoint_id"].dtype == kind
    assert read.frame.height == 2


def test_an_attribute_that_is_not_standard(tmp_path: Path) -> None:
    text = f"{TOUCHES},device\nc1,2025-01-01 10:00:00,a,phone\nc1,2025-01-01 10:00:00,a,\n"
    assert "device" not in touches(tmp_path, text).frame.columns
    device = touches(tmp_path, text, by="device").frame["device"]
    assert device.to_list() == ["phone", None]
    assert device.dtype == pl.Categorical()


def test_source_and_medium_together(tmp_path: Path) -> None:
    text = f"{TOUCHES},source,medium\nc1,2025-01-01 10:00:00,a,google,cpc\n"
    text += "c1,2025-01-01 10:00:00,a,google,\nc1,2025-01-01 10:00:00,a,,\n"
    both = touches(tmp_path, text, by="source_medium").frame["source_medium"]
    assert both.to_list() == ["google / cpc", "google / (none)", None]


def test_mapped_columns(tmp_path: Path) -> None:
    text = "who,when,medium\nc1,2025-01-01 10:00:00,email\n"
    columns = {"customer_id": "who", "touched_at": "when", "channel": "medium"}
    frame = touches(tmp_path, text, columns=columns).frame
    assert frame.columns == ["customer_id", "touched_at", "channel"]
    assert touches(tmp_path, text, columns=columns, by="medium").frame["medium"].to_list() == [
        "email"
    ]


def test_bad_rows_up_to_the_tolerance_are_left_out(tmp_path: Path) -> None:
    text = f"{TOUCHES}\nc1,x,a\nc1,2025-01-01 10:00:00,a\nc1\n"
    read = touches(tmp_path, text, bad=2)
    assert read.frame.height == 1
    assert ledger(read) == {"bad rows": (2, None)}
    (note,) = read.notes
    first, *problems = note.splitlines()
    left_out = "2 rows left out because of bad values, which max_bad_rows allows:"
    assert first == f"touchpoints: {left_out}"
    assert "touches.csv:4: 1 value, but the header has 3 columns" in problems[0]
    assert 'touches.csv:2: touched_at: "x" is not a time' in problems[1]


def test_standard_input_is_for_one_role() -> None:
    piped, named = Touchpoints(files=("-",)), Orders(files=("o.csv",))
    refuse_standard_input_twice({"touchpoints": piped, "orders": named})
    with pytest.raises(StandardInputTwiceError, match="can be read once"):
        refuse_standard_input_twice({"touchpoints": piped, "orders": Orders(files=("-",))})
