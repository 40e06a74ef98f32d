"""What tells an export of a format by its header, read without the rest of the format's file."""

import re
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from cli.settings.loading.yaml_file import parse_own_document
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from cli.settings.sections.exports.export_formats import ExportFormat

_KEYS: Final = re.compile(
    r"^(?:role|recognise|fallback|delimiter):.*\n(?:[ ].*\n)*", re.MULTILINE | re.ASCII
)
"""Some keys of a file of `configs/formats/` with all below them."""


class FormatSignature(NamedTuple):
    """The keys of a format by which it is told."""

    role: Role
    recognise: tuple[tuple[str, ...], ...]
    """The columns that tell its exports, each by its names."""
    fallback: bool = False
    """Whether it is taken only for files that no other format fits."""
    delimiter: str | None = None
    """Mark between two columns, where it is always the same."""


def get_signature(form: "ExportFormat") -> FormatSignature:
    """Return the signature of a format that is read."""
    return FormatSignature(form.role, form.recognise, form.fallback, form.delimiter)


def parse_signature(text: str) -> FormatSignature:
    """Return the signature in the text of one of merito's own files, a fifth of which it is."""
    tree = parse_own_document("", "".join(_KEYS.findall(text))).tree
    names = cast("list[str | list[str]]", tree["recognise"])
    return FormatSignature(
        Role(str(tree["role"])),
        tuple((each,) if isinstance(each, str) else tuple(each) for each in names),
        bool(tree.get("fallback")),
        cast("str | None", tree.get("delimiter")),
    )
