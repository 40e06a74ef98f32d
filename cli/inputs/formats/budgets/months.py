"""Columns of costs that are months, quarters, half-years or weeks, as budgets have them."""

from typing import TYPE_CHECKING, Final

from cli.inputs.formats.budgets.period_names import parse_period
from cli.inputs.formats.budgets.table import WideTable
from cli.inputs.tables.usual_names.ranking import rank_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DATE, _UNTIL = "date", "until"
_WHOSE: Final = ("channel", "source", "medium", "campaign")
"""What costs may be of."""
_UNITS: Final = {"week": 7, "month": 31, "quarter": 92, "half-year": 184}
"""What columns of costs are called after, and how many days of it there are at most."""
_PREFERRED: Final = ("month", "quarter", "half-year", "week")
"""Of months and their quarters or half-years the latter are sums."""
_FEWEST: Final = 2
"""Columns of months that make a file a wide one."""


def find_months(names: "Sequence[str]", mapped: "Mapping[str, str]") -> WideTable | None:
    """Return the columns of a file that are months, each with its first and its last day.

    Where no two are, those that are quarters, half-years, or else weeks.

    `names` are those of its header, `mapped` our columns that the settings map, and theirs. The
    others are called as we call them where their names tell; a single one is the channel. None
    where fewer than two are months, or the date is mapped or a column of its own.
    """
    unit, months = _choose_periods(names)
    others = {place: name for place, name in enumerate(names) if name and place not in months}
    if len(months) < _FEWEST or len(set(months.values())) < len(months) or not others:
        return None
    if _DATE in mapped or any(rank_name(_DATE, name) for name in others.values()):
        return None
    first, *_, last = (names[place] for place in months)
    return WideTable(
        (_DATE, _UNTIL),
        months,
        _name_others(others, mapped),
        unit,
        f"{first} to {last}",
    )


def _choose_periods(names: "Sequence[str]") -> tuple[str, dict[int, tuple[str, str]]]:
    """Return what several columns are called after, and the days of each of these columns."""
    found: dict[str, dict[int, tuple[str, str]]] = {unit: {} for unit in _UNITS}
    for place, name in enumerate(names):
        days = parse_period(name)
        if days is not None:
            longest = (days[1] - days[0]).days + 1
            unit = next(unit for unit, most in _UNITS.items() if longest <= most)
            found[unit][place] = days[0].isoformat(), days[1].isoformat()
    several = (unit for unit in _PREFERRED if len(found[unit]) >= _FEWEST)
    unit = next(several, _PREFERRED[0])
    return unit, found[unit]


def _name_others(others: "Mapping[int, str]", mapped: "Mapping[str, str]") -> dict[int, str]:
    found = dict(others)
    for ours in _WHOSE:
        taken = {*mapped.values(), *_WHOSE}
        ranks = {
            place: rank
            for place, name in found.items()
            if name not in taken and (rank := rank_name(ours, name))
        }
        if ours not in mapped and ranks:
            found[min(ranks, key=ranks.__getitem__)] = ours
    if len(found) == 1 and set(mapped.values()).isdisjoint(found.values()):
        place, name = next(iter(found.items()))
        found[place] = name if name in _WHOSE else "channel"
    return found
