"""A file of costs as a row for each day or span of days and what it paid for."""

from typing import TYPE_CHECKING, TypeVar

from cli.inputs.files.find import Container
from cli.inputs.files.own_text import OWN_TEXT
from cli.inputs.files.panics import refuse_panics
from cli.inputs.formats.budgets.period_rows import date_periods
from cli.inputs.formats.budgets.unpivot import unpivot_costs
from cli.inputs.formats.fits import find_fits
from cli.inputs.formats.header_candidates import choose_likeliest, find_candidates
from cli.settings.sections.exports.files import Files, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.files.find import Source
    from cli.inputs.formats.catalogue import NamedFormat

Section = TypeVar("Section", bound=Files)


def read_budget(
    source: "Source", section: Section, known: "Sequence[NamedFormat]"
) -> "tuple[Source, Section]":
    """Return costs and their settings, those of budgets as a text made of them.

    One that fits a format that is `known` has no columns of months or channels. What is no budget
    stays as it is. Raises `UnevenRowError` and `QuotesError`.
    """
    if source.container is not Container.TEXT:
        return source, section
    with refuse_panics(source.name):
        seen = list(find_candidates(source, section, Role.COSTS.value))
    head = choose_likeliest(seen)
    if head is None:
        return source, section
    fits = find_fits(known, section, Role.COSTS, seen)
    made = None if fits else unpivot_costs(source, section, head)
    made = made or date_periods(source, section, head)
    own = {**OWN_TEXT, "skip_rows": None}
    return (source, section) if made is None else (made, section.model_copy(update=own))
