"""Channels that look like one another, have no name, or are named only in the settings."""

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from cli.inputs.channels.rules import UNASSIGNED
from cli.inputs.reading.problems import quote_value
from cli.reports.channels.unknown import list_channel_notes, list_interaction_notes
from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.settings.generated.flow_style import to_flow
from cli.wording import format_examples, format_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.check.subject import CheckSubject

_MUCH: Final = 0.05


def find_unknown_channels(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the channels that the settings name and no touch has."""
    for note in list_channel_notes(facts.settings, frozenset(facts.totals.channels)):
        yield Finding(
            FindingName.UNKNOWN_CHANNELS,
            FindingSeverity.WARNING,
            note,
            "correct the name in merito.yaml",
        )


def find_unknown_interactions(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the windows of interactions that no touch has."""
    touched = facts.shop.touch_facts
    interactions = None if touched is None else touched.values.get("interaction")
    for note in list_interaction_notes(facts.settings, interactions):
        yield Finding(
            FindingName.UNKNOWN_INTERACTIONS,
            FindingSeverity.WARNING,
            note,
            "name an interaction that exists, or map the column: touchpoints.columns:"
            " {interaction: NAME}",
        )


def _count_touches_by_channel(facts: "CheckSubject") -> dict[str | None, int]:
    """Return the touches of each channel, None for a blank one, by name."""
    found = facts.totals.channels
    return {name: found[name] for name in sorted(found, key=lambda name: (name is None, name))}


def find_similar_channels(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield names of channels that differ in letter case, spaces, hyphens or underscores only."""
    alike: dict[str, list[str]] = defaultdict(list)
    sizes = {name: rows for name, rows in _count_touches_by_channel(facts).items() if name}
    for name in sizes:
        plain = "".join(name.casefold().replace("-", " ").replace("_", " ").split())
        alike[plain].append(name)
    groups = [names for names in alike.values() if len(names) > 1]
    several = [
        " and ".join(f"{quote_value(name)} ({sizes[name]:,})" for name in names) for names in groups
    ]
    if several:
        usual = {
            name: max(names, key=lambda each: sizes[each]) for names in groups for name in names
        }
        rename = {name: best for name, best in usual.items() if name != best}
        yield Finding(
            FindingName.SIMILAR_CHANNELS,
            FindingSeverity.WARNING,
            f"channels that look like one: {format_examples(several)}",
            "each is credited by itself; to have them as one, paste channels:"
            f" {{rename: {to_flow(rename)}}}",
        )


def find_unassigned_channels(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield how many touches have no channel: a blank one, or Unassigned."""
    sizes, name = _count_touches_by_channel(facts), facts.touches.unassigned or UNASSIGNED
    without, total = sizes.get(name, 0) + sizes.get(None, 0), sum(sizes.values())
    if without:
        grouped = facts.touches.unassigned is not None
        yield Finding(
            FindingName.UNASSIGNED_CHANNELS,
            FindingSeverity.WARNING if without >= _MUCH * total else FindingSeverity.INFO,
            f"{without:,} of {total:,} touches ({format_share(without, total)}) have the channel"
            f" {name} or none",
            "give them a channel, in the export or by rules on source and medium"
            + "; merito check --show unassigned has rules to paste" * grouped,
        )


RULES: Final = (
    find_unknown_channels,
    find_unknown_interactions,
    find_similar_channels,
    find_unassigned_channels,
)
"""The rules of this file, each a function of the subject that yields what it finds."""
