"""The rules that make channels, built-in and own."""

import csv
import re
from pathlib import Path

import polars as pl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.channels.built_in import compile_built_in
from cli.inputs.channels.grouping import group_channels
from cli.inputs.channels.rules import UNASSIGNED, compile_rules, matches_any
from cli.settings.sections.channels import Channels, SourceCategory
from tests.cli.inputs.channels.reference_channels import expected_channel

CONFIGS = Path(__file__).parents[4] / "configs" / "channels"
with (Path(__file__).parent / "channel_cases.csv").open(encoding="utf-8") as opened:
    CASES = [tuple(row) for row in csv.reader(opened)][1:]


def channel(
    source: str | None, medium: str | None, campaign: str | None = None, **settings: object
) -> str:
    tags = pl.DataFrame(
        {"source": [source], "medium": [medium], "campaign": [campaign]},
        schema=dict.fromkeys(("source", "medium", "campaign"), pl.String),
    )
    rules = compile_rules(Channels.model_validate(settings))
    found: str = rules.assign_channels(tags).cast(pl.String).item()
    return found


@pytest.mark.parametrize(("source", "medium", "campaign", "expected"), CASES)
def test_published_cases(source: str, medium: str, campaign: str, expected: str) -> None:
    assert channel(source, medium, campaign) == expected
    assert channel(f" {source.upper()} ", medium.upper(), campaign.upper()) == expected


def test_there_are_cases_for_most_channels() -> None:
    assert len(CASES) == 25
    known = {name for name, _ in compile_built_in("ga4", {})}
    assert len(known & {case[3] for case in CASES}) == 15


@pytest.mark.parametrize(
    ("source", "medium", "expected"),
    [
        (None, None, "Direct"),
        ("", "  ", "Direct"),
        ("direct", None, "Direct"),
        ("Direct", "(none)", "Direct"),
        ("(direct)", "(not set)", "Direct"),
        ("(direct)", "cpc", "Paid Other"),
        (None, "cpc", "Paid Other"),
        ("google", None, "Organic Search"),
        ("newsletter", None, UNASSIGNED),
        ("e mail", "x", "Email"),
        ("x", "E_Mail", "Email"),
        ("email", "referral", "Referral"),
        ("x", "paidly", "Paid Other"),
        ("x", "unpaid", UNASSIGNED),
        ("x", "ppcs", UNASSIGNED),
        ("x", "ppc", "Paid Other"),
        ("x", "retargeting", "Paid Other"),
        ("x", "retargeting2", UNASSIGNED),
        ("x", "social media", "Organic Social"),
        ("x", "my-video-ad", "Organic Video"),
        ("x", "audio", "Audio"),
        ("firebase", "x", "Mobile Push Notifications"),
        ("vimeo", "cpv", "Paid Video"),
        ("amazon", "cpc", "Paid Shopping"),
        ("idealo", "cpc", "Paid Shopping"),
        ("email.seznam.cz", "referral", "Organic Search"),
        ("web.de", "referral", "Organic Search"),
        ("mail.google.com", "referral", "Referral"),
        ("x.com", "referral", "Organic Social"),
        ("news.facebook.com", "referral", "Referral"),
    ],
)
def test_more_of_the_built_in_rules(source: str | None, medium: str | None, expected: str) -> None:
    assert channel(source, medium) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("de.linkedin.com", "Organic Social"),
        ("www.de.linkedin.com", "Organic Social"),
        ("PT-BR.facebook.com", "Organic Social"),
        ("lm.facebook.com", "Organic Social"),
        ("l.instagram.com", "Organic Social"),
        ("out.reddit.com", "Organic Social"),
        ("m.vk.com", "Organic Social"),
        ("www.pinterest.co.kr", "Organic Social"),
        ("google.pl", "Organic Search"),
        ("www.google.com.br", "Organic Search"),
        ("google.no", "Organic Search"),
        ("google.com.co", "Organic Search"),
        ("uk.search.yahoo.com", "Organic Search"),
        ("pl.search.yahoo.com", "Organic Search"),
        ("m.bing.com", "Organic Search"),
        ("amazon.com.au", "Organic Shopping"),
        ("www.idealo.nl", "Organic Shopping"),
        ("de.youtube.com", "Organic Video"),
        # other services, and hosts that only look like a listed one
        ("mail.google.com", "Referral"),
        ("news.google.com", "Referral"),
        ("notfacebook.com", "Referral"),
        ("de-linkedin.com", "Referral"),
        ("facebook.com.evil.io", "Referral"),
        ("www.facebook.com.evil.io", "Referral"),
        ("google.pl.evil.io", "Referral"),
        ("evil.google.pl", "Referral"),
        ("google.co", "Referral"),
        ("google.io", "Referral"),
        ("linkedin.pl", "Referral"),
        ("facebook.de", "Referral"),
        ("www.m.de.facebook.com", "Referral"),
        ("de.line", "Referral"),
        ("xfacebookxcom", "Referral"),
    ],
)
def test_hosts_belong_to_the_listed_ones(host: str, expected: str) -> None:
    assert channel(host, "referral") == expected


