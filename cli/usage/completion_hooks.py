"""The options whose values complete: what they complete to is loaded when a key asks for it."""

from typing import TYPE_CHECKING, Final, get_args

import typer
from typer.models import ParameterInfo

from cli.options import TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

COMPLETED: Final = (
    *("model", "named", "by", "show", "metric", "period", "format", "dialect", "engine"),
    *("ignore", "topic", "transform", "time_basis"),
)
"""Names in `Options`."""


def attach_completions() -> None:
    """Give the options that have known values their completion, once, before the app is built."""
    for name in COMPLETED:
        option = next(each for each in get_args(TYPES[name]) if isinstance(each, ParameterInfo))
        option.autocompletion = _make_hook(name)


def _make_hook(name: str) -> "Callable[[typer.Context, str], list[str]]":
    def complete(context: typer.Context, incomplete: str) -> list[str]:
        # Here, since only completion waits for it.
        from cli.usage.completion import complete_value  # noqa: PLC0415

        return complete_value(name, context, incomplete)

    return complete
