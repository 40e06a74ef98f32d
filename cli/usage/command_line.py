"""Commands of Typer's whose mistakes are ours: one sentence, one remedy."""

from typing import TYPE_CHECKING

from typer import TyperException
from typer.core import TyperCommand, TyperGroup

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
            from cli.usage.answers import translate_error  # noqa: PLC0415

            raise translate_error(error, ctx, self) from None
        refuse_addresses(ctx)
        if words:
            from cli.usage.answers import answer_extra_words  # noqa: PLC0415

            rest = [word for word in typed if word not in words]
            raise answer_extra_words(ctx, words, rest)
        return words


class Group(TyperGroup):
    """The program: a command that does not exist is answered with the one that is meant."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse what stands before the command; raises UsageError."""
        ctx.meta[_WORDS] = list(args)
        if not ctx.resilient_parsing:
            refuse_slips(args[:1], list_options(self))
        try:
            return super().parse_args(ctx, args)
        except TyperException as error:
            from cli.usage.answers import translate_error  # noqa: PLC0415

            raise translate_error(error, ctx, self) from None

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> "tuple[str | None, AnyCommand | None, list[str]]":
        """Return the command of the first word; raises UsageError where there is none."""
        if args[0] == "help" and len(args) > 1 and not args[1].startswith("-"):
            from cli.usage.answers import find_page  # noqa: PLC0415

            args = find_page(args, self.commands)
        elif self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            from cli.usage.answers import answer_unknown_command  # noqa: PLC0415

            raise answer_unknown_command(args, self.commands)
        return super().resolve_command(ctx, args)