@pytest.mark.parametrize(
    ("host", "medium", "expected"),
    [
        ("mail.google.com", None, "Email"),
        ("outlook.live.com", "(not set)", "Email"),
        ("webmail.shop.example", None, "Email"),
        ("it.mail.yahoo.com", None, "Email"),
        ("webmail.shop.example", "referral", "Referral"),
        ("mail.google.com", "cpc", "Paid Other"),
        ("email.seznam.cz", None, "Organic Search"),
        ("mail.google.com.evil.io", None, UNASSIGNED),
    ],
)
def test_mail_hosts_are_email_where_ga4_has_no_channel(
    host: str, medium: str | None, expected: str
) -> None:
    assert channel(host, medium) == expected


def test_a_host_of_its_own_kind_is_not_that_of_its_owner() -> None:
    own = {"search": ["de.linkedin.com"], "video": ["google.pl"]}
    assert channel("de.linkedin.com", "referral", sources=own) == "Organic Search"
    assert channel("www.google.pl", "referral", sources=own) == "Organic Video"
    assert channel("fr.linkedin.com", "referral", sources=own) == "Organic Social"


@pytest.mark.parametrize(
    ("campaign", "expected"),
    [
        ("shop", "Organic Shopping"),
        ("my shop", "Organic Shopping"),
        ("4shop", "Organic Shopping"),
        ("ünishop", UNASSIGNED),
        ("eshop", "Organic Shopping"),
        ("workshop then eshop", "Organic Shopping"),
        ("bishop", UNASSIGNED),
        (None, UNASSIGNED),
    ],
)
def test_campaigns_of_a_shop(campaign: str | None, expected: str) -> None:
    assert channel("brevo", "newsletter", campaign) == expected


def test_own_rules_come_first_and_the_first_that_matches_wins() -> None:
    rules = [
        {"channel": "Newsletter", "medium": "newsletter"},
        {"channel": "Brand", "source": ["google", "bing"], "medium": "cp*", "campaign": "*Brand*"},
        {"channel": "Never", "medium": "newsletter"},
        {"channel": "Nobody", "source": "direct", "medium": "(NONE)"},
    ]
    assert channel("brevo", "Newsletter", rules=rules) == "Newsletter"
    assert channel("Bing", "CPC", "it_brand_2", rules=rules) == "Brand"
    assert channel("bing", "cpc", "generic", rules=rules) == "Paid Search"
    assert channel("bing", "cpc", None, rules=rules) == "Paid Search"
    assert channel(None, None, rules=rules) == "Nobody"
    assert channel("awin", "affiliate", rules=rules) == "Affiliates"


