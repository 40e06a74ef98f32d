"""What can be wrong with a file as an export of some program."""

from typing import TYPE_CHECKING, NamedTuple

from cli.errors import MeritoError, join_lines, suggest_nearest
from cli.inputs.tables.row_shape import describe_uneven
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class UnknownExportError(MeritoError):
    """`format` names a format that does not exist."""

    def __init__(self, role: str, name: str, known: "Sequence[str]") -> None:
        hint = suggest_nearest(name, known)
        super().__init__(
            f'{role}.format: no format named "{name}"{hint} There are: {", ".join(known)}; '
            "a format of your own is named by its path: formats/mine.yaml"
        )


class OtherRoleError(MeritoError):
    """`format` names a format of another role."""

    def __init__(self, role: str, name: str, others: str, known: "Sequence[str]") -> None:
        super().__init__(
            f"{role}.format: {name} is a format of {others}; those of {role} are {', '.join(known)}"
        )


class FormatTwiceError(MeritoError):
    """A user's format has the name of another."""

    def __init__(self, name: str, file: str) -> None:
        super().__init__(
            f"{file}: there is a format named {name} already; give the file another name"
        )


class MisplacedFileError(MeritoError):
    """A file has the columns of another role; `paid`: touches that say what each of them cost."""

    def __init__(self, file: str, role: str, other: str, *, paid: bool = False) -> None:
        self.paid = paid
        also = f"; {role}.columns: {{date: touched_at}} counts what each of them cost"
        super().__init__(
            f"{file}: these are {other}, not {role}; name the file with --{other} or under {other}"
            + (also if paid else "")
        )


class JsonError(MeritoError):
    """A file begins as JSON does, but holds dictionaries of a programming language."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: begins as JSON does, but is none; export it as JSON, CSV or Parquet"
        )


class UnrecognisedError(MeritoError):
    """No format fits the header of a file."""

    def __init__(  # noqa: PLR0913, PLR0917 - what is known of the file, and what helps
        self,
        file: str,
        role: str,
        found: str,
        near: "Sequence[NearFormat]",
        others: "Mapping[str, str]",
        example: str,
    ) -> None:
        meant = (
            f"It has the columns of {name}, a format of {other}: name the file there"
            for name, other in others.items()
        )
        files = "--touchpoints T --orders O " if role == Role.IDENTITIES else ""
        super().__init__(
            join_lines(
                f"{file}: the header is that of no known export; map its columns under"
                f" {role}.columns, or set {role}.format. {found}.",
                *meant,
                *(each.sentence for each in near),
                f"For example {role}.columns: {{{example}}}; "
                f"merito init {files}--{role} {file} writes a merito.yaml for it, with what it can "
                "tell; merito help exports lists the formats",
            )
        )


class SumsReportError(UnrecognisedError):
    """A file of touchpoints holds sums."""

    def __init__(self, file: str, header: "Sequence[str]") -> None:
        MeritoError.__init__(
            self,
            f"{file}: a report of sums, not of touches: {', '.join(header)}. A file of "
            "touchpoints has a row for each visit of each customer, with its time and where it "
            "came from: GA4's events through BigQuery (user_pseudo_id, event_timestamp, "
            "ga_session_id, source, medium), Matomo's visits (Live.getLastVisitsDetails), "
            "Klaviyo's events",
        )


class NearFormat(NamedTuple):
    """A format some of whose columns a file has."""

    name: str
    has: tuple[str, ...]
    lacks: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What the file has of it and what not."""
        return (
            f"It is nearly {self.name}: it has {', '.join(self.has)}; lacks {', '.join(self.lacks)}"
        )


class SeveralFormatsError(MeritoError):
    """Several formats fit the header of a file."""

    def __init__(self, file: str, role: str, names: "Sequence[str]") -> None:
        self.names = tuple(names)
        super().__init__(
            f"{file}: the header fits several formats: {', '.join(names)}; "
            f"set {role}.format to one of them"
        )


class UnevenRowError(MeritoError):
    """A row of a wide table has more or fewer values than its header."""

    def __init__(self, file: str, line: int, values: int, columns: int) -> None:
        super().__init__(f"{file}:{line}: {describe_uneven(values, columns)}")


class AbsentColumnError(MeritoError):
    """An export never holds what a report needs."""

    def __init__(self, file: str, title: str, role: str, ours: str, sentence: str) -> None:
        self.ours = ours
        elsewhere = (
            f" Where a column has it all the same, say which: {role}.columns: {{{ours}: NAME}}"
        )
        # Of a format of the user's own the sentence says where its column is named.
        rest = "" if "columns:" in sentence else elsewhere
        super().__init__(f"{file}: {title} has no {ours}. {sentence}{rest}")
