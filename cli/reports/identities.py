"""Touches and orders given to the customers that their ids lead to."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.identities import ROLE, IdentityInput, normalised, read_identities
from cli.inputs.people import ALIAS, LOGIN, OWN, UNKNOWN, Known, known, people
from cli.report import LedgerLine
from cli.reports.ledger import IDS, TOUCHPOINTS
from cli.settings.identities import Normalise

if TYPE_CHECKING:
    from cli.inputs import OrderInput, TouchpointInput
    from cli.inputs.people import People
    from cli.settings import Loaded

_GAINED = {
    OWN: "under an id of their own",
    ALIAS: "gained: under an alias of one customer",
    LOGIN: "gained: under a shared alias by its latest login",
}
SET_ASIDE = "set aside: under a shared alias and no login tells whose"


@dataclass(frozen=True, slots=True)
class Identified:
    """Orders and touches by customer instead of by alias."""

    orders: "OrderInput"
    touches: "TouchpointInput | None"
    logins: IdentityInput | None = None
    """None where the settings name no file of logins."""
    lines: tuple[LedgerLine, ...] = ()
    """What the logins were, then by what the usable touches found their customer."""


def identified(
    loaded: "Loaded", orders: "OrderInput", touches: "TouchpointInput | None"
) -> Identified:
    """Return orders and touches with the customers that the settings' logins lead to.

    Raises what reading the logins raises.
    """
    settings = loaded.settings.identities
    if settings.normalise is not Normalise.EXACT:
        alike = normalised("customer_id", settings.normalise)
        orders = replace(orders, frame=orders.frame.with_columns(alike))
        if touches is not None:
            touches = replace(touches, frame=touches.frame.with_columns(alike))
    if not settings.files:
        return Identified(orders, touches)
    logins = read_identities(
        settings,
        timezone=loaded.settings.timezone,
        tolerance=loaded.settings.max_bad_rows,
        folder=loaded.identity_files[0].folder,
        home=loaded.folder,
        keep=loaded.keep,
    )
    found = people(logins.frame)
    orders = _of_orders(orders, found)
    lines = _login_lines(logins, found)
    if touches is None:
        return Identified(orders, None, logins, lines)
    touches, gained = _of_touches(touches, found)
    return Identified(orders, touches, logins, (*lines, *gained))


def _login_lines(logins: IdentityInput, found: "People") -> tuple[LedgerLine, ...]:
    shared = int(found.uncertain.sum())
    lines = (
        LedgerLine(ROLE, "of aliases that lead to one customer", len(logins.frame) - shared, None),
        LedgerLine(ROLE, "of aliases that several customers share", shared, None),
    )
    return (*(line for line in lines if line.rows), *logins.lines)


def _of_touches(
    touches: "TouchpointInput", found: "People"
) -> "tuple[TouchpointInput, tuple[LedgerLine, ...]]":
    frame = touches.frame
    whose = known(found, frame["customer_id"], frame["touched_at"])
    kept = frame.with_columns(whose.person.alias("customer_id"))
    aside = _count(whose, UNKNOWN)
    lines = touches.lines
    if aside:
        kept = kept.filter(whose.how != UNKNOWN)
        lines = (*lines, LedgerLine(TOUCHPOINTS, SET_ASIDE, aside, None))
    counts = ((line, _count(whose, how)) for how, line in _GAINED.items())
    gained = tuple(LedgerLine(IDS, line, rows, None) for line, rows in counts if rows)
    return replace(touches, frame=kept, lines=lines), gained


def _of_orders(orders: "OrderInput", found: "People") -> "OrderInput":
    """Give orders to their customers; those of a shared alias that nothing tells keep its id."""
    frame = orders.frame
    whose = known(found, frame["customer_id"], frame["ordered_at"])
    person = pl.coalesce(whose.person, frame["customer_id"]).alias("customer_id")
    told = (
        (_count(whose, ALIAS) + _count(whose, LOGIN), "count for the customer that it leads to"),
        (_count(whose, UNKNOWN), "that several customers share stay under it: nothing tells whose"),
    )
    notes = tuple(f"orders: {rows:,} under an alias {text}" for rows, text in told if rows)
    return replace(orders, frame=frame.with_columns(person), notes=(*orders.notes, *notes))


def _count(whose: Known, how: int) -> int:
    return int((whose.how == how).sum())
