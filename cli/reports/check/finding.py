"""A finding: what is odd about the files, and what to do about it."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cli.reports.check.finding_names import FindingName, FindingSeverity


class Finding(NamedTuple):
    """One row of the findings."""

    name: "FindingName"
    severity: "FindingSeverity"
    message: str
    """One sentence with the numbers."""
    remedy: str
