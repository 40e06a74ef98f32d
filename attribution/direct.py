"""Which channels are direct visits, however an export writes them."""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPELLINGS: Final = frozenset(
    {
        *("direct", "direct none", "direct not set", "none none", "(none)"),
        *("direct traffic", "direct entry", "direct visit", "direct visits", "direct load"),
        *("typed", "direct typed", "typed bookmarked", "type in", "direct type in"),
        *("bookmark", "bookmarks", "direct bookmark"),
        *("diretto", "traffico diretto", "accesso diretto", "visite dirette"),
        *("direkt", "direktzugriff", "direktzugriffe", "direkte zugriffe", "direkter traffic"),
        *("directo", "tráfico directo", "acceso directo", "entrada directa", "visita directa"),
        *("accès direct", "trafic direct", "entrée directe", "entrées directes", "visite directe"),
        *("directe", "direct verkeer", "rechtstreeks", "bezpośrednie", "ruch bezpośredni"),
        *("direto", "tráfego direto", "acesso direto", "doğrudan", "doğrudan trafik"),
    }
)
"""How programs write Direct in nine languages, as `_read_words` returns it."""


def find_direct_channels(channels: "Iterable[str | None]", named: frozenset[str]) -> frozenset[str]:
    """Return the channels that count as direct: those named, whatever their letter case and marks.

    Where Direct is named in any spelling, every other spelling of it counts as well.
    """
    plain = {_read_words(name) for name in named}
    if plain & _SPELLINGS:
        plain |= _SPELLINGS
    return frozenset(name for name in channels if name is not None and _read_words(name) in plain)


def _read_words(name: str) -> str:
    """Return the words of a name in lower case, without the marks around and between them.

    A lone "none" keeps its marks: (none) is how programs write Direct, None may be anything.
    """
    words = " ".join(re.findall(r"[^\W_]+", name.casefold()))
    return words if words not in {"", "none"} else name.casefold().strip()
