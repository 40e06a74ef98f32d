"""A finding: what is odd about the files, and what to do about it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.reports.check.finding_names import FindingName, FindingSeverity


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the findings."""

    name: "FindingName"
    severity: "FindingSeverity"
    message: str
    """One sentence with the numbers."""
    remedy: str
