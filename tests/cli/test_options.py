"""Options that are on, off or unsaid, on the command line and in the environment."""

import pytest
import typer
from typer.testing import CliRunner

from cli.options import Options, takes
from cli.parameters import NeitherOnNorOffError

found: list[Options] = []
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
@takes("intervals", "tidy")
def command(options: Options) -> None:
    """Note the options."""
    found.append(options)


def options(*arguments: str, **environ: str) -> Options:
    result = CliRunner().invoke(app, arguments, env=environ, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return found.pop()


def test_a_switch_has_three_states() -> None:
    assert options().intervals is None
    assert options("--intervals").intervals is True
    assert options("--no-intervals").intervals is False
    assert options(MERITO_INTERVALS="").intervals is None


@pytest.mark.parametrize("word", ["1", "true", "yes", "on", "TRUE", " Yes "])
def test_on_in_the_environment(word: str) -> None:
    said = options(MERITO_INTERVALS=word, MERITO_TIDY=word)
    assert (said.intervals, said.tidy) == (True, True)
    assert options("--no-intervals", MERITO_INTERVALS=word).intervals is False


@pytest.mark.parametrize("word", ["0", "false", "no", "off", "False"])
def test_off_in_the_environment(word: str) -> None:
    said = options(MERITO_INTERVALS=word, MERITO_TIDY=word)
    assert (said.intervals, said.tidy) == (False, False)
    assert options("--intervals", MERITO_INTERVALS=word).intervals is True


@pytest.mark.parametrize("variable", ["MERITO_INTERVALS", "MERITO_TIDY", "MERITO_QUIET"])
def test_neither_on_nor_off(variable: str) -> None:
    with pytest.raises(NeitherOnNorOffError) as caught:
        options(**{variable: "maybe"})
    assert caught.value.exit_status == 2
    assert str(caught.value) == (
        f"{variable}=maybe: expected true or false (or 1, 0, yes, no, on, off)"
    )