def test_a_star_matches_a_blank_as_well() -> None:
    rules = [{"channel": "Comparison", "source": ["trovaprezzi", "idealo"], "campaign": "*"}]
    assert channel("Idealo", "cpc", None, rules=rules) == "Comparison"
    assert channel("idealo.it", "cpc", None, rules=rules) == "Paid Shopping"


def test_without_the_built_in_rules_the_rest_is_unassigned() -> None:
    rules = [{"channel": "Ads", "medium": "cpc"}]
    assert channel("google", "cpc", rules=rules, grouping="none") == "Ads"
    assert channel("google", "organic", rules=rules, grouping="none") == UNASSIGNED


def test_own_sources_are_of_their_kind_alone() -> None:
    own = {"social": ["Forum.example", "google"]}
    assert channel("forum.EXAMPLE", "referral", sources=own) == "Organic Social"
    assert channel("google", "cpc", sources=own) == "Paid Social"
    assert channel("facebook", "cpc", sources=own) == "Paid Social"


_SOURCES = {
    "google": "search",
    "idealo": "shopping",
    "facebook": "social",
    "vimeo": "video",
    "(direct)": None,
    "sms": None,
    "e mail": None,
    "firebase": None,
    "x": None,
}
_MEDIUMS = [
    *("(none)", "(not set)", "cpm", "ppc", "retargeting", "paid", "banner", "social media", "sm"),
    *("video", "organic", "referral", "link", "e-mail", "affiliate", "audio", "sms", "push"),
    *("mobile", "notification", "ai-assistant", "newsletter", "display", "app"),
]
_PIECES = st.lists(
    st.sampled_from(
        ["", "e", "k", "4", "-", "shop", "ping", "cp", "video", "push", "cross-network"]
    ),
    min_size=1,
    max_size=4,
).map("".join)


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(_SOURCES)), st.sampled_from(_MEDIUMS) | _PIECES, _PIECES),
        min_size=1,
        max_size=30,
    )
)
def test_the_rules_are_the_published_ones(rows: list[tuple[str, str, str]]) -> None:
    tags = pl.DataFrame(rows, ["source", "medium", "campaign"], orient="row")
    found = group_channels(tags, Channels()).cast(pl.String).to_list()
    assert found == [
        expected_channel(source, medium or "(none)", campaign or "(not set)", _SOURCES[source])
        for source, medium, campaign in rows
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["google", "Google", "brevo", "", None]),
            st.sampled_from(["cpc", "email", None, "newsletter"]),
            st.sampled_from(["eshop", "x", None]),
        )
    )
)
def test_each_combination_is_seen_once_whatever_the_rows(
    rows: list[tuple[str | None, str | None, str | None]],
) -> None:
    schema = dict.fromkeys(("source", "medium", "campaign"), pl.String)
    tags = pl.DataFrame(rows, schema, orient="row").with_columns(
        pl.col("source").cast(pl.Categorical)
    )
    found = group_channels(tags, Channels()).cast(pl.String).to_list()
    assert found == [channel(*row) for row in rows]


@given(st.text("aB.*\\[]^$ é\n", min_size=1, max_size=6), st.text("aB.\\[]^$ é\n", max_size=8))
def test_patterns_are_plain_text_but_for_stars(pattern: str, text: str) -> None:
    expected = ".*".join(re.escape(piece) for piece in pattern.strip().lower().split("*"))
    column = pl.DataFrame({"text": [text.lower()]})
    found = column.select(matches_any(pl.col("text"), [pattern])).item()
    assert found == bool(re.fullmatch(expected, text.lower(), re.DOTALL))


def test_the_lists_of_sources_hold_each_name_once_in_small_letters() -> None:
    lists = yaml.safe_load((CONFIGS / "sources.yaml").read_text(encoding="utf-8"))
    assert set(lists) == {kind.value for kind in SourceCategory}
    names = [name for kind in lists.values() for name in kind]
    assert len(names) == len(set(names))
    assert all(isinstance(name, str) and name == name.lower().strip() for name in names)
    assert all(len(kind) > 100 for kind in lists.values())
