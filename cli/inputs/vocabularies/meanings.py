"""Words by what they mean, as the files of `configs/` list them."""

from functools import cache
from pathlib import Path
from typing import Final, cast

from cli.settings.loading.yaml_file import read_own_document

_FOLDER: Final = Path(__file__).parents[3] / "configs"


@cache
def read_words(name: str) -> dict[str, list[str]]:
    """Return the words of a file of `configs/`, by its name without the ending, by meaning."""
    return cast("dict[str, list[str]]", read_own_document(_FOLDER / f"{name}.yaml").tree)
