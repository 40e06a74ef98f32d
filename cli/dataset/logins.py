"""The logins of a run, and whose ids they say are."""

from dataclasses import replace
from typing import TYPE_CHECKING

from cli.dataset.contexts import make_context
from cli.inputs.files.find import refuse_standard_input_twice
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
    section, files = run.settings.identities, run.identity_files
    context = make_context(run, files)
    telling = not section.files
    if telling:
        # Of other roles: by options and by the settings they are in folders of their own.
        section = section.model_copy(update={"files": tuple(each.resolved for each in files)})
        refuse_standard_input_twice({"touchpoints or orders": section, ROLE: section})
        context = replace(context, folder=None)
    logins = read_identities(section, context, telling=telling)
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
