"""Rows given to the customers that their ids lead to."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.identities import normalised
from cli.inputs.people import ALIAS, LOGIN, OWN, UNKNOWN, Known, known
from cli.settings.identities import Normalise

if TYPE_CHECKING:
    from cli.inputs.people import People

_WAYS = (OWN, ALIAS, LOGIN, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose rows with an id are, some rows at a time or all."""

    normalise: Normalise = Normalise.EXACT
    people: "People | None" = None
    """What logins say; None without any."""

    def of_touches(self, frame: pl.DataFrame) -> "tuple[pl.DataFrame, Counter[int]]":
        """Return touches by customer, without those whose customer nothing tells, and by what.

        Rows are counted by OWN, ALIAS, LOGIN and UNKNOWN; nothing is counted without logins.
        """
        frame = self._alike(frame)
        if self.people is None:
            return frame, Counter()
        whose = known(self.people, frame["customer_id"], frame["touched_at"])
        kept = frame.with_columns(whose.person.alias("customer_id"))
        counts = _counted(whose)
        return kept.filter(whose.how != UNKNOWN) if counts[UNKNOWN] else kept, counts

    def of_orders(self, frame: pl.DataFrame) -> "tuple[pl.DataFrame, Counter[int]]":
        """Return orders by customer, and by what; those that nothing tells keep their id."""
        frame = self._alike(frame)
        if self.people is None:
            return frame, Counter()
        whose = known(self.people, frame["customer_id"], frame["ordered_at"])
        person = pl.coalesce(whose.person, frame["customer_id"]).alias("customer_id")
        return frame.with_columns(person), _counted(whose)

    def _alike(self, frame: pl.DataFrame) -> pl.DataFrame:
        if self.normalise is Normalise.EXACT:
            return frame
        return frame.with_columns(normalised("customer_id", self.normalise))


def _counted(whose: Known) -> "Counter[int]":
    return Counter({how: int((whose.how == how).sum()) for how in _WAYS})
