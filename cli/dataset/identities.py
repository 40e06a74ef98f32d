"""Touches and orders given to the customers that their ids lead to."""

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cli.inputs.identities.assign import CustomerResolver
from cli.inputs.identities.origins import ALIAS, LOGIN, OWN, UNKNOWN
from cli.ledger import IDS, TOUCHPOINTS
from cli.report import LedgerLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.dataset.run import Run
    from cli.inputs.identities.read import IdentityInput
    from cli.inputs.orders.read import OrderInput
    from cli.inputs.touchpoints.read import TouchpointInput

_GAINED = {
    OWN: "under an id of their own",
    ALIAS: "gained: under an alias of one customer",
    LOGIN: "gained: under a shared alias by its latest login",
}
SET_ASIDE = "set aside: under a shared alias and no login tells whose"


class IdentifiedRows(NamedTuple):
    """Orders and touches by customer instead of by alias."""

    orders: "OrderInput"
    touches: "TouchpointInput | None"
    logins: "IdentityInput | None" = None
    """None where the settings name no file of logins."""
    lines: tuple[LedgerLine, ...] = ()
    """What the logins were, then by what the usable touches found their customer."""


def resolve_customers(
    run: "Run", orders: "OrderInput", touches: "TouchpointInput | None"
) -> IdentifiedRows:
    """Return orders and touches with the customers that the settings' logins lead to.

    Raises what reading the logins raises.
    """
    owners, logins, lines = read_customer_resolver(run)
    frame, counts = owners.resolve_orders(orders.frame, addresses=orders.addresses)
    orders = replace(orders, frame=frame, notes=(*orders.notes, *list_order_notes(counts)))
    if touches is None:
        return IdentifiedRows(orders, None, logins, lines)
    frame, counts = owners.resolve_touches(touches.frame, addresses=touches.addresses)
    touches = touches._replace(frame=frame, lines=(*touches.lines, *build_aside_lines(counts)))
    return IdentifiedRows(orders, touches, logins, (*lines, *build_gained_lines(counts)))


def read_customer_resolver(
    run: "Run",
) -> "tuple[CustomerResolver, IdentityInput | None, tuple[LedgerLine, ...]]":
    """Return whose rows are by the settings, the logins, and what these were.

    Raises what reading the logins raises.
    """
    settings = run.settings.identities
    if not run.identity_files:
        return CustomerResolver(settings.normalise), None, ()
    # Here, since most runs have no logins.
    from cli.dataset.logins import read_logins  # noqa: PLC0415

    logins, found, lines = read_logins(run)
    return CustomerResolver(settings.normalise, found), logins, lines


def build_aside_lines(counts: "Mapping[int, int]") -> tuple[LedgerLine, ...]:
    """Return the line of the touches that are nobody's, if there are any."""
    aside = counts.get(UNKNOWN, 0)
    return (LedgerLine(TOUCHPOINTS, SET_ASIDE, aside, None),) if aside else ()


def build_gained_lines(counts: "Mapping[int, int]") -> tuple[LedgerLine, ...]:
    """Return by what the usable touches found their customer; nothing without logins."""
    lines = ((line, counts.get(how, 0)) for how, line in _GAINED.items())
    return tuple(LedgerLine(IDS, line, rows, None) for line, rows in lines if rows)


def list_order_notes(counts: "Mapping[int, int]") -> tuple[str, ...]:
    """Return what was made of orders under an alias, if there are any."""
    told = (
        (counts.get(ALIAS, 0) + counts.get(LOGIN, 0), "count for the customer that it leads to"),
        (
            counts.get(UNKNOWN, 0),
            "that several customers share stay under it: nothing tells whose",
        ),
    )
    return tuple(f"orders: {rows:,} under an alias {text}" for rows, text in told if rows)
