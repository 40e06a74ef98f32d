"""What reports, which are mailed around, do not show of addresses."""

import re
from typing import Final

HIDDEN: Final = "***"
_USER: Final = re.compile(r"(?<=://)(?:[^/@:]*:(?!\d+/|//)[^@]*|[^/@]*)@")
"""USER@ or USER:PASSWORD@ after the scheme; keys may hold slashes, and what follows a port not."""
_QUERY: Final = re.compile(r"(?<=\?).*")


def hide_credentials(text: str) -> str:
    """Return a path as it is, an address without user, password and what stands after a ?."""
    return _QUERY.sub(HIDDEN, _USER.sub("", text)) if "://" in text else text
