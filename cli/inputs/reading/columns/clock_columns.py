"""Times of day in a column beside that of the day, as the first values tell."""

from typing import TYPE_CHECKING, Final, NamedTuple

from cli.inputs.reading.columns.column_samples import list_unused, read_column_sample
from cli.inputs.reading.columns.header_zones import drop_zone
from cli.inputs.reading.columns.joined_columns import join_columns
from cli.inputs.tables.columns import ValueKind
from cli.inputs.values.clocks import CLOCK_BESIDE_DAY, MIDNIGHT, TIMED
from cli.inputs.vocabularies.letters import space_words

if TYPE_CHECKING:
    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.table import Table

CLOCKS: Final = frozenset(
    {
        *("time", "order time", "transaction time", "time of day", "hour", "ora", "orario"),
        *("ora ordine", "uhrzeit", "zeit", "heure", "hora", "tijd", "tijdstip", "godzina"),
    }
)
"""What columns of times of day are called."""
_DAY_WORDS: Final = {
    "date": "time",
    "day": "time",
    "on": "at",
    "data": "ora",
    "giorno": "ora",
    "datum": "zeit",
    "jour": "heure",
    "fecha": "hora",
    "dag": "tijd",
    "bestelldatum": "bestellzeit",
}
"""Words for a day, and what stands in their place in the name of the time of day."""


class JoinedClock(NamedTuple):
    """A day and a time of day in two columns, of which the settings name the day."""

    ours: str
    day: str
    clock: str

    def add_to(self, wanted: "RoleColumns") -> "RoleColumns":
        """Return what is read from the file, with day and time of day as one."""
        return join_columns(wanted, self.ours, (self.day, self.clock))

    def describe(self, table: "Table") -> str:
        """Return what was done, and what says the same in the settings."""
        mapped = f"{table.role}.columns: {{{self.ours}: [{self.day}, {self.clock}]}}"
        what = f"{self.day} holds days without times, so {self.clock} is read with it"
        return f"{table.role}: {table.source.name}: {what}, as {mapped} says"


def find_clock(table: "Table") -> JoinedClock | None:
    """Return the time of day that stands beside a day and is not read; None where none surely is.

    Its column is the next one, or has the day's name with a word for time, and holds nothing else.
    """
    unused = {space_words(drop_zone(name)): name for name in list_unused(table)}
    for field in table.fields:
        if field.kind is not ValueKind.TIME or field.position >= len(table.header.names):
            continue
        for plain, name in unused.items():
            place = table.header.names.index(name)
            near = place == field.position + 1 and plain in CLOCKS
            if (near or plain in _name_clocks(drop_zone(field.theirs))) and _hold_day_and_clock(
                table, field.position, place
            ):
                return JoinedClock(field.name, field.theirs, name)
    return None


def _name_clocks(day: str) -> set[str]:
    """Return what the time of day is called beside a day: Order Time beside Order Date."""
    words = space_words(day).split()
    pairs = [(place, _DAY_WORDS[word]) for place, word in enumerate(words) if word in _DAY_WORDS]
    return {" ".join([*words[:place], clock, *words[place + 1 :]]) for place, clock in pairs}


def _hold_day_and_clock(table: "Table", day: int, clock: int) -> bool:
    days, clocks = read_column_sample(table, day), read_column_sample(table, clock)
    timed = days.str.replace(MIDNIGHT, "").str.contains(TIMED)
    return bool(len(clocks) and clocks.str.contains(CLOCK_BESIDE_DAY).all() and not timed.any())
