"""What a synonym stands for exists."""

import pytest
from typer.main import get_command

from cli.commands.catalogue import Program
from cli.errors import find_nearest
from cli.main import app
from cli.manual.pages import TOPICS
from cli.settings import KINDS
from cli.settings.loading import unknown_keys
from cli.settings.sections.models.model_words import find_model
from cli.usage.completion import TABLES
from cli.usage.synonyms import COMMANDS, OPTIONS

PROGRAM = get_command(app)
BY_NAME = {str(each.name): each.whole for each in Program.entries}
SPELLINGS = {
    spelling
    for command in (PROGRAM, *BY_NAME.values())
    for each in command.params
    for spelling in (*each.opts, *each.secondary_opts)
}


@pytest.mark.parametrize("line", sorted(set(COMMANDS.values())))
def test_a_synonym_stands_for_a_command(line: str) -> None:
    program, name, *more = line.split()
    assert program == "merito"
    assert name == "--version" or name in BY_NAME
    match (name, *more):
        case ("help", topic):
            assert topic in TOPICS
        case ("explain", model):
            assert model in KINDS
        case (command, "--show", table):
            assert table in TABLES[command]
        case ("customer", argument):
            assert argument == "ID"
        case (command, option):
            assert option in {"shop", *(each for p in BY_NAME[command].params for each in p.opts)}


def test_no_synonym_hides_a_command() -> None:
    assert not set(COMMANDS) & set(BY_NAME)


@pytest.mark.parametrize("option", sorted({each.split()[0] for each in OPTIONS.values()}))
def test_a_synonym_stands_for_an_option(option: str) -> None:
    assert option in {*SPELLINGS, "--help"}


@pytest.mark.parametrize(
    ("word", "model"),
    [
        ("Last click", "last"),
        ("Paid and organic last click", "last_non_direct"),
        ("DATA_DRIVEN", "markov or shapley"),
        ("u-shaped", "position_based"),
        ("last", None),
        ("nonsense", None),
    ],
)
def test_models_of_other_programs(word: str, model: str | None) -> None:
    assert find_model(word) == model
    assert model is None or all(find_nearest(name, KINDS) == name for name in model.split(" or "))


def test_options_that_the_file_names_exist() -> None:
    assert {f"--{key.replace('_', '-')}" for key in unknown_keys.OPTIONS} <= SPELLINGS
