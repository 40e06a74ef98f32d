"""Channels of touchpoint files: made of source and medium, kept, renamed; touches dropped."""

from pathlib import Path

import polars as pl
import pytest

from cli.inputs.context import ReadContext
from cli.inputs.tables.errors import ChannelMissingError, MissingColumnsError
from cli.inputs.touchpoints.read import TouchpointInput, read_touchpoints
from cli.inputs.values.combinations import find_combinations
from cli.settings.sections.channels import Channels
from cli.settings.sections.exports.files import Touchpoints
from cli.settings.sections.tolerance import Tolerance
from tests.cli.inputs.small_files import ledger, touches

AT = "2025-01-01 10:00:00"
TAGGED = "customer_id,touched_at,source,medium,campaign"


def said(read: TouchpointInput) -> str:
    return read.details[-1].partition("touches.csv: ")[2]


def test_files_with_source_and_medium_are_grouped(tmp_path: Path) -> None:
    text = f"{TAGGED}\nc1,{AT},google,cpc,x\nc2,{AT},,,\nc3,{AT},brevo,newsletter,x\n"
    read = touches(tmp_path, text)
    assert read.frame["channel"].dtype == pl.Categorical()
    assert read.frame["channel"].to_list() == ["Paid Search", "Direct", "Unassigned"]
    assert read.frame["source"].to_list() == ["google", None, "brevo"]
    assert read.unassigned == "Unassigned"
    assert said(read) == ("channel made of source, medium and campaign by channels.grouping: ga4")


def test_one_of_source_and_medium_is_enough(tmp_path: Path) -> None:
    read = touches(tmp_path, f"customer_id,touched_at,medium\nc1,{AT},cpc\nc1,{AT},\n")
    assert read.frame["channel"].to_list() == ["Paid Other", "Direct"]
    assert said(read) == (
        "channel made of medium by channels.grouping: ga4; no source, taken as blank"
    )


def test_a_column_channel_is_kept_and_only_its_blanks_are_grouped(tmp_path: Path) -> None:
    text = f"channel,{TAGGED}\nMine,c1,{AT},google,cpc,\n,c2,{AT},google,cpc,\n,c3,{AT},,,\n"
    read = touches(tmp_path, text)
    assert read.frame["channel"].to_list() == ["Mine", "Paid Search", None]
    assert read.notes == (
        "touchpoints: 1 row has a blank channel, made of source and medium by channels.grouping",
    )
    assert said(read) == "channel as in the file, where it is not blank"
    kept = touches(tmp_path, text, channels={"grouping": "none"})
    assert kept.frame["channel"].to_list() == ["Mine", None, None]
    assert kept.notes == ()
    assert kept.unassigned is None


def test_a_mapped_channel_is_kept(tmp_path: Path) -> None:
    text = f"customer_id,touched_at,source,medium\nc1,{AT},google,cpc\n"
    read = touches(tmp_path, text, columns={"channel": "medium"})
    assert read.frame["channel"].to_list() == ["cpc"]


def test_files_with_and_without_a_channel(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"customer_id,touched_at,channel\na,{AT},Mine\na,{AT},\n")
    (tmp_path / "b.csv").write_text(f"{TAGGED}\nb,{AT},google,cpc,\nb,{AT},,,\n")
    for names in (("a.csv", "b.csv"), ("b.csv", "a.csv")):
        read = read_touchpoints(
            Touchpoints(files=names),
            ReadContext("UTC", Tolerance("0", 0, None), tmp_path),
        )
        found = read.frame.sort("customer_id", maintain_order=True)["channel"].to_list()
        assert found == ["Mine", None, "Paid Search", "Direct"]
        assert read.notes == ()


def test_sources_are_dropped_and_counted(tmp_path: Path) -> None:
    rows = ["google", "checkout.stripe.com", "PayPal.com", "www.paypal.com", "", "shop.example"]
    text = "touchpoint_id,channel," + TAGGED
    text += "".join(f"\n{place},,c1,{AT},{name},x," for place, name in enumerate(rows))
    text += f"\n1,,,{AT},paypal,x,\n0,,c1,{AT},google,x,"
    ignore = ["checkout.stripe.com", "paypal*", "shop.example"]
    read = touches(tmp_path, text, channels={"ignore": ignore})
    assert read.frame["source"].to_list() == ["google", "www.paypal.com", None]
    assert ledger(read) == {
        "without customer_id": (1, None),
        "ignored (channels.ignore)": (3, None),
        "duplicate touchpoint_id": (1, None),
    }
    assert read.rows == read.frame.height + 5


def test_nothing_is_dropped_without_a_source(tmp_path: Path) -> None:
    text = f"customer_id,touched_at,channel\nc1,{AT},a\n"
    read = touches(tmp_path, text, channels={"ignore": ["a"]})
    assert read.frame.height == 1
    assert read.notes == (
        "channels.ignore: the touchpoints have no column source; nothing is dropped",
    )


def test_channels_are_renamed_whether_grouped_or_not(tmp_path: Path) -> None:
    rename = {"Paid Search": "Ads", "Unassigned": "Other", "Emial": "X", "Other": "Not twice"}
    text = f"{TAGGED}\nc1,{AT},google,cpc,\nc1,{AT},x,y,\nc1,{AT},x,email,\n"
    read = touches(tmp_path, text, channels={"rename": rename})
    assert read.frame["channel"].to_list() == ["Ads", "Other", "Email"]
    assert read.unassigned == "Other"
    known = "channels: Email, Paid Search, Unassigned"
    assert read.notes == (
        'channels.rename: no touch has the channel "Emial"; did you mean Email?',
        f'channels.rename: no touch has the channel "Other"; {known}',
    )
    text = f"customer_id,touched_at,channel\nc1,{AT},Paid Search\nc1,{AT},\n"
    own = touches(tmp_path, text, channels={"rename": {"Paid Search": "Ads"}})
    assert own.frame["channel"].to_list() == ["Ads", None]


def test_source_and_medium_need_rules(tmp_path: Path) -> None:
    text = f"{TAGGED}\nc1,{AT},google,cpc,\n"
    with pytest.raises(ChannelMissingError, match=r"set channels\.grouping: ga4"):
        touches(tmp_path, text, channels={"grouping": "none"})
    rules = [{"channel": "Ads", "medium": "cpc"}]
    read = touches(tmp_path, text, channels={"grouping": "none", "rules": rules})
    assert read.frame["channel"].to_list() == ["Ads"]
    assert said(read) == ("channel made of source, medium and campaign by 1 of channels.rules")


def test_a_campaign_alone_is_no_channel(tmp_path: Path) -> None:
    with pytest.raises(MissingColumnsError, match="no column channel"):
        touches(tmp_path, f"customer_id,touched_at,campaign\nc1,{AT},x\n")


def test_combinations_of_few_and_of_many_codes() -> None:
    few = pl.DataFrame({"a": ["x", None, "x", "y"], "b": [None, "z", None, "z"]})
    found = find_combinations(few)
    assert found.distinct[found.codes].equals(few)
    assert found.distinct.height == 3
    many = pl.DataFrame({name: [f"{name}{row}" for row in range(1500)] for name in "abc"})
    many = pl.concat([many, many])
    found = find_combinations(many)
    assert found.distinct[found.codes].equals(many)
    assert found.distinct.height == 1500
    assert find_combinations(few.head(0)).distinct.height == 0


def test_the_usual_settings_group() -> None:
    assert Channels() == Channels.model_validate({"grouping": "ga4", "direct": "Direct"})
