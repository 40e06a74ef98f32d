"""Formats of exports beside the sections of the settings."""

from cli.settings.sections.exports.export_formats import ExportFormat
from cli.settings.sections.exports.files import SHARED_KEYS
from cli.settings.sections.root import Settings

ROLES = ("touchpoints", "orders", "costs", "identities")
OWN = {"columns", "totals"}
"""Keys of the same name that are joined with those of a format by themselves."""


def test_what_a_format_and_a_section_have_is_listed() -> None:
    sections = (Settings.model_fields[role].default for role in ROLES)
    keys = {key for section in sections for key in type(section).model_fields}
    assert {*SHARED_KEYS} == keys & {*ExportFormat.model_fields} - OWN
