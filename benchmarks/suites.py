"""The suites there are."""

from benchmarks.agreement import Agreement
from benchmarks.commands import importing, merito, peak, ratio, script
from benchmarks.process import ROOT
from benchmarks.race import CPU, WALL, Contender
from benchmarks.shop_files import ORDERS, TOUCHPOINTS
from benchmarks.suite import Claim, Suite

MODELS = ("last", "last_non_direct", "first", "linear", "time_decay", "position_based")
FILES = ("--no-config", "--touchpoints", TOUCHPOINTS, "--orders", ORDERS)
DEFAULT_MODELS = merito("compare", *FILES, "--intervals")
POLARS, DUCKDB = "`import polars`", "`import duckdb`"


def compare(touches: int) -> Suite:
    """Return six models from two files, against no more than reading them, and against SQL."""
    files = (TOUCHPOINTS, ORDERS)
    command = merito("compare", *FILES)
    command += tuple(word for model in MODELS for word in ("--model", model))
    duckdb = script("duckdb_models.py", *files)
    read, mine, sql = "`pl.read_csv` of both files", "`merito compare`", "DuckDB SQL"
    return Suite(
        title=f"compare: {touches:,} touches, {touches // 10:,} orders, six models",
        contenders=(
            importing("polars"),
            importing("duckdb"),
            Contender(read, script("bare_scan.py", *files), imports=POLARS),
            Contender(mine, command, imports=POLARS),
            Contender(sql, duckdb, imports=DUCKDB),
        ),
        claims=(
            Claim(mine, 3, "times reading", ratio(mine, read, WALL)),
            Claim(mine, 1, "GB", peak(mine)),
            Claim(mine, 1 / 2.5, "times DuckDB", ratio(mine, sql, WALL)),
        ),
        reference=read,
        agreements=(Agreement((*command, "--format", "json"), duckdb, ("model", "channel")),),
    )


def rfm(orders: int) -> Suite:
    """Return the segment table of one file, against a script that computes it unchecked."""
    command = merito("rfm", "--no-config", "--orders", ORDERS)
    bare, mine = "bare Polars script", "`merito rfm`"
    unchecked = script("bare_rfm.py", ORDERS)
    return Suite(
        title=f"rfm: {orders:,} orders",
        contenders=(
            importing("polars"),
            Contender(bare, unchecked, imports=POLARS),
            Contender(mine, command, imports=POLARS),
        ),
        claims=(Claim(mine, 1.5, "times the script", ratio(mine, bare, WALL)),),
        reference=bare,
        agreements=(Agreement((*command, "--format", "json"), unchecked, ("segment",)),),
    )


def usage() -> Suite:
    """Return `--help`, against that of a program that does nothing."""
    plain, mine = "empty Typer program", "`merito --help`"
    return Suite(
        title="help (ratios of CPU time)",
        contenders=(
            Contender("empty Typer program, help drawn with Rich", script("empty_app.py", "rich")),
            Contender(plain, script("empty_app.py", "plain")),
            Contender(mine, merito("--help")),
        ),
        claims=(Claim(mine, 1.2, "times the empty one", ratio(mine, plain, CPU)),),
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
            importing("polars"),
            Contender(mine, merito("compare", "--config", configuration), imports=POLARS),
        ),
        claims=(Claim(mine, 0.5, "s", lambda race: race.of(mine).median(WALL)),),
        laps=4,
    )


def models(touches: int) -> Suite:
    """Return the default models with their intervals, against no more than reading the files."""
    read, mine = "`pl.read_csv` of both files", "`merito compare --intervals`"
    return Suite(
        title=f"default eight models, 1,000 replicates: {touches:,} touches",
        contenders=(
            importing("polars"),
            Contender(read, script("bare_scan.py", TOUCHPOINTS, ORDERS), imports=POLARS),
            Contender(mine, DEFAULT_MODELS, imports=POLARS),
        ),
        claims=(
            Claim(mine, 5, "times reading", ratio(mine, read, WALL)),
            Claim(mine, 1.5, "GB", peak(mine)),
        ),
        reference=read,
    )
