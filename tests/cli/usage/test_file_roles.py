"""The first look at a header tells the files of every known export apart."""

import gzip
from pathlib import Path

import pytest

from cli.inputs.formats.catalogue import load_formats
from cli.usage.file_roles import find_role, read_columns
from tests.running import SAMPLE

FORMATS = Path(__file__).parents[2] / "formats"
STANDARD = {"touchpoints.csv": "touchpoints", "orders.csv": "orders"}
# Raw data of AppsFlyer has one header, whether it holds installs or events.
SAME_HEADER = {"appsflyer_events": "touchpoints"}
FILES = [
    pytest.param(
        file,
        SAME_HEADER.get(named.name, STANDARD.get(file.name, str(named.form.role))),
        id=f"{named.name}/{file.name}",
    )
    for named in load_formats(None)
    if named.form is not None
    for file in sorted((FORMATS / named.name).iterdir())
    if file.suffix in {".csv", ".tsv"}
]


@pytest.mark.parametrize(("file", "role"), FILES)
def test_each_export_has_its_role(file: Path, role: str) -> None:
    assert find_role(file) == role


@pytest.mark.parametrize("name", ["touchpoints", "orders", "costs"])
def test_the_sample_shop_has_its_roles(name: str, tmp_path: Path) -> None:
    assert find_role(SAMPLE / f"{name}.csv") == name
    packed = tmp_path / "export.csv.gz"
    packed.write_bytes(gzip.compress((SAMPLE / f"{name}.csv").read_bytes()))
    assert find_role(packed) == name


@pytest.mark.parametrize(
    ("name", "content", "role"),
    [
        ("a.csv", b"", None),
        ("a.csv", b"name,city\n", None),
        ("orders-2026.parquet", b"PAR1", "orders"),
        ("visits.csv", b"\x1f\x8bbroken", "touchpoints"),
        ("a.csv", "order_id\ttotal\n".encode("utf-16"), "orders"),
        ("orders-and-visits.csv", b"x,y\n", None),
        ("a.csv", b"Kunde;Zeitpunkt;Kanal;Kosten\n", "touchpoints"),
        (
            "a.csv",
            b"cookie,time,interaction\nx,1,impression\nx,2,click\n",
            "touchpoints",
        ),
        ("a.csv", b"Lead ID,Date,Channel,Spend\n", "touchpoints"),
        ("a.csv", b"Customer ID,Campaign,Cost,Impr.,Clicks\n", "costs"),
    ],
)
def test_a_file_that_says_little(
    tmp_path: Path, name: str, content: bytes, role: str | None
) -> None:
    (tmp_path / name).write_bytes(content)
    assert find_role(tmp_path / name) == role


def test_a_file_that_is_not_there_has_no_columns(tmp_path: Path) -> None:
    assert list(read_columns(tmp_path / "absent.csv")) == []
