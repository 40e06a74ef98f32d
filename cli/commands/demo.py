"""`merito demo`: the sample shop in a folder of one's own."""

from pathlib import Path

from cli.errors import MeritoError
from cli.options import Options, takes

_SHOP = Path(__file__).parents[2] / "sample_data"
_KINDS = {".csv", ".yaml", ".md"}


class FolderInUseError(MeritoError):
    """The sample shop is not copied over somebody's files."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not an empty folder; name another one: merito demo DIR")


def copy_sample(folder: Path) -> list[str]:
    """Copy the sample shop to a new or empty folder and return the names of its files.

    Raises FolderInUseError, and UnwritableError where the folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUseError(folder)
    # Here, because --help loads nothing it does not need.
    from cli.outputs.destinations import write_folder

    files = sorted(path for path in _SHOP.iterdir() if path.suffix in _KINDS)
    write_folder({path.name: path.read_bytes() for path in files}, folder)
    return [path.name for path in files]


@takes("folder")
def demo(options: Options) -> None:
    """Copy the sample shop to a folder, to try everything on.

    \b
      merito demo shop && cd shop && merito compare
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    from cli.delivery import tell_notes

    names = copy_sample(options.folder)
    wrote = f"wrote {', '.join(names)} to {options.folder}"
    tell_notes([f"{wrote}; try: cd {options.folder} && merito compare"], options)
