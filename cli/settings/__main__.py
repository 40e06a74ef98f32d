"""Writes the schemas and merito.yaml of configs/: `python -m cli.settings`."""

from pathlib import Path

from cli.settings.generated.json_schema import format_export_schema, format_schema
from cli.settings.generated.template import make_default_file


def write_generated(folder: Path) -> None:
    """Write the files that are generated from the typed settings to a folder."""
    (folder / "schema.json").write_text(format_schema(), encoding="utf-8")
    (folder / "format-schema.json").write_text(format_export_schema(), encoding="utf-8")
    (folder / "merito.yaml").write_text(make_default_file(), encoding="utf-8")


if __name__ == "__main__":
    write_generated(Path(__file__).parents[2] / "configs")
