"""Commands of Typer's whose mistakes are ours: one sentence, one remedy."""

import re
from typing import TYPE_CHECKING, Final

from typer import TyperException
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from cli.errors import MeritoError, find_nearest
from cli.inputs.files.addresses import AddressError, is_address
from cli.manual.pages import TOPICS, UnknownTopicError
from cli.usage.completion import list_kinds, list_values
from cli.usage.errors import (
    AddressOptionError,
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
from cli.usage.slips import refuse_slips
from cli.usage.stray_words import ROLES, answer_words, names_file
from cli.usage.synonyms import OPTIONS, find_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context

_SEND = "write the file, then send it: curl -T FILE ADDRESS"
_LOCAL = {
    "output": ("--output", _SEND),
    "bad_rows": ("--bad-rows", _SEND),
    "config": ("--config", "fetch it first: curl -sSf -o merito.yaml ADDRESS"),
}
"""Options that name a file of this machine, and what does instead."""


_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
"""The beginning of an address, which has lost one of its two slashes as a path."""
_NUMBER: Final = "N"
"""What stands for the value of an option that takes a whole number."""
_WORDS = "cli.usage.words"
"""Key of the words of a run in the context of Typer's."""


def get_words(ctx: "Context") -> list[str]:
    """Return all words of the command line."""
    words: list[str] = ctx.meta[_WORDS]
    return words


class Command(TyperCommand):
    """A command that says itself what is wrong with its words."""

    allow_extra_args = True

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse the words of a command; raises UsageError for those that cannot be meant."""
        typed, options = list(args), _list_options(self)
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        refuse_slips(typed, options)
        try:
            words = super().parse_args(ctx, args)
        except TyperException as error:
            raise _translate(error, ctx, self) from None
        _refuse_addresses(ctx)
        if words:
            rest = [word for word in typed if word not in words]
            raise self._answer_words(ctx, words, rest)
        return words

    def _answer_words(self, ctx: "Context", words: list[str], rest: list[str]) -> MeritoError:
        if words[0].lower() in {"help", "?", "/?", "/h"}:
            return SynonymError(words[0], f"{ctx.command_path} --help", "word")
        arguments = [each for each in self.params if isinstance(each, TyperArgument)]
        if arguments:
            metavar = (arguments[0].metavar or "").strip("[]")
            return TooManyWordsError(ctx.command_path, words, metavar)
        return answer_words(ctx.command_path, words, rest, _list_options(self))


class Group(TyperGroup):
    """The program: a command that does not exist is answered with the one that is meant."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse what stands before the command; raises UsageError."""
        ctx.meta[_WORDS] = list(args)
        if not ctx.resilient_parsing:
            refuse_slips(args[:1], _list_options(self))
        try:
            return super().parse_args(ctx, args)
        except TyperException as error:
            raise _translate(error, ctx, self) from None

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> "tuple[str | None, AnyCommand | None, list[str]]":
        """Return the command of the first word; raises UsageError where there is none."""
        if args[0] == "help" and len(args) > 1 and not args[1].startswith("-"):
            args = self._find_page(args)
        elif self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise self._answer_unknown(args)
        return super().resolve_command(ctx, args)

    def _find_page(self, words: list[str]) -> list[str]:
        """Return what shows the help on a word: on a command, a model, or a topic."""
        word = words[1]
        if word in self.commands:
            return [word, "--help"]
        if word in list_kinds():
            return ["explain", word]
        if find_nearest(word, self.commands) and word not in TOPICS:
            raise UnknownTopicError(word, list(self.commands))
        return words

    def _answer_unknown(self, words: list[str]) -> MeritoError:
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
            return answer_words(
                "merito compare", files, rest, _list_options(self.commands["compare"])
            )
        return UnknownCommandError(words[0], list(self.commands))


def _translate(error: TyperException, ctx: "Context", command: "AnyCommand") -> MeritoError:
    """Return a mistake that Typer has found in our words."""
    wrong = getattr(error, "param", None)
    if isinstance(wrong, TyperOption) and wrong.metavar == _NUMBER:
        return NoNumberError(wrong.opts[0], _get_metavar(wrong))
    option = getattr(error, "option_name", None)
    if not isinstance(option, str):
        return UsageError(f"{ctx.command_path}: {error.format_message()}")
    param = next((each for each in _list_params(command) if option in each.opts), None)
    if param is None:
        return _answer_unknown_option(option, ctx, command)
    if param.is_flag:
        return NeedlessValueError(option)
    values = list_values(param.name, ctx.info_name or "")
    return MissingValueError(option, _get_metavar(param), values)


def _answer_unknown_option(option: str, ctx: "Context", command: "AnyCommand") -> MeritoError:
    known = [name for name in _list_options(command) if name.startswith("--")]
    group = command if isinstance(command, Group) else ctx.find_root().command
    others = group.commands if isinstance(group, Group) else {}
    owners = [name for name, other in others.items() if option in _list_options(other)]
    if owners and command is group:
        owner = others[owners[0]]
        return OptionBeforeCommandError(option, owners[0], _list_options(owner)[option])
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


def _list_params(command: "AnyCommand") -> "Iterator[TyperOption]":
    return (each for each in command.params if isinstance(each, TyperOption))


def _list_options(command: "AnyCommand") -> dict[str, str]:
    """Return the spellings of a command's options, and what stands for the value of each."""
    found = {
        spelling: _get_metavar(each)
        for each in _list_params(command)
        if not each.hidden
        for spelling in (*each.opts, *each.secondary_opts)
    }
    return found | {"--help": "", "-h": ""}


def _get_metavar(option: TyperOption) -> str:
    return "" if option.is_flag else option.metavar or "NAME"


def _refuse_addresses(ctx: "Context") -> None:
    """Raise AddressError for a file to fetch, where no Spark reads it, and for one to send to."""
    for name, (option, remedy) in _LOCAL.items():
        if _ADDRESS.match(str(ctx.params.get(name))):
            raise AddressOptionError(option, remedy)
    if ctx.params.get("engine") == "spark":
        return
    named = [(role, text) for role in ROLES for text in ctx.params.get(role) or ()]
    addresses = [(role, text) for role, text in named if is_address(text)]
    for role, text in addresses:
        raise AddressError(text, role, ctx.command_path, alone=len(addresses) == 1)
