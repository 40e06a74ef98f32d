"""How JSON begins: looked at in every text file, so nothing is imported for it."""

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from cli.errors import MeritoError
from cli.inputs.files.compression import is_zstd, read_chunks
from cli.inputs.files.find import Container
from cli.inputs.files.lines import read_first_lines

if TYPE_CHECKING:
    from cli.inputs.files.find import Source

_BEGINNING: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*(?:\]|\{\s*"))')
_LOOKED_AT: Final = 1000
_LINES: Final = 10


def is_json(source: "Source") -> bool:
    """Tell whether a text begins with a record of JSON or a list of them, if an empty one."""
    if source.container not in (Container.TEXT, Container.COMPRESSED):
        return False
    head = _peek(source) if is_zstd(source) else next(read_chunks(source), b"")
    return _BEGINNING.match(head[:_LOOKED_AT]) is not None


def _peek(source: "Source") -> bytes:
    """Return the first lines of a text in zstd, nothing where these cannot be read."""
    lines: list[str] = []
    with suppress(MeritoError):
        lines.extend(read_first_lines(source, _LINES, ""))
    return "\n".join(lines).encode()
