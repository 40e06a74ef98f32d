"""Programs that are compared must write the same files."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring.process import run
from benchmarks.suites.agreement import DifferentError
from benchmarks.suites.commands import make_script_command


class OtherFileError(Exception):
    """Two programs write other bytes under one name."""

    def __init__(self, first: Path, second: Path) -> None:
        super().__init__(f"{first} is not the same as {second}")


@dataclass(frozen=True, slots=True)
class SameRows:
    """Two programs that write a CSV file each, with the same rows in any order.

    Another process compares them, since there may be too many for this one, which stays small.
    """

    programs: tuple[tuple[str, ...], tuple[str, ...]]
    files: tuple[str, str]
    keys: tuple[str, ...]
    """Columns that tell the rows apart."""

    def check(self, folder: Path) -> int:
        """Run both in a folder and return how many numbers and texts were compared.

        Raises `DifferentError`, and `FailedError` where one of them fails.
        """
        for program in self.programs:
            run(program, folder)
        command = make_script_command("suites/row_differences.py", *self.files, *self.keys)
        compared, number, *differences = run(command, folder)[1].splitlines()
        if differences:
            raise DifferentError(int(number), differences)
        return int(compared)


@dataclass(frozen=True, slots=True)
class SameFiles:
    """Two programs that write a folder each, whose tables of one name are the same bytes."""

    programs: tuple[tuple[str, ...], tuple[str, ...]]
    folders: tuple[str, str]

    def check(self, folder: Path) -> int:
        """Run both in a folder and return how many tables both wrote.

        Raises `OtherFileError`, and `FailedError` where one of them fails.
        """
        for program in self.programs:
            run(program, folder)
        first, second = (folder / name for name in self.folders)
        names = [each.name for each in sorted(second.glob("*.csv")) if (first / each.name).exists()]
        for name in names:
            if (first / name).read_bytes() != (second / name).read_bytes():
                raise OtherFileError(first / name, second / name)
        return len(names)
