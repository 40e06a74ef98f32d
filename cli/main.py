"""The entry point: the program itself, signals, and mistakes turned into exit statuses."""

import atexit
import contextlib
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from cli.commands.catalogue import Program
from cli.errors import Lines, MeritoError
from cli.interrupts import get_signal_status, listen
from cli.standard_error import print_message
from cli.usage.command_line import get_words
from cli.version import VERSION

_SIGNALLED = 128
"""Exit statuses above it are those of signals."""

_WRITTEN_BY_TYPER = frozenset({"--help", "--version", "--show-completion"})
"""Options whose texts Typer writes, to standard output."""
_LETTERS_ALONE = frozenset("hVqv")
"""Short options without a value, which may stand together, as in -vV."""


class NoWorkingFolderError(MeritoError):
    """The folder that the program was started in has been removed."""

    def __init__(self) -> None:
        super().__init__("the working folder is gone; change into one that exists: cd /path")


app = typer.Typer(
    name="merito",
    cls=Program,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(context: typer.Context, wanted: bool) -> None:
    """Print the version before anything else is looked at, with -v what a report of a bug needs."""
    if wanted:
        from cli.usage.version_details import describe_installation  # noqa: PLC0415 - asked for rarely

        words = get_words(context)
        verbose = "--verbose" in words or any("v" in _list_letters(word) for word in words)
        lines = describe_installation(os.environ) if verbose else [f"merito {VERSION}"]
        typer.echo("\n".join(lines))
        raise typer.Exit


@app.callback()
def about(
    context: typer.Context,
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            help="Show the version; with -v what a report of a bug needs.",
            is_eager=True,
            callback=_show_version,
        ),
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", hidden=True)] = False,
) -> None:
    """Whose merit is the sale? Attribution models side by side, and RFM segments.

    \b
      merito compare --touchpoints touchpoints.csv --orders orders.csv
      merito rfm --orders orders.csv --format csv > segments.csv
      merito report -o reports/
      merito demo shop && cd shop && merito compare

    From two exported files; everything stays on this machine.
    """  # noqa: D301 - typer's mark for lines that are not refilled
    if verbose and context.invoked_subcommand is None:
        _show_version(context, wanted=True)
    if context.invoked_subcommand is None:
        from cli.usage.beginning import describe_beginning  # noqa: PLC0415 - asked for rarely

        raise describe_beginning(Path.cwd())
    if verbose:
        from cli.usage.errors import OptionBeforeCommandError  # noqa: PLC0415 - as above

        raise OptionBeforeCommandError("-v", context.invoked_subcommand)


def run() -> None:
    """Run the command line and leave with its exit status."""
    # Threads of linear algebra wait for each other longer than matrices this small take: with one,
    # fitting what customers are worth takes half the time. It is read when NumPy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Pydantic would look through all that is installed beside us for plugins of its own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    # A reader that goes away ends the program quietly, as it does any other of a pipe.
    with contextlib.suppress(AttributeError, ValueError):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    listen()
    left = run_command_line(sys.argv[1:])
    # A signal has cleaned up: nobody waits for what threads are still reading or computing.
    if left <= _SIGNALLED:
        _finish()
    os._exit(left)


def _finish() -> None:
    """Do what Python does at the end but taking apart what was imported, a fortieth of a short run.

    A stream that takes no more has been told of, or is the one on which it would be told.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    atexit._run_exitfuncs()  # noqa: SLF001 - nothing else runs what was registered


def run_command_line(arguments: list[str]) -> int:
    """Run the command line and return its exit status; mistakes are told on standard error."""
    try:
        left = _run_app(arguments)
        # What Typer wrote is not on its way yet.
        if sys.stdout is not None:
            sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the boundary; a panic of Polars is no Exception
        stopped = get_signal_status(error)
        if stopped is not None:
            return stopped
        if isinstance(error, OSError) and any(map(_is_written_by_typer, arguments)):
            error = _make_unwritable(error)
        return _report_error(error, debug="--debug" in arguments)
    return left


def _run_app(arguments: list[str]) -> int:
    try:
        app(arguments, prog_name="merito")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    return 0


def _is_written_by_typer(argument: str) -> bool:
    return argument in _WRITTEN_BY_TYPER or not _list_letters(argument).isdisjoint("hV")


def _list_letters(argument: str) -> set[str]:
    """Return the short options that an argument stands for, none where one takes a value."""
    letters = set(argument[1:]) if argument.startswith("-") else set()
    return letters if letters <= _LETTERS_ALONE else set()


def _make_unwritable(error: OSError) -> MeritoError:
    """Return what is told where standard output takes no more."""
    from cli.outputs.destinations import UnwritableError  # noqa: PLC0415 - asked for rarely

    return UnwritableError("standard output", error)


def _report_error(error: BaseException, *, debug: bool) -> int:
    if isinstance(error, FileNotFoundError) and not _has_working_folder():
        error = NoWorkingFolderError()
    exit_status = getattr(error, "exit_status", None)
    if debug:
        traceback.print_exception(error)
    if isinstance(exit_status, int):
        # What the arithmetic says has lines of its own.
        print_message(error.message if isinstance(error, MeritoError) else Lines(error))
        return exit_status
    print_message(
        f"internal error: {type(error).__name__}: {error}; please report it with the command and"
        " the traceback that --debug shows"
    )
    return 3


def _has_working_folder() -> bool:
    """Return whether the folder that the program was started in is still there."""
    with contextlib.suppress(FileNotFoundError):
        return bool(Path.cwd())
    return False
