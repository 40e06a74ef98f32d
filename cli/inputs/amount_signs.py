"""Signs of several currencies, such as $, beside the amounts of the files of a role."""

from typing import TYPE_CHECKING, NamedTuple

from cli.errors import DataError
from cli.inputs.currency_conversion import choose_currency
from cli.inputs.values.currencies import is_sign_of, name_likely_code
from cli.money import format_money
from cli.wording import format_count, format_examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cli.inputs.tables.table import Table
    from cli.report import ReadFile


class AmountSigns(NamedTuple):
    """What stands beside the amounts of each file of a role."""

    role: str
    signs: tuple[str | None, ...]
    """By file, None where there is none or a code tells the currency."""
    files: "Sequence[ReadFile]"

    @property
    def found(self) -> tuple[str, ...]:
        """Return the signs, each once, in the order of the files."""
        return tuple(dict.fromkeys(sign for sign in self.signs if sign is not None))

    def refuse_other(self, code: str | None) -> None:
        """Raise `OtherFilesError` where files carry none of the currency of the others."""
        signs = list_other_signs(self.found, code)
        if signs and code is not None:
            raise OtherFilesError(self.role, self._describe_files(signs), signs, code)

    def describe(self, label: str | None) -> tuple[str, ...]:
        """Return that a sign is none of what the report calls the amounts, with their files.

        These are named where others do not carry it. Where the report calls them nothing, what the
        first sign most likely stands for is what the others are held against.
        """
        code = choose_currency(None, label)
        if code is None:
            return self._describe_several()
        signs = list_other_signs(self.found, code)
        if not signs:
            return ()
        likely = name_likely_code(signs[0])
        remedy = f"set currency: {likely}"
        if all(each == signs[0] for each in self.signs):
            said = f"{self.role}: the amounts carry {signs[0]}, and the report calls them {code}"
            return (f"{said}; if they are in {likely}, {remedy}",)
        files = self._describe_files(signs)
        said = f"{self.role}: the amounts of {files}, and the report calls all {code}"
        if len(signs) > 1:
            return (f"{said}; {_propose_rates(signs, code)}",)
        apart = f"if only these are, add a column currency there ({likely}), and set rates"
        return (f"{said}; if all are in {likely}, {remedy}; {apart}: {{{likely}: 1.23}}",)

    def _describe_several(self) -> tuple[str, ...]:
        """Return that files carry signs of which no currency has both; nothing where none do."""
        first = next(iter(self.found), None)
        code = None if first is None else name_likely_code(first)
        signs = list_other_signs(self.found, code)
        if not signs:
            return ()
        said = f"the amounts of {self._describe_files(signs)}, and those of others {first}"
        return (f"{self.role}: {said}, and all are added up; {_propose_rates(signs, code)}",)

    def _describe_files(self, signs: "Sequence[str]") -> str:
        """Return the files that carry some signs, each with their rows and money."""
        return ", those of ".join(f"{self._describe_sign(sign)} carry {sign}" for sign in signs)

    def _describe_sign(self, sign: str) -> str:
        files = [file for file, each in zip(self.files, self.signs, strict=True) if each == sign]
        rows = format_count(sum(file.rows for file in files), "row")
        money = format_money(sum(file.total or 0 for file in files))
        return f"{format_examples([file.path for file in files])} ({rows}, {money})"


class OtherFilesError(DataError):
    """Amounts of some files carry a sign that is none of the currency of the others."""

    def __init__(self, role: str, files: str, signs: "Sequence[str]", code: str) -> None:
        super().__init__(
            f"{role}: the amounts of {files}, and those of other files are in {code};"
            f" a report has one currency: {_propose_rates(signs, code)}"
        )


def collect_signs(role: str, tables: "Iterable[Table]", files: "Sequence[ReadFile]") -> AmountSigns:
    """Return what stands beside the amounts of the files of a role."""
    return AmountSigns(role, tuple(table.sign for table in tables), files)


def _propose_rates(signs: "Sequence[str]", code: str | None) -> str:
    """Return what makes one currency of amounts that carry signs and of others in `code`."""
    likely = list(dict.fromkeys(map(name_likely_code, signs)))
    units = "a unit of it is" if len(likely) == 1 else "units of them are"
    rates = ", ".join(f"{each}: 1.23" for each in likely)
    return (
        f"report them apart, or add a column currency there ({', '.join(likely)}), and say in"
        f" merito.yaml what {units} worth: currency: {code}, rates: {{{rates}}}"
    )


def find_other_sign(signs: "Iterable[str]", code: str | None) -> str | None:
    """Return the first of some signs that is none of a currency's, None where all may be.

    So it is where the currency is unknown.
    """
    return next(iter(list_other_signs(signs, code)), None)


def list_other_signs(signs: "Iterable[str]", code: str | None) -> list[str]:
    """Return those of some signs that are none of a currency's; none where that is unknown."""
    return [] if code is None else [sign for sign in signs if not is_sign_of(sign, code)]
