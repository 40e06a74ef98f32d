"""The logins of a run, and whose ids they say are."""

from typing import TYPE_CHECKING

from cli.dataset.contexts import make_context
from cli.inputs.identities.graph import build_graph
from cli.inputs.identities.read import ROLE, read_identities
from cli.report import LedgerLine

if TYPE_CHECKING:
    from cli.dataset.run import Run
    from cli.inputs.identities.graph import IdentityGraph
    from cli.inputs.identities.read import IdentityInput


def read_logins(run: "Run") -> "tuple[IdentityInput, IdentityGraph, tuple[LedgerLine, ...]]":
    """Return the logins, whose ids are by them, and what became of their rows.

    Raises what reading the logins raises.
    """
    logins = read_identities(run.settings.identities, make_context(run, run.identity_files))
    found = build_graph(logins.frame)
    return logins, found, _build_login_lines(logins, found)


def _build_login_lines(logins: "IdentityInput", found: "IdentityGraph") -> tuple[LedgerLine, ...]:
    every = logins.frame["row"]
    shared = every.filter(found.uncertain).n_unique()
    certain = every.n_unique() - shared
    lines = (
        LedgerLine(ROLE, "of aliases that lead to one customer", certain, None),
        LedgerLine(ROLE, "of aliases that several customers share", shared, None),
    )
    return (*(line for line in lines if line.rows), *logins.lines)
