"""The tables that --show chooses from; imported where no numbers are needed."""

from enum import StrEnum


class RfmTable(StrEnum):
    """A table of `merito rfm`, by its name."""

    RFM = "rfm"
    """The segments of the map."""
    CHANNELS = "channels"
    """Which channels brought the customers of each segment."""
    OWN = "own"
    """Segments of one's own, which may overlap."""
