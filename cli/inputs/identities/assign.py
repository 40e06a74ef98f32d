"""Rows given to the customers that their ids lead to."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from cli.inputs.identities.origins import ALIAS, LOGIN, OWN, UNKNOWN
from cli.inputs.identities.spellings import extract_addresses, normalise_ids
from cli.inputs.values.identifiers import NOBODY_AT
from cli.settings.sections.exports.identities import Normalise

if TYPE_CHECKING:
    from cli.inputs.identities.graph import IdentityGraph, ResolvedRows

_WAYS = (OWN, ALIAS, LOGIN, UNKNOWN)


class CustomerResolver(NamedTuple):
    """Whose rows with an id are, some rows at a time or all."""

    normalise: Normalise = Normalise.AUTO
    people: "IdentityGraph | None" = None
    """What logins say; None without any."""

    def resolve_touches(
        self, frame: pl.DataFrame, *, addresses: bool = True
    ) -> "tuple[pl.DataFrame, Counter[int]]":
        """Return touches by customer, without those whose customer nothing tells, and by what.

        Rows are counted by OWN, ALIAS, LOGIN and UNKNOWN; nothing is counted without logins.
        `addresses` tells whether some id may be an address, for which each is looked at.
        """
        frame = self._normalise_ids(frame, addresses=addresses)
        if self.people is None:
            return frame, Counter()
        whose = self.people.resolve_rows(frame["customer_id"], frame["touched_at"])
        kept = frame.with_columns(whose.person.alias("customer_id"))
        counts = _count_by_origin(whose)
        return kept.filter(whose.how != UNKNOWN) if counts[UNKNOWN] else kept, counts

    def resolve_orders(
        self, frame: pl.DataFrame, *, addresses: bool = True
    ) -> "tuple[pl.DataFrame, Counter[int]]":
        """Return orders by customer, and by what; those that nothing tells keep their id.

        `addresses` as above.
        """
        frame = self._normalise_ids(frame, addresses=addresses)
        if addresses and self.normalise is not Normalise.EXACT:
            frame = frame.with_columns(_without_guest_address(pl.col("customer_id")))
        if self.people is None:
            return frame, Counter()
        whose = self.people.resolve_rows(frame["customer_id"], frame["ordered_at"])
        person = pl.coalesce(whose.person, frame["customer_id"]).alias("customer_id")
        return frame.with_columns(person), _count_by_origin(whose)

    def _normalise_ids(self, frame: pl.DataFrame, *, addresses: bool) -> pl.DataFrame:
        if self.normalise is Normalise.EXACT:
            return frame
        ids = frame["customer_id"]
        if self.normalise is Normalise.AUTO and not (
            addresses and ids.str.contains("@", literal=True).any()
        ):
            return frame
        frame = frame.with_columns(extract_addresses(ids))
        return frame.with_columns(normalise_ids("customer_id", self.normalise))


def _without_guest_address(ids: pl.Expr) -> pl.Expr:
    """Return ids, null where tills write an address for guests, such as unknown@shop.example."""
    guest = ids.str.to_lowercase().str.contains(NOBODY_AT).fill_null(value=False)
    return pl.when(~guest).then(ids)


def _count_by_origin(whose: "ResolvedRows") -> "Counter[int]":
    return Counter({how: int((whose.how == how).sum()) for how in _WAYS})
