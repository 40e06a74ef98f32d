"""Highlights as they are printed, and those of the sample shop against its truths."""

import json
from string import Formatter

import pytest

from cli.render.highlights import english, italian
from cli.render.highlights.sentences import write_sentence
from cli.report import (
    ColumnKind,
    Figure,
    Highlight,
    HighlightName,
    HighlightSeverity,
    Language,
    NumberStyle,
)
from cli.reports.highlights.report import build_highlight_table
from sample_data.truths import TRUTHS
from tests.conftest import Run

LITTLE = 0.03
"""Power of a touch up to which a channel mostly harvests."""


@pytest.mark.parametrize("name", HighlightName)
def test_both_languages_say_the_same_numbers(name: HighlightName) -> None:
    ours, theirs = (
        {field for _, field, _, _ in Formatter().parse(sentences[name]) if field}
        for sentences in (english.SENTENCES, italian.SENTENCES)
    )
    assert ours == theirs


def make_highlight(cents: int) -> Highlight:
    figures = {
        "value_lost": Figure(ColumnKind.MONEY, cents),
        "customers": Figure(ColumnKind.COUNT, 1234),
        "days": Figure(ColumnKind.COUNT, 30),
    }
    return Highlight(
        HighlightName.MONEY_SLIPPING_AWAY,
        HighlightSeverity.ACT,
        "merito value --show at_risk",
        figures,
        money=cents,
    )


def test_a_sentence_writes_numbers_as_its_reader_does() -> None:
    assert write_sentence(make_highlight(123450), "EUR", Language.IT, NumberStyle.IT) == (
        "Negli ultimi 30 giorni 1.234,50 EUR di valore atteso sono sfumati (clienti rimasti in"
        " silenzio: 1.234)."
    )


def test_people_see_eight_with_their_commands_and_machines_all() -> None:
    found = [make_highlight(cents) for cents in range(10, 0, -1)]
    shown = build_highlight_table(found, "EUR", certain=True, for_people=True)
    assert shown.frame.height == 8
    assert shown.caption == ("2 more: merito report --show highlights",)
    asked = build_highlight_table(found, "EUR", certain=True, for_people=True, all_of_them=True)
    assert (asked.frame.height, asked.caption) == (10, ())
    assert shown.frame["highlight"][0].endswith("kept quiet. (merito value --show at_risk)")
    whole = build_highlight_table(found, "EUR", certain=True, for_people=False)
    assert whole.frame["money"].to_list() == list(range(10, 0, -1))
    assert whole.exact["money"][0] == pytest.approx(0.1)


def test_what_is_not_said_without_intervals_is_told() -> None:
    table = build_highlight_table([], None, certain=False, for_people=True)
    assert table.title == "In short: nothing stands out"
    assert table.caption == (
        "without intervals nothing is said of where models differ: --intervals",
    )


@pytest.mark.slow
def test_the_sample_shop_is_told_as_it_is(sample: Run) -> None:
    found = sample("report", "-q", "--show", "highlights", "--format", "json")
    rows = json.loads(found.out)["rows"]
    names = [name.value for name in HighlightName]
    told = {name: {row["subject"] for row in rows if row["name"] == name} for name in names}
    harvesting = {tactic.channel for tactic in TRUTHS.tactics if tactic.lift <= LITTLE}
    causing = {tactic.channel for tactic in TRUTHS.tactics if tactic.lift > LITTLE}
    praised, opening = told["praised-by-last-click"], told["opens-more-than-it-closes"]
    assert praised == {"Affiliates", "Direct", "Organic Search", "Paid Search"} & harvesting
    assert opening == {"Email", "Organic Social", "Paid Shopping", "Paid Social", "Referral"}
    assert opening <= causing
    assert not told["data-finding"] | told["unexplained-orders"]
    assert told["one-time-buyers"] == told["money-slipping-away"] == {""}
    severities = [row["severity"] for row in rows]
    assert severities == sorted(severities, key=list(HighlightSeverity).index)


@pytest.mark.slow
def test_without_intervals_models_are_not_told_apart(sample: Run) -> None:
    found = sample("report", "-q", "--show", "highlights", "--no-intervals", "--format", "json")
    names = {row["name"] for row in json.loads(found.out)["rows"]}
    assert names == {"money-slipping-away", "one-time-buyers"}
