"""This very code as an archive, for workers of a cluster that do not have it."""

import zipfile
from pathlib import Path
from typing import Final

import cli

ROOT: Final = Path(cli.__file__).parents[1]
"""Where the packages lie, installed or not."""
_PACKAGES: Final = ("cli", "attribution", "rfm")


def archive_packages(folder: Path) -> Path:
    """Write the packages to an archive in a folder that Python can import from, and return it."""
    path = folder / "merito.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for package in _PACKAGES:
            for file in sorted((ROOT / package).rglob("*.py")):
                made.write(file, file.relative_to(ROOT).as_posix())
    return path
