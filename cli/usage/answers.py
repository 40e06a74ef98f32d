"""What is answered to words that cannot be meant as they are typed: loaded where there are some."""

from typing import TYPE_CHECKING, Final

from typer.core import TyperArgument, TyperOption

from cli.errors import MeritoError, find_nearest
from cli.manual.pages import TOPICS, UnknownTopicError
from cli.usage.completion import list_kinds, list_values
from cli.usage.errors import (
    MissingValueError,
    NeedlessValueError,
    NoNumberError,
    OptionBeforeCommandError,
    OptionElsewhereError,
    SynonymError,
    TooManyWordsError,
    UnknownCommandError,
    UnknownOptionError,
    UsageError,
)
from cli.usage.option_names import get_metavar, list_options, list_params
from cli.usage.stray_words import answer_words, names_file
from cli.usage.synonyms import OPTIONS, find_command

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from typer import TyperException
    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context

_NUMBER: Final = "N"
"""What stands for the value of an option that takes a whole number."""


def answer_extra_words(
    ctx: "Context", words: "Sequence[str]", rest: "Sequence[str]"
) -> MeritoError:
    """Return the mistake that words are which a command does not take; `rest` are the others."""
    if words[0].lower() in {"help", "?", "/?", "/h"}:
        return SynonymError(words[0], f"{ctx.command_path} --help", "word")
    arguments = [each for each in ctx.command.params if isinstance(each, TyperArgument)]
    if arguments:
        metavar = (arguments[0].metavar or "").strip("[]")
        return TooManyWordsError(ctx.command_path, words, metavar)
    return answer_words(ctx.command_path, words, rest, list_options(ctx.command))


def find_page(words: list[str], commands: "Sequence[str]") -> list[str]:
    """Return what shows the help on a word: on a command, a model, or a topic.

    Raises UnknownTopicError for a word that is nearly a command.
    """
    word = words[1]
    if word in commands:
        return [word, "--help"]
    if word in list_kinds():
        return ["explain", word]
    if find_nearest(word, commands) and word not in TOPICS:
        raise UnknownTopicError(word, commands)
    return words


def answer_unknown_command(
    words: "Sequence[str]", commands: "Mapping[str, AnyCommand]"
) -> MeritoError:
    """Return what the first word could mean: a command, files, a model."""
    meant = find_command(tuple(words))
    if meant is not None:
        return SynonymError(words[0], meant)
    first = words[0].lower().replace("-", "_")
    if first in list_kinds():
        return SynonymError(words[0], f"merito explain {first}")
    if names_file(words[0]):
        files = [word for word in words if names_file(word)]
        rest = [word for word in words if word not in files]
        return answer_words("merito compare", files, rest, list_options(commands["compare"]))
    return UnknownCommandError(words[0], list(commands))


def translate_error(
    error: "TyperException", ctx: "Context", commands: "Mapping[str, AnyCommand]"
) -> MeritoError:
    """Return a mistake that Typer has found in our words; `commands` are all there are."""
    wrong = getattr(error, "param", None)
    if isinstance(wrong, TyperOption) and wrong.metavar == _NUMBER:
        return NoNumberError(wrong.opts[0], get_metavar(wrong))
    option = getattr(error, "option_name", None)
    if not isinstance(option, str):
        return UsageError(f"{ctx.command_path}: {error.format_message()}")
    param = next((each for each in list_params(ctx.command) if option in each.opts), None)
    if param is None:
        return _answer_unknown_option(option, ctx, commands)
    if param.is_flag:
        return NeedlessValueError(option)
    values = list_values(param.name, ctx.info_name or "")
    return MissingValueError(option, get_metavar(param), values)


def _answer_unknown_option(
    option: str, ctx: "Context", commands: "Mapping[str, AnyCommand]"
) -> MeritoError:
    known = [name for name in list_options(ctx.command) if name.startswith("--")]
    owners = [name for name, other in commands.items() if option in list_options(other)]
    if owners and ctx.parent is None:
        owner = commands[owners[0]]
        return OptionBeforeCommandError(option, owners[0], list_options(owner)[option])
    # --since of compare is most likely meant as its --from, although rfm has one.
    means = OPTIONS.get(option.lower(), "").split()[:1]
    if owners and not set(means) & set(known):
        return OptionElsewhereError(ctx.command_path, option, owners)
    return UnknownOptionError(ctx.command_path, option, _find_near(option, known), known)


def _find_near(option: str, known: "Sequence[str]") -> list[str]:
    """Return the options that one may mean: a synonym, what it begins, what it is like."""
    meant = OPTIONS.get(option.lower())
    if meant is not None and meant.split()[0] in known:
        return [meant]
    begun = [each for each in known if each.startswith(option.lower()) and len(option) > 3]
    near = find_nearest(option, known)
    return begun or ([near] if near else [])
