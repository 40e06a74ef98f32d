"""What is known of a customer, fact by fact."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.reports.rfm.facts import find_facts
from cli.reports.rfm.own_segments import collect_fact_names, list_own_segments
from cli.reports.rfm.report import score_dataset
from rfm.cohorts.periods import find_number, label_period
from rfm.facts.names import FACTS, OF_VALUE
from rfm.facts.own_segments import MEMBERSHIP, find_memberships, name_memberships
from rfm.lifetime_value.errors import NobodyBoughtAgainError

if TYPE_CHECKING:
    from datetime import date

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.reports.customer.rows import CustomerRows
    from cli.reports.rfm.facts import CustomerFacts
    from cli.settings import Settings
    from rfm.facts.customer_facts import FactSources
    from rfm.lifetime_value.customer_values import Valuer

_WORTH: Final = "expected_value"
_OWN: Final = "segments"
_BEFORE: Final = {"p_alive": _OWN, "clv": _WORTH}
"""What stands before a fact: segments of one's own, what a purchase is worth."""
_SHOWN: Final = tuple(
    name for fact in FACTS for name in (_BEFORE.get(fact), fact) if name is not None
)
"""The facts in their order."""
_MONEY: Final = frozenset(
    {"monetary", "revenue", "average_order_value", _WORTH, "clv", "expected_loss"}
)


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """The facts of one customer, by name; None: unknown."""

    values: dict[str, object]
    as_of: "date"
    notes: tuple[str, ...] = ()

    def spell(self) -> list[str | None]:
        """Return each value as text: money with two decimals, other fractions with six."""
        return [_spell(name, value) for name, value in self.values.items()]

    @property
    def valued(self) -> bool:
        """Whether it is known what the customer is expected to bring."""
        return self.values[_WORTH] is not None


def find_customer_facts(run: "Run", shop: "Dataset", mine: "CustomerRows") -> KnownFacts:
    """Return the facts of a customer; value only where anybody of the shop has bought again."""
    scored, own = score_dataset(run, shop), (mine.customer,)
    notes: tuple[str, ...] = ()
    try:
        facts = find_facts(shop, run.settings, scored, FACTS, own)
    except NobodyBoughtAgainError as error:
        known = frozenset(FACTS) - set(OF_VALUE)
        facts, notes = find_facts(shop, run.settings, scored, known, own), (f"value: {error}",)
    frame = facts.list_some(own)
    row = frame.row(0, named=True) if frame.height else {}
    row[_WORTH] = _find_worth(facts, mine.customer)
    row[_OWN] = _name_segments(frame, run.settings)
    shown = _SHOWN if run.settings.segments else [name for name in _SHOWN if name != _OWN]
    as_of = scored.parameters.as_of
    days = _find_order_days(run, mine, as_of)
    return KnownFacts({**days, **{name: row.get(name) for name in shown}}, as_of, notes)


def _name_segments(facts: pl.DataFrame, settings: "Settings") -> str | None:
    """Return the segments of one's own that a customer is in, as `rfm --customers` has them.

    None where the customer is not scored, or a condition asks for a value that nobody knows.
    """
    scored = facts.drop_nulls("recency_days")
    if not settings.segments or scored.is_empty():
        return None
    if not collect_fact_names(settings) <= set(facts.columns):
        return None
    segments = list_own_segments(settings, "customer")
    return str(name_memberships(find_memberships(scored, segments)[MEMBERSHIP], segments)[0])


def _find_order_days(run: "Run", mine: "CustomerRows", as_of: "date") -> dict[str, object]:
    """Return the days of the first and last order that count, and the cohort of the first."""
    counted = mine.orders.filter(~pl.col("refunded") & (pl.col("ordered_on") <= as_of))
    days: list[date] = counted["ordered_on"].sort().to_list()
    if not days:
        return dict.fromkeys(("first_order", "last_order", "cohort"))
    period = run.settings.cohorts.period
    cohort = label_period(find_number(days[0], period), period)
    return {"first_order": days[0], "last_order": days[-1], "cohort": cohort}


def _find_worth(facts: "CustomerFacts", customer: str) -> float | None:
    """Return what a purchase of a customer is expected to bring, None where nothing tells."""
    valuer = facts.builder.valuer
    if valuer is None:
        return None
    found = facts.parts(partial(_value_purchases, valuer=valuer, customer=customer))
    return next((worth for worth in found if worth is not None), None)


def _value_purchases(sources: "FactSources", valuer: "Valuer", customer: str) -> float | None:
    assert sources.days is not None  # noqa: S101 - facts of value are made from them
    days = sources.days.select(customer)
    return None if days is None else float(valuer.value(days)[_WORTH][0])


def _spell(name: str, value: object) -> str | None:
    if isinstance(value, float):
        return f"{value:.2f}" if name in _MONEY else f"{value:.6f}"
    return None if value is None else str(value)
