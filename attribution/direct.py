"""Which channels are direct visits, however an export writes them."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPELLINGS: Final = frozenset(
    {
        *("direct", "(direct)", "(direct) / (none)", "direct / none", "(direct)/(none)"),
        *("direct traffic", "direct entry", "direct visit", "direct visits", "direct load"),
        *(
            "(none)",
            "(none) / (none)",
            "(direct) / (not set)",
            "typed",
            "typed/bookmarked",
            "typed / bookmarked",
            "direct/none",
            "direct / (none)",
        ),
        *("type in", "bookmark", "bookmarks", "direto", "tráfego direto", "direct verkeer"),
        *("diretto", "traffico diretto", "accesso diretto", "visite dirette"),
        *("direkt", "direktzugriff", "direktzugriffe", "direkte zugriffe", "direkter traffic"),
        *("directo", "tráfico directo", "acceso directo", "entrada directa", "visita directa"),
        *("accès direct", "trafic direct", "entrée directe", "entrées directes", "visite directe"),
    }
)
"""How programs write Direct in seven languages, in lower case, marks between words as spaces."""


def find_direct_channels(channels: "Iterable[str | None]", named: frozenset[str]) -> frozenset[str]:
    """Return the channels that count as direct: those named, letter case ignored.

    Where Direct is named in any spelling, every other spelling of it counts as well.
    """
    plain = {_plain(name) for name in named}
    if plain & _SPELLINGS:
        plain |= _SPELLINGS
    return frozenset(name for name in channels if name is not None and _plain(name) in plain)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())
