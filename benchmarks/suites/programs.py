"""Programs that compute the same rule models from files of any size."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks.measuring.measured import Format
from benchmarks.measuring.process import ROOT, FailedError, run
from benchmarks.measuring.race import Contender
from benchmarks.peers.environments import Peer
from benchmarks.suites.catalogue import DUCKDB, MODELS, POLARS
from benchmarks.suites.commands import import_contender, make_merito_command, make_script_command
from benchmarks.suites.shop_files import ORDERS, ORDERS_PARQUET, TOUCHPOINTS, TOUCHPOINTS_PARQUET

FILES = {
    Format.CSV: (TOUCHPOINTS, ORDERS),
    Format.PARQUET: (TOUCHPOINTS_PARQUET, ORDERS_PARQUET),
}


class Program(StrEnum):
    """Who takes part, as the command line names it."""

    DUCKDB = "duckdb"
    CHDB = "chdb"
    POLARS = "polars"
    PANDAS = "pandas"
    CHANNEL_ATTRIBUTION = "channelattribution"
    MAM = "mam"
    MEMORY = "memory"
    SPILL = "spill"
    SPARK = "spark"


ENGINES = {
    Program.MEMORY: "`merito compare`",
    Program.SPILL: "`merito compare`, spilled",
    Program.SPARK: "`merito compare`, Spark local",
}
"""Names of merito's engines in tables; as programs they are called what `--engine` takes."""
MERITO = ENGINES[Program.MEMORY]
SQL, CLICKHOUSE, SCRIPT, PANDAS = "DuckDB SQL", "chdb", "bare Polars script", "pandas"
CHANNEL_ATTRIBUTION, MAM = "ChannelAttribution", "marketing-attribution-models"
LIBRARY_MODELS = {
    CHANNEL_ATTRIBUTION: ("last", "first", "linear"),
    MAM: ("last", "first", "time_decay"),
}
"""Of the six models those that a library has, and has the memory for at a million touches."""


@dataclass(frozen=True, slots=True)
class Runner:
    """A program that takes part, and the format of the files that it reads."""

    program: Program
    format: Format
    contender: Contender


def make_reference(kind: Format) -> Contender:
    """Return the program that only reads the files, which all others are divided by."""
    function = {Format.CSV: "read_csv", Format.PARQUET: "read_parquet"}[kind]
    command = make_script_command("references/bare_scan.py", *FILES[kind])
    return Contender(f"`pl.{function}` of both files", command, POLARS)


def list_imports(pythons: Mapping[Peer, Path]) -> tuple[Contender, ...]:
    """Return programs that import a library which others use, each with its interpreter."""
    return (
        import_contender("polars"),
        import_contender("duckdb"),
        import_contender("chdb", pythons[Peer.CHDB]),
        import_contender("pandas", pythons[Peer.PANDAS]),
        import_contender("ChannelAttribution", pythons[Peer.CHANNEL_ATTRIBUTION]),
        import_contender("mam", pythons[Peer.MAM]),
    )


def list_runners(pythons: Mapping[Peer, Path], engines: Collection[Program]) -> tuple[Runner, ...]:
    """Return all programs, merito with these engines."""
    return (*_list_others(pythons), *_list_engines(engines))


def _list_others(pythons: Mapping[Peer, Path]) -> Iterator[Runner]:
    files = FILES[Format.CSV]
    pandas, first, second = (
        pythons[peer] for peer in (Peer.PANDAS, Peer.CHANNEL_ATTRIBUTION, Peer.MAM)
    )
    paths = (*files, *LIBRARY_MODELS[CHANNEL_ATTRIBUTION])
    touches = (*files, *LIBRARY_MODELS[MAM])
    for program, contender in {
        Program.DUCKDB: Contender(
            SQL, make_script_command("references/duckdb_models.py", *files), DUCKDB
        ),
        Program.CHDB: Contender(
            CLICKHOUSE,
            make_script_command("peers/chdb_models.py", *files, python=pythons[Peer.CHDB]),
            "`import chdb`",
        ),
        Program.POLARS: Contender(
            SCRIPT, make_script_command("references/bare_models.py", *files), POLARS
        ),
        Program.PANDAS: Contender(
            PANDAS,
            make_script_command("peers/pandas_models.py", *files, python=pandas),
            "`import pandas`",
        ),
        Program.CHANNEL_ATTRIBUTION: Contender(
            CHANNEL_ATTRIBUTION,
            make_script_command("peers/channel_attribution.py", *paths, python=first),
            "`import ChannelAttribution`",
        ),
        Program.MAM: Contender(
            MAM,
            make_script_command("peers/marketing_attribution_models.py", *touches, python=second),
            "`import mam`",
        ),
    }.items():
        yield Runner(program, Format.CSV, contender)


def _list_engines(engines: Collection[Program]) -> Iterator[Runner]:
    named = tuple(word for model in MODELS for word in ("--model", model))
    for kind in Format:
        touchpoints, orders = FILES[kind]
        files = ("--no-config", "--touchpoints", touchpoints, "--orders", orders)
        for engine in engines:
            command = make_merito_command("compare", *files, *named, "--tidy", "--engine", engine)
            yield Runner(engine, kind, Contender(ENGINES[engine], command, POLARS))


def find_missing_engines(asked: Sequence[Program]) -> dict[Program, str]:
    """Return the engines among the programs asked for that do not run here, and what they say."""
    sample = ("--config", str(ROOT / "sample_data" / "merito.yaml"), "--model", "last")
    missing = {}
    for engine in asked:
        if engine in ENGINES:
            try:
                run(make_merito_command("compare", *sample, "--engine", engine), ROOT)
            except FailedError as error:
                missing[engine] = f"{ENGINES[engine]} is left out: {error.last_line}"
                print(missing[engine], file=sys.stderr)
    return missing
