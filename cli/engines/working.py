"""The engine of a run, made ready and put away."""

from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final, assert_never

from cli.engines.kinds import EngineKind, chosen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cli.inputs.sources import Source
    from cli.options import Options
    from cli.settings import GivenPath, Loaded

_FEWEST: Final = 16
_MOST: Final = 200
"""Buckets of a spilled run: at most as many as there are resampling groups."""
_BUCKETS_HELD: Final = 12
"""How many buckets would fill the memory that the run may use, for what is made of one."""


@contextmanager
def working(loaded: "Loaded", options: "Options", *roles: str) -> "Iterator[Loaded]":
    """Return the settings of a run with its engine, which is put away however the block is left.

    `roles` are the files that the run reads. Raises UnknownEngineError, `NoScratchError`, what
    finding files raises, and for Spark BadRowsOnSparkError and what starting it raises.
    """
    from cli.inputs.standard_input import refuse_standard_input_twice  # noqa: PLC0415 - as below

    read = {
        role: getattr(loaded.settings, role)
        for role in (*sorted(roles, reverse=True), "identities")
    }
    refuse_standard_input_twice(read)
    match chosen(options, loaded.settings, _sources(loaded, roles)):
        case EngineKind.MEMORY:
            yield loaded
        case EngineKind.SPILL:
            from cli.engines.scratch import scratch  # noqa: PLC0415 - where it is needed

            with scratch() as folder:
                yield _spilling(loaded, options, folder, roles)
        case EngineKind.SPARK:
            with _on_spark(loaded, options, roles) as ready:
                yield ready
        case other:
            assert_never(other)


@contextmanager
def _on_spark(loaded: "Loaded", options: "Options", roles: tuple[str, ...]) -> "Iterator[Loaded]":
    # Here, since it is heavy, and an extra.
    from cli.engines.scratch import scratch  # noqa: PLC0415
    from cli.engines.spark.errors import BadRowsOnSparkError  # noqa: PLC0415
    from cli.engines.spark.session import started  # noqa: PLC0415

    if loaded.bad_rows is not None:
        raise BadRowsOnSparkError
    spark = loaded.settings.spark
    with scratch() as folder, started(spark, folder, talkative=options.debug) as session:
        from cli.engines.spark.store import SparkEngine  # noqa: PLC0415 - imports Spark's package
        from cli.inputs.parted.spark import SparkIntake  # noqa: PLC0415

        with closing(SparkEngine(session)) as engine:
            intake = SparkIntake(engine)
            buckets = spark.buckets or intake.suited(_paths(loaded, roles))
            yield replace(loaded, intake=replace(intake, buckets=buckets))


def _sources(loaded: "Loaded", roles: tuple[str, ...]) -> "Iterator[Source]":
    """Yield the files of a run, those of the orders first."""
    from cli.inputs.sources import find_sources  # noqa: PLC0415 - not for --help

    for role, files in _given(loaded, roles):
        folder = files[0].folder if files else None
        yield from find_sources(getattr(loaded.settings, role).files, role, folder)


def _paths(loaded: "Loaded", roles: tuple[str, ...]) -> "Iterator[tuple[str, Path | None]]":
    for _, files in _given(loaded, roles):
        yield from ((each.text, each.folder) for each in files)


def _given(
    loaded: "Loaded", roles: tuple[str, ...]
) -> "Iterator[tuple[str, tuple[GivenPath, ...]]]":
    """Yield the roles that the run reads with their files, the orders first."""
    given = {"orders": loaded.order_files, "touchpoints": loaded.touchpoint_files}
    return ((role, files) for role, files in given.items() if role in roles)


def _spilling(
    loaded: "Loaded", options: "Options", folder: "Path", roles: tuple[str, ...]
) -> "Loaded":
    from cli.engines.needs import needed  # noqa: PLC0415 - not for --help
    from cli.engines.spill import SpillEngine  # noqa: PLC0415
    from cli.inputs.parted.local import LocalIntake  # noqa: PLC0415
    from cli.memory import share  # noqa: PLC0415

    parts = _BUCKETS_HELD * needed(_sources(loaded, roles)) // max(share(loaded.settings.memory), 1)
    buckets = min(max(parts, _FEWEST), _MOST)
    return replace(loaded, intake=LocalIntake(SpillEngine(folder, buckets, options.quiet)))
