"""What is known of the names of a column, and words of many of them."""

from typing import Final, NamedTuple


class UsualNames(NamedTuple):
    """How a column of ours is called in exports; names as `simplify_name` gives them."""

    whole: tuple[str, ...]
    """Whole names, the most telling first."""
    words: tuple[str, ...] = ()
    """Words in names, the most telling first."""
    never: tuple[str, ...] = ()
    """Words that say something else."""


TIME_WORDS: Final = (
    *("timestamp", "created", "datetime", "date", "time", "datum", "data", "fecha", "zeit"),
    *("orario", "heure", "day", "ts"),
)
NOT_IDS: Final = (
    *("date", "time", "name", "amount", "total", "type", "count", "marketing"),
    *("country", "city", "region", "segment", "language", "gender"),
)
DEALS: Final = (
    *("affaire", "affare", "trattativa", "trato", "negocio", "negócio", "opportunité"),
    *("opportunità", "oportunidad", "oportunidade", "verkaufschance"),
)
"""Words for a deal, as programs of sales call it."""
STAGES: Final = ("stage", "phase", "fase", "étape", "etapa")
"""Words for how far a deal is."""
WON: Final = ("gewonnen", "gain", "gagné", "gagnée", "vinto", "vinta", "vincita", "ganado", "ganho")
"""Words of the day on which a deal was won."""
EXPECTED: Final = (
    *("erwartet", "erwartetes", "voraussichtlich", "voraussichtliches", "geplant", "geplantes"),
    *("prévu", "prévue", "previsto", "prevista", "estimado", "estimada", "esperado", "esperada"),
    *("verwacht", "verwachte", "verloren", "perte", "perdu", "perdue", "perso", "persa"),
    *("perdita", "perdido", "perdida", "pérdida", "perda"),
)
"""Words of the day on which a deal may be won, or was lost."""
FIRST_EVER: Final = ("initial",)
"""Words of what brought a customer for the first time, whatever the visit."""
