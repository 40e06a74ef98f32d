"""Mistakes of the command line, one class each."""

from typing import TYPE_CHECKING

from cli.errors import MeritoError, find_nearest, join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class UsageError(MeritoError):
    """Something typed that cannot be meant: a sentence and, below it, a command that can."""

    def __init__(self, message: str, remedy: str = "") -> None:
        # The program's name stands before the sentence already.
        said = message.removeprefix("merito ")
        super().__init__(join_lines(said, f"  {remedy}") if remedy else said)


class UnknownCommandError(UsageError):
    """A command that does not exist."""

    def __init__(self, name: str, known: "Sequence[str]") -> None:
        near = find_nearest(name, known)
        hint = f"; did you mean {near}?" if near else "."
        super().__init__(f'no command named "{name}"{hint} Commands: {", ".join(known)}')


class SynonymError(UsageError):
    """A word that is known here by another name."""

    def __init__(self, word: str, command: str, kind: str = "command") -> None:
        super().__init__(f'no {kind} named "{word}"; here it is', command)


class UnknownOptionError(UsageError):
    """An option that a command does not have."""

    def __init__(
        self, command: str, option: str, near: "Sequence[str]", known: "Sequence[str]"
    ) -> None:
        if near:
            hint = f"did you mean {' or '.join(near)}? {command} --help lists all"
        else:
            hint = f"it has: {', '.join(known)}"
        super().__init__(f"{_begin(command)}no option {option}; {hint}")


class OptionElsewhereError(UsageError):
    """An option that other commands have, or that stands before the command."""

    def __init__(self, command: str, option: str, owners: "Sequence[str]") -> None:
        verb = "has" if len(owners) == 1 else "have"
        super().__init__(f"{_begin(command)}no option {option}; {', '.join(owners)} {verb} it")


class OptionBeforeCommandError(UsageError):
    """An option of a command that stands before it."""

    def __init__(self, option: str, command: str, metavar: str = "") -> None:
        example = f"merito {command} {option} {metavar}".rstrip()
        super().__init__(f"{option} stands behind the command, as in: {example}")


class MissingValueError(UsageError):
    """An option that wants a value and has none."""

    def __init__(self, option: str, metavar: str, values: "Sequence[str]") -> None:
        known = f"; one of {', '.join(values)}" if values else ""
        super().__init__(f"{option} needs a value: {option} {metavar}{known}")


class NoNumberError(UsageError):
    """An option that wants a whole number and was given something else."""

    def __init__(self, option: str, metavar: str) -> None:
        super().__init__(f"{option} wants a whole number: {option} {metavar}, such as {option} 10")


class NeedlessValueError(UsageError):
    """An option that is on or off and was given a value."""

    def __init__(self, option: str) -> None:
        super().__init__(f"{option} takes no value; write {option} alone")


class DashError(UsageError):
    """An option with the wrong dash, or one of two."""

    def __init__(self, given: str, option: str) -> None:
        super().__init__(f"{given}: options of several letters have two plain dashes: {option}")


class TooManyWordsError(UsageError):
    """More words than a command takes."""

    def __init__(self, command: str, words: "Sequence[str]", metavar: str) -> None:
        said = " ".join(words)
        super().__init__(f'{command} takes one {metavar}; "{said}" is more')


class ExtraWordsError(UsageError):
    """Words that a command has no use for."""

    def __init__(self, command: str, words: "Sequence[str]", *, takes: str) -> None:
        usage = f"files are given as {takes}" if takes else f"{command} --help lists its options"
        super().__init__(f'{command} has no use for "{" ".join(words)}"; {usage}')


class PositionalFilesError(UsageError):
    """Files without the option that says what they hold."""

    def __init__(self, command: str, told: "Sequence[str]", remedy: str) -> None:
        super().__init__(f"{command} wants the option before each file: {'; '.join(told)}", remedy)


class StrayWordsError(UsageError):
    """Words whose option is clear."""

    def __init__(self, command: str, words: "Sequence[str]", remedy: str) -> None:
        super().__init__(f'{command}: "{" ".join(words)}" needs its option', remedy)


class AddressOptionError(UsageError):
    """An address is given where a file of this machine is written, or read as it stands."""

    def __init__(self, option: str, remedy: str) -> None:
        super().__init__(f"{option} names a file of this machine, not an address; {remedy}")


class FolderOutputError(UsageError):
    """The name of an output says folder, and one file is written."""

    def __init__(self, output: "Path", writer: str, name: "Path", *, several: bool) -> None:
        folder = ", or say --format csv for a folder of files" if several else ""
        super().__init__(
            f"-o {output}/: the slash says folder, and {writer} writes one file; name it, as"
            f" -o {name}{folder}"
        )


class BeginningError(UsageError):
    """Nothing was asked for."""


def _begin(command: str) -> str:
    """Return how a sentence about what a command lacks begins: compare has, nothing for merito."""
    return "" if command == "merito" else f"{command} has "
