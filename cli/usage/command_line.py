"""Commands of Typer's whose mistakes are ours: one sentence, one remedy."""

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from typer import Typer, TyperException
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from cli.usage.folders import refuse_folders
from cli.usage.option_names import list_options
from cli.usage.remote_files import refuse_addresses
from cli.usage.slips import refuse_slips

# What answers mistakes is imported where one is made, since --help and every report would wait.
if TYPE_CHECKING:
    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context


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
        typed = list(args)
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        refuse_slips(typed, list_options(self))
        try:
            words = super().parse_args(ctx, args)
        except TyperException as error:
            from cli.usage.answers import translate_error  # noqa: PLC0415 - only a mistake needs it

            raise translate_error(error, ctx, load_commands(ctx)) from None
        refuse_addresses(ctx)
        refuse_folders(ctx, typed)
        if words:
            from cli.usage.answers import answer_extra_words  # noqa: PLC0415 - as above

            rest = [word for word in typed if word not in words]
            raise answer_extra_words(ctx, words, rest)
        return words


class ListedCommand(TyperCommand):
    """A command as the list of commands shows it: no more is known until it is called."""

    def __init__(self, name: str, summary: str, place: str) -> None:
        super().__init__(name, help=summary)
        self._place = place
        """Module and function, as `cli.commands.compare:compare`."""

    @cached_property
    def whole(self) -> "AnyCommand":
        """The command with its options, whose module is imported for it."""
        # Here, since the help of the program lists commands without it.
        from cli.usage.completion_hooks import attach_completions  # noqa: PLC0415

        attach_completions()
        module, _, function = self._place.partition(":")
        alone = Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        alone.command(cls=Command)(getattr(import_module(module), function))
        return get_command(alone)


class Group(TyperGroup):
    """The program: a command that does not exist is answered with the one that is meant."""

    entries: ClassVar[tuple[ListedCommand, ...]] = ()

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - whatever Typer has for groups
        super().__init__(**settings)
        for each in self.entries:
            self.add_command(each)

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse what stands before the command; raises UsageError."""
        ctx.meta[_WORDS] = list(args)
        for each in self.get_params(ctx):
            # Typer's own flags are None by default, which takes pydantic to be found no mistake.
            if isinstance(each, TyperOption) and each.is_flag and each.default is None:
                each.default = False
        if not ctx.resilient_parsing:
            refuse_slips(args[:1], list_options(self))
        try:
            return super().parse_args(ctx, args)
        except TyperException as error:
            from cli.usage.answers import translate_error  # noqa: PLC0415 - as above

            raise translate_error(error, ctx, load_commands(ctx)) from None

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> "tuple[str | None, AnyCommand | None, list[str]]":
        """Return the command of the first word; raises UsageError where there is none."""
        if args[0] == "help" and len(args) > 1 and not args[1].startswith("-"):
            from cli.usage.answers import find_page  # noqa: PLC0415 - only help of a page needs it

            args = find_page(args, list(self.commands))
        elif args[0] not in self.commands and not ctx.resilient_parsing:
            from cli.usage.answers import answer_unknown_command  # noqa: PLC0415 - as above

            raise answer_unknown_command(args, load_commands(ctx))
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.whole if isinstance(command, ListedCommand) else command, rest


def load_commands(ctx: "Context") -> "dict[str, AnyCommand]":
    """Return all commands of the program with their options: what mistakes are compared with."""
    program = ctx.find_root().command
    entries = program.entries if isinstance(program, Group) else ()
    return {each.name: each.whole for each in entries if each.name}
