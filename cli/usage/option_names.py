"""The options of a command as they are typed."""

from typing import TYPE_CHECKING

from typer.core import TyperOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer._click.core import Command as AnyCommand


def list_params(command: "AnyCommand") -> "Iterator[TyperOption]":
    """Yield the options of a command."""
    return (each for each in command.params if isinstance(each, TyperOption))


def list_options(command: "AnyCommand") -> dict[str, str]:
    """Return the spellings of a command's options, and what stands for the value of each."""
    found = {
        spelling: get_metavar(each)
        for each in list_params(command)
        if not each.hidden
        for spelling in (*each.opts, *each.secondary_opts)
    }
    return found | {"--help": "", "-h": ""}


def get_metavar(option: TyperOption) -> str:
    """Return what stands for the value of an option, empty where it takes none."""
    return "" if option.is_flag else option.metavar or "NAME"
