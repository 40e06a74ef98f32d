"""How JSON begins: looked at in every text file, so nothing is imported for it."""

import re
from typing import TYPE_CHECKING, Final

from cli.inputs.files.compression import read_chunks
from cli.inputs.files.find import Container

if TYPE_CHECKING:
    from cli.inputs.files.find import Source

_BEGINNING: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*(?:\]|\{\s*"))')
_LOOKED_AT: Final = 1000


def is_json(source: "Source") -> bool:
    """Tell whether a text begins with a record of JSON or a list of them, if an empty one."""
    if source.container not in (Container.TEXT, Container.COMPRESSED):
        return False
    head = next(read_chunks(source), b"")[:_LOOKED_AT]
    return _BEGINNING.match(head) is not None
