"""What is known of a customer, fact by fact."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.reports.rfm.facts import find_facts
from cli.reports.rfm.report import score_dataset
from rfm.cohorts.periods import find_number, label_period
from rfm.facts.names import FACTS, OF_VALUE
from rfm.lifetime_value.errors import NobodyBoughtAgainError

if TYPE_CHECKING:
    from datetime import date

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.reports.customer.rows import CustomerRows
    from cli.reports.rfm.facts import CustomerFacts
    from rfm.facts.customer_facts import FactSources
    from rfm.lifetime_value.customer_values import Valuer

_WORTH: Final = "expected_value"
_SHOWN: Final = tuple(
    name for fact in FACTS for name in ([_WORTH, fact] if fact == "clv" else [fact])
)
"""The facts in their order; what a purchase is worth stands before what all of them are."""
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
    as_of = scored.parameters.as_of
    days = _find_order_days(run, mine, as_of)
    return KnownFacts({**days, **{name: row.get(name) for name in _SHOWN}}, as_of, notes)


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
