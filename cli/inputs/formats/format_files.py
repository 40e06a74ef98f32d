"""Format files read whole: merito's own, and those that users write in the same way."""

from functools import cache
from typing import TYPE_CHECKING

from cli.settings.loading.validation import SettingsSource, validate_as
from cli.settings.loading.yaml_file import Document, read_document, read_own_document
from cli.settings.sections.exports.export_formats import ExportFormat

if TYPE_CHECKING:
    from pathlib import Path


@cache
def read_form(path: "Path", shown: str) -> ExportFormat:
    """Read a user's file; raises SettingsError with every mistake, FileProblemError."""
    return _validate(read_document(path, shown))


@cache
def read_own_form(path: "Path") -> ExportFormat:
    """Read a file of `configs/formats/`."""
    return _validate(read_own_document(path))


def _validate(document: Document) -> ExportFormat:
    return validate_as(ExportFormat, SettingsSource(document, document.tree))
