"""Ids that are addresses are looked for only where the files may hold some."""

from pathlib import Path

import polars as pl
import pytest

from cli.inputs.identities.assign import CustomerResolver
from cli.settings.sections.exports.identities import Normalise
from tests.cli.inputs.small_files import ORDERS, TOUCHES, orders, touches

ROW = ",2025-01-02 10:00:00,"


@pytest.mark.parametrize(
    ("customer", "channel", "addresses"),
    [("c1", "Email", False), ("A@x.example", "Email", True), ("c1", "@shop", True)],
)
def test_a_text_tells_whether_it_may_hold_addresses(
    customer: str, channel: str, addresses: bool, tmp_path: Path
) -> None:
    read = touches(tmp_path, f"{TOUCHES}\n{customer}{ROW}{channel}\n")
    assert read.addresses is addresses
    assert orders(tmp_path, f"{ORDERS}\n1,{customer}{ROW}1\n").addresses is ("@" in customer)


def test_other_files_may_hold_addresses(tmp_path: Path) -> None:
    wide = f"{TOUCHES}\nc1{ROW}Email\n".encode("utf-16")
    assert touches(tmp_path, wide).addresses
    made = f"mail,{TOUCHES}\nA,c1{ROW}Email\n"
    columns = {"customer_id": ["mail", "customer_id"]}
    assert touches(tmp_path, made, columns=columns).addresses


@pytest.mark.parametrize("normalise", list(Normalise))
def test_ids_without_addresses_are_the_same_unlooked_at(normalise: Normalise) -> None:
    frame = pl.DataFrame({"customer_id": ["Ada", "bob", None, "unknown"]})
    resolver = CustomerResolver(normalise)
    for resolve in (resolver.resolve_touches, resolver.resolve_orders):
        assert resolve(frame, addresses=False)[0].equals(resolve(frame)[0])


def test_addresses_are_one_customer_however_they_are_written(tmp_path: Path) -> None:
    read = touches(tmp_path, f"{TOUCHES}\nAda@x.example{ROW}Email\nada@x.example{ROW}Email\n")
    found, _ = CustomerResolver().resolve_touches(read.frame, addresses=read.addresses)
    assert found["customer_id"].to_list() == ["ada@x.example"] * 2
