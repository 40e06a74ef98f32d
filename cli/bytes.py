"""Numbers of bytes as people write them."""

from typing import Final

_UNITS: Final = (("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("KB", 10**3))


def shown(count: int) -> str:
    """Return a number of bytes in a unit that settings know as well: 12.3 GB."""
    for unit, size in _UNITS:
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count} B"
