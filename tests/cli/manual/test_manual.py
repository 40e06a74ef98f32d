"""The manual: a page a topic, Markdown in a pipe, drawn on a terminal."""

import re
from pathlib import Path

import pytest

from cli.manual.pages import TOPICS, describe_topic, find_topic
from tests.conftest import Run
from tests.readme import PAGES
from tests.readme import TOPICS as FOLDER
from tests.test_documented import COMMANDS


def test_each_topic_is_a_page_and_each_page_a_topic() -> None:
    assert sorted(TOPICS) == sorted(path.stem for path in FOLDER.iterdir())


@pytest.mark.parametrize("topic", TOPICS)
def test_a_pipe_gets_markdown(run: Run, topic: str) -> None:
    page = run("help", topic).out
    assert page.startswith(f"# {topic}: {describe_topic(topic)}\n\n")
    assert "<!--" not in page


@pytest.mark.parametrize("topic", TOPICS)
def test_a_terminal_gets_a_page(run: Run, topic: str) -> None:
    env = {"COLUMNS": "80", "TERM": "dumb"}
    page = run("help", topic, terminal=True, env=env).out
    assert not re.search(r"```|^#|\x1b|<!--", page, re.MULTILINE)
    assert max(map(len, page.splitlines())) <= 80
    assert "\x1b[" in run("help", topic, terminal=True).out


def test_the_list_has_every_topic(run: Run) -> None:
    listed = run("help").out
    for topic in TOPICS:
        assert f"merito help {topic} " in listed
        assert describe_topic(topic) in listed


@pytest.mark.parametrize(
    ("word", "topic"), [("Excel", "spreadsheets"), ("exit_status", "cron"), ("intervals", "trust")]
)
def test_a_page_is_found_by_what_it_is_about(word: str, topic: str) -> None:
    assert find_topic(word) == topic


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_commands_that_are_there(page: Path) -> None:
    text = re.sub(r"\s+", " ", page.read_text(encoding="utf-8"))
    named = set(re.findall(r"[`|] ?merito ([a-z]+)", text))
    assert named <= set(COMMANDS)
