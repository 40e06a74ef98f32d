"""Columns that say what became of messages, which nobody may have met."""

from typing import TYPE_CHECKING, Final

from cli.inputs.reading.columns.column_samples import list_unused, read_column_sample
from cli.inputs.vocabularies.interactions import NO_CONTACT, explain_interactions
from cli.inputs.vocabularies.letters import space_words
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from cli.inputs.tables.table import Table

_EVENTS: Final = frozenset(
    {
        *("event", "event type", "event name", "action", "activity", "activity type", "type"),
        *("interaction type", "email event", "email status", "status", "message status"),
        *("delivery status", "evento", "azione", "ereignis", "aktion", "événement", "acción"),
    }
)
"""What columns of events are called."""


def find_interactions(table: "Table") -> str | None:
    """Return the column, not read, that says what became of messages; None where none does.

    It is called as events are, and some of the first values say that nobody met the message.
    """
    read = {field.name for field in table.fields}
    if table.role != Role.TOUCHPOINTS or read & {"interaction", "touchpoint_id"}:
        return None
    for name in list_unused(table):
        if space_words(name) in _EVENTS:
            texts = read_column_sample(table, table.header.names.index(name)).unique()
            if (explain_interactions(texts) == NO_CONTACT).any():
                return name
    return None
