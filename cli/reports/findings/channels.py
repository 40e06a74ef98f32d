"""Channels that look like one another, have no name, or are named only in the settings."""

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from cli.inputs.channel_rules import UNASSIGNED
from cli.inputs.problems import quoted
from cli.reports.channels import channel_notes
from cli.reports.findings.finding import Finding, share, some
from cli.reports.findings.names import FindingName, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.findings.facts import Facts

_MUCH: Final = 0.05


def unknown_channels(facts: "Facts") -> "Iterator[Finding]":
    """Yield the channels that the settings name and no touch has."""
    for note in channel_notes(facts.settings, frozenset(facts.totals.channels)):
        yield Finding(
            FindingName.UNKNOWN_CHANNELS, Severity.WARNING, note, "correct the name in merito.yaml"
        )


def _sizes(facts: "Facts") -> dict[str | None, int]:
    """Return the touches of each channel, None for a blank one, by name."""
    found = facts.totals.channels
    return {name: found[name] for name in sorted(found, key=lambda name: (name is None, name))}


def similar_channels(facts: "Facts") -> "Iterator[Finding]":
    """Yield names of channels that differ in letter case, spaces, hyphens or underscores only."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name, touches in _sizes(facts).items():
        if name is not None:
            plain = "".join(name.casefold().replace("-", " ").replace("_", " ").split())
            alike[plain].append(f"{quoted(name)} ({touches:,})")
    several = [" and ".join(names) for names in alike.values() if len(names) > 1]
    if several:
        yield Finding(
            FindingName.SIMILAR_CHANNELS,
            Severity.WARNING,
            f"channels that look like one: {some(several)}",
            "write them alike in the export; each is credited by itself",
        )


def unassigned_channels(facts: "Facts") -> "Iterator[Finding]":
    """Yield how many touches have no channel: a blank one, or Unassigned."""
    sizes, name = _sizes(facts), facts.touches.unassigned or UNASSIGNED
    without, total = sizes.get(name, 0) + sizes.get(None, 0), sum(sizes.values())
    if without:
        grouped = facts.touches.unassigned is not None
        yield Finding(
            FindingName.UNASSIGNED_CHANNELS,
            Severity.WARNING if without >= _MUCH * total else Severity.INFO,
            f"{without:,} of {total:,} touches ({share(without, total)}) have the channel"
            f" {name} or none",
            "give them a channel, in the export or by rules on source and medium"
            + "; merito check --show unassigned has rules to paste" * grouped,
        )
