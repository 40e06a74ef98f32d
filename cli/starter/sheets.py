"""The sheet of a workbook that is meant, where its columns have names of their own."""

from typing import TYPE_CHECKING, Final

from cli.inputs.formats.header_candidates import choose_likeliest, find_candidates
from cli.inputs.formats.recognise import open_text
from cli.inputs.tables.usual_names.ranking import rank_name
from cli.inputs.workbooks.errors import UndecidedSheetError
from cli.settings.sections.exports.files import Files, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.inputs.files.find import Source
    from cli.inputs.formats.catalogue import NamedFormat

_NEEDED: "Final[Mapping[Role, tuple[str, ...]]]" = {
    Role.TOUCHPOINTS: ("touched_at", "customer_id"),
    Role.ORDERS: ("order_id", "customer_id", "ordered_at", "revenue"),
    Role.COSTS: ("date", "cost"),
    Role.IDENTITIES: ("customer_id",),
}
"""Columns of ours that a sheet has names for."""


def open_likely_sheet(
    section: Files, role: Role, source: "Source", known: "Sequence[NamedFormat]"
) -> "tuple[Source, str | None]":
    """Return a file as it is recognised, and its sheet where no format names it.

    That is the only one with a column for each one of ours that is needed, as their names tell:
    tables that sum up others have none. Raises what `open_text` raises, `UndecidedSheetError` where
    not one sheet alone has them.
    """
    try:
        return open_text(section, role, source, known)[0], None
    except UndecidedSheetError as error:
        if error.fitting:
            raise
        opened = {
            name: open_text(section.model_copy(update={"sheet": name}), role, source, known)[0]
            for name in error.sheets
        }
        likely = [name for name, text in opened.items() if _names_needed(text, role)]
        if len(likely) != 1:
            raise
        return opened[likely[0]], likely[0]


def _names_needed(text: "Source", role: Role) -> bool:
    """Tell whether the likeliest header of a sheet has a column for each one that is needed."""
    head = choose_likeliest(list(find_candidates(text, Files(), role.value)))
    if head is None:
        return False
    named = (
        {name for name in head.names if name and rank_name(ours, name) is not None}
        for ours in _NEEDED[role]
    )
    return all(named)
