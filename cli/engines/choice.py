"""The ways to run a report: which there are, and which one a run takes."""

from enum import StrEnum
from typing import TYPE_CHECKING

from cli.errors import MeritoError, suggest_nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.inputs.files.find import Source
    from cli.options import Options
    from cli.settings import Settings


class EngineKind(StrEnum):
    """Where the rows are while a report is made; its figures are the same on each."""

    MEMORY = "memory"
    """In the memory of this process."""
    SPILL = "spill"
    """In a temporary folder, of which some at a time are in memory."""
    SPARK = "spark"
    """On a Spark cluster."""


class UnknownEngineError(MeritoError):
    """An engine was named that does not exist."""

    def __init__(self, name: str) -> None:
        hint = suggest_nearest(name, EngineKind)
        super().__init__(f'no engine named "{name}"{hint} Engines: {", ".join(EngineKind)}')


def parse_engine(name: str | None) -> EngineKind | None:
    """Return the engine of a name, None where none is named; raises UnknownEngineError."""
    if name is None:
        return None
    try:
        return EngineKind(name)
    except ValueError:
        raise UnknownEngineError(name) from None


def choose_engine(
    options: "Options", settings: "Settings", sources: "Iterable[Source]"
) -> EngineKind:
    """Return the engine that is named, else the one for files of this size.

    In memory where the files surely fit into the share of it that the run may use, spilled where
    they may not. `sources` are looked at only where no engine is named. Raises UnknownEngineError.
    """
    said = parse_engine(options.engine)
    if said is not None:
        return said
    # Here, because --help loads no data library.
    from cli.engines.memory_budget import choose_budget  # noqa: PLC0415
    from cli.engines.memory_need import estimate_memory  # noqa: PLC0415

    fits = estimate_memory(sources) <= choose_budget(settings.memory)
    return EngineKind.MEMORY if fits else EngineKind.SPILL
