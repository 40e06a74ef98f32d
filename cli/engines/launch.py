"""The engine of a run, made ready and put away."""

from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final, assert_never

from cli.engines.choice import EngineKind, choose_engine
from cli.engines.memory_budget import choose_budget
from cli.engines.memory_need import estimate_memory, estimate_text_size
from cli.errors import MeritoError
from cli.inputs.files.find import STANDARD_INPUT, find_sources, refuse_standard_input_twice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cli.engines.chunk_reader import ChunkReader
    from cli.inputs.files.find import Source
    from cli.options import Options
    from cli.settings import InputPath, LoadedSettings

_FEWEST: Final = 16
_MOST: Final = 200
"""Buckets of a spilled run: at most as many as there are resampling groups."""
_BUCKETS_HELD: Final = 12
"""How many buckets would fill the memory that the run may use, for what is made of one."""


@contextmanager
def open_engine(
    loaded: "LoadedSettings", options: "Options", *roles: str, saves_bad_rows: bool
) -> "Iterator[ChunkReader | None]":
    """Return how rows get into the engine's store, None where they are read into memory.

    The engine is put away however the block is left. `roles` are the files that the run reads,
    `saves_bad_rows` whether their bad rows are kept. Raises UnknownEngineError, `NoScratchError`,
    what finding files raises, and for Spark BadRowsOnSparkError and what starting it raises.
    """
    read = {
        role: getattr(loaded.settings, role)
        for role in (*sorted(roles, reverse=True), "identities")
    }
    refuse_standard_input_twice(read)
    match choose_engine(options, loaded.settings, _open_sources(loaded, roles)):
        case EngineKind.MEMORY:
            yield None
        case EngineKind.SPILL:
            # Here, as what follows, since most runs are in memory.
            from cli.engines.spill.scratch import make_scratch_folder  # noqa: PLC0415

            with make_scratch_folder() as folder:
                yield _open_spill(loaded, options, folder, roles)
        case EngineKind.SPARK:
            if saves_bad_rows:
                from cli.engines.spark.errors import BadRowsOnSparkError  # noqa: PLC0415

                raise BadRowsOnSparkError
            with _open_spark(loaded, options, roles) as reader:
                yield reader
        case other:
            assert_never(other)


@contextmanager
def _open_spark(
    loaded: "LoadedSettings", options: "Options", roles: tuple[str, ...]
) -> "Iterator[ChunkReader]":
    # Here, since it is heavy, and an extra.
    from cli.engines.spark.connection.session import limit_partitions, start_spark  # noqa: PLC0415
    from cli.engines.spill.scratch import make_scratch_folder  # noqa: PLC0415

    spark = loaded.settings.spark
    with (
        make_scratch_folder() as folder,
        start_spark(
            spark, folder, size=_measure_text(loaded, roles), talkative=options.debug
        ) as session,
    ):
        from cli.engines.spark.files.reader import SparkChunkReader  # noqa: PLC0415
        from cli.engines.spark.store import SparkEngine  # noqa: PLC0415 - imports Spark's package

        with closing(SparkEngine(session)) as engine:
            reader = SparkChunkReader(engine)
            buckets = spark.buckets or reader.choose_bucket_count(_list_paths(loaded, roles))
            limit_partitions(session, spark, buckets)
            yield replace(reader, buckets=buckets)


def _measure_text(loaded: "LoadedSettings", roles: tuple[str, ...]) -> int | None:
    """Return the bytes of the files as text, None where one is a folder or no file of this machine.

    What is wrong with a file is told where it is read.
    """
    if any(text == STANDARD_INPUT for text, _ in _list_paths(loaded, roles)):
        return None
    with suppress(MeritoError):
        return sum(map(estimate_text_size, _open_sources(loaded, roles)))
    return None


def _open_sources(loaded: "LoadedSettings", roles: tuple[str, ...]) -> "Iterator[Source]":
    """Yield the files of a run, those of the orders first."""
    for role, files in _list_given_files(loaded, roles):
        folder = files[0].folder if files else None
        yield from find_sources(getattr(loaded.settings, role).files, role, folder)


def _list_paths(
    loaded: "LoadedSettings", roles: tuple[str, ...]
) -> "Iterator[tuple[str, Path | None]]":
    for _, files in _list_given_files(loaded, roles):
        yield from ((each.text, each.folder) for each in files)


def _list_given_files(
    loaded: "LoadedSettings", roles: tuple[str, ...]
) -> "Iterator[tuple[str, tuple[InputPath, ...]]]":
    """Yield the roles that the run reads with their files, the orders first."""
    given = {"orders": loaded.order_files, "touchpoints": loaded.touchpoint_files}
    return ((role, files) for role, files in given.items() if role in roles)


def _open_spill(
    loaded: "LoadedSettings", options: "Options", folder: "Path", roles: tuple[str, ...]
) -> "ChunkReader":
    # Here, since most runs spill nothing.
    from cli.engines.spill.reader import LocalChunkReader  # noqa: PLC0415
    from cli.engines.spill.store import SpillEngine  # noqa: PLC0415

    parts = (
        _BUCKETS_HELD
        * estimate_memory(_open_sources(loaded, roles))
        // max(choose_budget(loaded.settings.memory), 1)
    )
    buckets = min(max(parts, _FEWEST), _MOST)
    return LocalChunkReader(SpillEngine(folder, buckets, options.quiet))
