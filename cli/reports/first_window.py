"""The window of reports that have room for one, where several are set."""

from typing import TYPE_CHECKING

from cli.wording import format_list

if TYPE_CHECKING:
    from cli.settings import Settings


def describe_first_window(settings: "Settings") -> tuple[str, ...]:
    """Return which window a report has of several that are set, nothing where there is one."""
    first, *others = map(str, settings.journeys.lookback)
    if not others:
        return ()
    another = format_list(others, "or")
    said = f"lookback {first}, the first of several, since this report has one window"
    return (f"{said}; --lookback {another} alone for another, merito compare has all side by side",)
