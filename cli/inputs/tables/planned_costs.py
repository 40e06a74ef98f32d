"""Words that tell what was planned from what was spent."""

from typing import TYPE_CHECKING, Final

from cli.inputs.tables.errors import PlannedCostsError
from cli.inputs.tables.name_forms import simplify_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLANNED: Final = frozenset(
    {
        *("budget", "plan", "planned", "forecast", "target", "estimate", "estimated", "booked"),
        *("previsto", "preventivo", "prevista", "pianificato", "soll", "geplant", "planung"),
        *("prévu", "prévision", "presupuesto", "planificado", "orçado", "begroot", "begroting"),
    }
)
_SPENT: Final = frozenset(
    {
        *("actual", "actuals", "spent", "spend", "real", "invoiced", "delivered", "effettivo"),
        *("consuntivo", "speso", "reale", "ist", "istkosten", "tatsächlich", "ausgegeben"),
        *("réel", "réalisé", "dépensé", "gastado", "realizado", "gasto", "werkelijk", "besteed"),
    }
)


def refuse_planned_values(file: str, column: str, texts: "Iterable[str | None]") -> None:
    """Raise `PlannedCostsError` where some texts say planned and some say spent."""
    words = {simplify_name(text): text.strip() for text in texts if text}
    planned = next((words[word] for word in sorted(words) if word in _PLANNED), None)
    spent = next((words[word] for word in sorted(words) if word in _SPENT), None)
    if planned is not None and spent is not None:
        raise PlannedCostsError(file, column, planned, spent)
