"""Settings as a configuration file of that text has them."""

from cli.settings import Settings
from cli.settings.loading.validation import SettingsSource, validate_settings
from cli.settings.loading.yaml_file import parse_document


def settings(text: str) -> Settings:
    document = parse_document(text.encode(), "merito.yaml")
    return validate_settings(SettingsSource(document, document.tree))
