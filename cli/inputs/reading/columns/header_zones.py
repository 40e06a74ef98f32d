"""Zones of times that the name of their column tells, or a column beside it."""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from cli.inputs.reading.columns.column_samples import list_unused, read_first_rows
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.name_forms import fold_name, simplify_name
from cli.inputs.values.clocks import CLOCK, TIMED
from cli.settings.sections.exports.files import Role
from cli.wording import format_count, format_examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    import polars as pl

    from cli.inputs.reading.rows import ReadCounts
    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import ReadPlan, Table
    from cli.settings.sections.exports.columns import MadeSource

UTC: Final = "UTC"
_NAMES_UTC: Final = re.compile(r"(?<![^\W_])(?:utc|gmt)(?![^\W_])(?![_+]*0*[1-9])")
"""As `fold_name` writes it: created_at_utc, created_(utc), date_gmt, not (gmt+2)."""
_ZONE_BEHIND: Final = re.compile(r"(?i)[\s_]*\((?:utc|gmt)[^)]*\)$")
_ZONE_NAMES: Final = frozenset({"time zone", "timezone", "tz", "fuso orario", "zeitzone"})
_PLACE: Final = re.compile(r"^[A-Z][A-Za-z_]+(?:/[A-Z][\w+-]+)+$")
_SHORT: Final = re.compile(r"^[A-Z]{2,5}$")
_OFFSET: Final = re.compile(r"^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$")
_NAMES_OFFSET: Final = r"(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{0,2})\)?\s*$"
_YEAR: Final = 2025
"""A year whose months show which offsets a zone has."""
_SHOWN: Final = 3


def find_utc_column(table: "Table", sources: "Mapping[str, MadeSource]") -> str | None:
    """Return what the column of times is called where its name says UTC; None where it does not.

    Of several columns all say so, but for that of the day beside a time of day.
    """
    field = _find_times(table)
    if field is None or table.role == Role.COSTS:
        # Costs are of days, whatever the time beside them.
        return None
    source = sources.get(field.name)
    names = source if isinstance(source, tuple | list) else (field.theirs,)
    said = [name for name in names if _NAMES_UTC.search(fold_name(name))]
    others = [name for name in names if name not in said]
    if not said or any(_holds_times(table, name) for name in others):
        return None
    return said[0]


def describe_utc_column(table: "Table", plan: "ReadPlan", counts: "ReadCounts") -> "Iterator[str]":
    """Yield that times are read in UTC since their column is called so, where others are not."""
    if plan.zone == plan.day_zone or not counts.clocks:
        return
    times = format_count(counts.clocks, "time", ("is", "are"))
    yield (
        f"{plan.role}: {table.source.name}: {plan.zone_column} names its zone, so {times} read in"
        f" {plan.zone}; if those of {plan.day_zone} are meant, set {plan.role}.timezone:"
        f" {plan.day_zone}"
    )


def describe_row_zones(table: "Table", plan: "ReadPlan") -> str | None:
    """Return how many of the first rows of orders have another zone beside their times, if any."""
    field, name = _find_times(table), next(filter(_is_zone_name, list_unused(table)), None)
    if table.role != Role.ORDERS or field is None or name is None or plan.zone_column:
        return None
    place = table.header.names.index(name)
    rows = read_first_rows(table, [field.position, place])
    texts, zones = (rows[str(each)].str.strip_chars() for each in (field.position, place))
    known = zones.filter((texts.str.contains(TIMED)) & ~texts.str.contains(_NAMES_OFFSET))
    known = known.filter(known != "")
    counts = known.value_counts(sort=True, name="rows")
    values = dict(zip(counts[known.name].to_list(), counts["rows"].to_list(), strict=True))
    other = {value: count for value, count in values.items() if is_other_zone(value, plan.zone)}
    if not other:
        return None
    count = sum(other.values())
    verb = "has" if count == 1 else "have"
    have = f"{count:,} of the first {format_count(len(known), 'row')} {verb}"
    some = format_examples(sorted(other), _SHOWN)
    return (
        f"orders: {table.source.name}: {have} another zone in {name} ({some}) than {plan.zone}, in"
        f" which times are read; if it is theirs, {_propose_zone(list(values))}"
    )


def _propose_zone(zones: "list[str]") -> str:
    """Return what makes the times those of the zones beside them."""
    places = [zone for zone in zones if _PLACE.match(zone)]
    if len(places) == len(zones) == 1:
        return f"set orders.timezone: {zones[0]}"
    anew = "export times with their offset"
    return (
        anew if len(places) > 1 else f"set orders.timezone where all are of one zone, else {anew}"
    )


def find_only_zone(name: str, texts: "pl.Series") -> str | None:
    """Return the zone that a column of zones names in all rows, None where it is another column."""
    values = texts.drop_nulls().str.strip_chars().unique().to_list()
    if not _is_zone_name(name) or len(values) != 1 or _load_zone(values[0]) is None:
        return None
    return str(values[0])


def is_other_zone(value: str, zone: str) -> bool:
    """Tell whether a text surely names another zone than a given one, in some month at least.

    It is a place, an offset or letters such as CEST; of other texts nothing is known.
    """
    own = _load_zone(zone)
    if own is None or value == zone:
        return False
    other = _load_zone(value)
    if other is not None:
        return _list_offsets(other) != _list_offsets(own)
    offset = _OFFSET.match(value)
    if offset is not None:
        sign, hours, minutes = offset.groups()
        seconds = (int(hours) * 60 + int(minutes or 0)) * 60
        return (seconds if sign == "+" else -seconds) not in _list_offsets(own)
    return bool(_SHORT.match(value)) and value not in _list_letters(own)


def drop_zone(name: str) -> str:
    """Return the name of a column without the zone behind it: Time of Time (UTC)."""
    return _ZONE_BEHIND.sub("", name)


def _is_zone_name(name: str) -> bool:
    return simplify_name(name) in _ZONE_NAMES


def _find_times(table: "Table") -> "Field | None":
    return next((field for field in table.fields if field.kind is ValueKind.TIME), None)


def _holds_times(table: "Table", name: str) -> bool:
    """Tell whether a column holds times, and neither days nor times of day."""
    texts = read_first_rows(table, [table.header.names.index(name)]).to_series()
    timed = texts.str.contains(TIMED) & ~texts.str.contains(CLOCK)
    return bool(timed.any())


def _load_zone(name: str) -> "tzinfo | None":
    """Return the zone of a place, None where there is none of that name."""
    if name != UTC and not _PLACE.match(name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return None


def _list_months(zone: "tzinfo") -> "list[datetime]":
    return [datetime(_YEAR, month, 1, tzinfo=zone) for month in range(1, 13)]


def _list_offsets(zone: "tzinfo") -> list[int]:
    """Return seconds before UTC by month."""
    return [int((day.utcoffset() or timedelta()).total_seconds()) for day in _list_months(zone)]


def _list_letters(zone: "tzinfo") -> set[str]:
    """Return what clocks of a zone are called: CET and CEST."""
    letters = {day.tzname() or "" for day in _list_months(zone)}
    return {*letters, "GMT", "UTC"} if set(_list_offsets(zone)) == {0} else letters
