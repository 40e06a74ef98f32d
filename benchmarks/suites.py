"""The suites there are."""

import sys
from collections.abc import Callable

from benchmarks.agreement import Agreement
from benchmarks.process import ROOT, Cost
from benchmarks.race import CPU, PEAK, WALL, Contender, Race
from benchmarks.shop_files import ORDERS, TOUCHPOINTS
from benchmarks.suite import Claim, Suite

MODELS = ("last", "last_non_direct", "first", "linear", "time_decay", "position_based")
POLARS, DUCKDB = "`import polars`", "`import duckdb`"
GIGABYTE = 1e9


def compare(touches: int) -> Suite:
    """Return six models from two files, against no more than reading them, and against SQL."""
    files = (TOUCHPOINTS, ORDERS)
    command = _merito("compare", "--no-config", "--touchpoints", TOUCHPOINTS, "--orders", ORDERS)
    command += tuple(word for model in MODELS for word in ("--model", model))
    duckdb = _script("duckdb_models.py", *files)
    read, mine, sql = "`pl.read_csv` of both files", "`merito compare`", "DuckDB SQL"
    return Suite(
        title=f"compare: {touches:,} touches, {touches // 10:,} orders, six models",
        contenders=(
            _import("polars"),
            _import("duckdb"),
            Contender(read, _script("bare_scan.py", *files), imports=POLARS),
            Contender(mine, command, imports=POLARS),
            Contender(sql, duckdb, imports=DUCKDB),
        ),
        claims=(
            Claim(mine, 3, "times reading", _ratio(mine, read, WALL)),
            Claim(mine, 1, "GB", lambda race: race.of(mine).median(PEAK) / GIGABYTE),
            Claim(mine, 1 / 2.5, "times DuckDB", _ratio(mine, sql, WALL)),
        ),
        reference=read,
        agreement=Agreement((*command, "--format", "json"), duckdb, ("model", "channel")),
    )


def rfm(orders: int) -> Suite:
    """Return the segment table of one file, against a script that computes it unchecked."""
    command = _merito("rfm", "--no-config", "--orders", ORDERS)
    bare, mine = "bare Polars script", "`merito rfm`"
    script = _script("bare_rfm.py", ORDERS)
    return Suite(
        title=f"rfm: {orders:,} orders",
        contenders=(
            _import("polars"),
            Contender(bare, script, imports=POLARS),
            Contender(mine, command, imports=POLARS),
        ),
        claims=(Claim(mine, 1.5, "times the script", _ratio(mine, bare, WALL)),),
        reference=bare,
        agreement=Agreement((*command, "--format", "json"), script, ("segment",)),
    )


def usage() -> Suite:
    """Return `--help`, against that of a program that does nothing."""
    plain, mine = "empty Typer program", "`merito --help`"
    return Suite(
        title="help (ratios of CPU time)",
        contenders=(
            Contender("empty Typer program, help drawn with Rich", _script("empty_app.py", "rich")),
            Contender(plain, _script("empty_app.py", "plain")),
            Contender(mine, _merito("--help")),
        ),
        claims=(Claim(mine, 1.2, "times the empty one", _ratio(mine, plain, CPU)),),
        reference=plain,
        measure=CPU,
        laps=4,
    )


def sample() -> Suite:
    """Return the comparison of the sample shop, in seconds."""
    mine = "`merito compare`"
    configuration = str(ROOT / "sample_data" / "merito.yaml")
    return Suite(
        title="compare: the sample shop",
        contenders=(
            _import("polars"),
            Contender(mine, _merito("compare", "--config", configuration), imports=POLARS),
        ),
        claims=(Claim(mine, 0.5, "s", lambda race: race.of(mine).median(WALL)),),
        laps=4,
    )


def _merito(*arguments: str) -> tuple[str, ...]:
    """Return the command line of this clone, whether or not one is installed."""
    return (sys.executable, "-c", "from cli.main import run; run()", *arguments)


def _script(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, str(ROOT / "benchmarks" / name), *arguments)


def _import(library: str) -> Contender:
    return Contender(f"`import {library}`", (sys.executable, "-c", f"import {library}"))


def _ratio(name: str, other: str, measure: Callable[[Cost], float]) -> Callable[[Race], float]:
    return lambda race: race.ratio(name, other, measure)
