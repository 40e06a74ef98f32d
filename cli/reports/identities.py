"""Touches and orders given to the customers that their ids lead to."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cli.inputs.identities import ROLE, IdentityInput, read_identities
from cli.inputs.owners import Owners
from cli.inputs.people import ALIAS, LOGIN, OWN, UNKNOWN, people
from cli.report import LedgerLine
from cli.reports.ledger import IDS, TOUCHPOINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    owners, logins, lines = owners_of(loaded)
    frame, counts = owners.of_orders(orders.frame)
    orders = replace(orders, frame=frame, notes=(*orders.notes, *order_notes(counts)))
    if touches is None:
        return Identified(orders, None, logins, lines)
    frame, counts = owners.of_touches(touches.frame)
    touches = replace(touches, frame=frame, lines=(*touches.lines, *aside_lines(counts)))
    return Identified(orders, touches, logins, (*lines, *gained_lines(counts)))


def owners_of(
    loaded: "Loaded",
) -> tuple[Owners, IdentityInput | None, tuple[LedgerLine, ...]]:
    """Return whose rows are by the settings, the logins, and what these were.

    Raises what reading the logins raises.
    """
    settings = loaded.settings.identities
    if not settings.files:
        return Owners(settings.normalise), None, ()
    logins = read_identities(
        settings,
        timezone=loaded.settings.timezone,
        tolerance=loaded.settings.max_bad_rows,
        folder=loaded.identity_files[0].folder,
        home=loaded.folder,
        keep=loaded.keep,
    )
    found = people(logins.frame)
    return Owners(settings.normalise, found), logins, _login_lines(logins, found)


def _login_lines(logins: IdentityInput, found: "People") -> tuple[LedgerLine, ...]:
    shared = int(found.uncertain.sum())
    lines = (
        LedgerLine(ROLE, "of aliases that lead to one customer", len(logins.frame) - shared, None),
        LedgerLine(ROLE, "of aliases that several customers share", shared, None),
    )
    return (*(line for line in lines if line.rows), *logins.lines)


def aside_lines(counts: "Mapping[int, int]") -> tuple[LedgerLine, ...]:
    """Return the line of the touches that are nobody's, if there are any."""
    aside = counts.get(UNKNOWN, 0)
    return (LedgerLine(TOUCHPOINTS, SET_ASIDE, aside, None),) if aside else ()


def gained_lines(counts: "Mapping[int, int]") -> tuple[LedgerLine, ...]:
    """Return by what the usable touches found their customer; nothing without logins."""
    lines = ((line, counts.get(how, 0)) for how, line in _GAINED.items())
    return tuple(LedgerLine(IDS, line, rows, None) for line, rows in lines if rows)


def order_notes(counts: "Mapping[int, int]") -> tuple[str, ...]:
    """Return what was made of orders under an alias, if there are any."""
    told = (
        (counts.get(ALIAS, 0) + counts.get(LOGIN, 0), "count for the customer that it leads to"),
        (
            counts.get(UNKNOWN, 0),
            "that several customers share stay under it: nothing tells whose",
        ),
    )
    return tuple(f"orders: {rows:,} under an alias {text}" for rows, text in told if rows)
