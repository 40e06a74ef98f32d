"""Writes the schemas and merito.yaml of configs/: `python -m cli.settings`."""

from pathlib import Path

from cli.settings.json_schema import format_schema_text, schema_text
from cli.settings.template import default_file


def write(folder: Path) -> None:
    """Write the files that are generated from the typed settings to a folder."""
    (folder / "schema.json").write_text(schema_text(), encoding="utf-8")
    (folder / "format-schema.json").write_text(format_schema_text(), encoding="utf-8")
    (folder / "merito.yaml").write_text(default_file(), encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).parents[2] / "configs")
