"""Names that end with a slash, which say folder where one file is written."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

# Mistakes are imported where one is made, since --help and every report would wait for them.
if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click.core import Context


def refuse_folders(ctx: "Context", words: "Sequence[str]") -> None:
    """Raise FolderOutputError for an output with a slash behind it where there is no folder.

    A path has lost its slash, hence `words`, which are those behind the command.
    """
    output, wanted, show = (ctx.params.get(name) for name in ("output", "format", "show"))
    if output is None or not _ends_with_slash(Path(output), words):
        return
    several = ctx.info_name == "report" and show is None
    if several and wanted in {"auto", "csv"}:
        return
    from cli.usage.errors import FolderOutputError  # noqa: PLC0415 - rarely made

    writer = ctx.command_path if show is None else f"--show {show}"
    named = writer if wanted in {None, "auto"} else f"--format {wanted}"
    name = _name_file(Path(output), ctx.info_name or "", str(wanted))
    raise FolderOutputError(Path(output), named, name, several=several)


def _name_file(output: Path, command: str, wanted: str) -> Path:
    """Return what the file may be called: it lies in the folder where there is one."""
    from cli.outputs.destinations import EXTENSIONS  # noqa: PLC0415 - only for this mistake
    from cli.render.output_formats import Format  # noqa: PLC0415 - as above

    known = {each.value: each for each in Format}
    found = known.get(wanted) or EXTENSIONS.get(f".{wanted}", Format.CSV)
    ending = found.extensions[0]
    return output / f"{command}{ending}" if output.is_dir() else output.with_suffix(ending)


def _ends_with_slash(output: Path, words: "Sequence[str]") -> bool:
    named = (*words, os.environ.get("MERITO_OUTPUT", ""))
    given = (text for word in named for text in (word, word.partition("=")[2], word[2:]))
    return any(text.endswith("/") and Path(text) == output for text in given)
