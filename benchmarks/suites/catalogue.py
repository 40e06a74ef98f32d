"""The suites there are."""

from benchmarks.measuring.process import ROOT
from benchmarks.measuring.race import CPU, WALL, Contender
from benchmarks.suites.agreement import TOLERANCE, Agreement
from benchmarks.suites.commands import (
    import_contender,
    make_merito_command,
    make_peak_measure,
    make_ratio_measure,
    make_script_command,
)
from benchmarks.suites.shop_files import EXPORT, ORDERS, TOUCHPOINTS
from benchmarks.suites.suite import Claim, Suite

MODELS = ("last", "last_non_direct", "first", "linear", "time_decay", "position_based")
FILES = ("--no-config", "--touchpoints", TOUCHPOINTS, "--orders", ORDERS)
DEFAULT_MODELS = make_merito_command("compare", *FILES, "--intervals")
_LARGE = 10**7
"""Touches from which the start of the program weighs little."""
_AVERAGES = ("average_order_value", "monetary_mean", "monetary_median")
_CENT = 1e-3
"""What a cent is, at most, of an average that CSV has in cents and JSON in full."""
POLARS, DUCKDB = "`import polars`", "`import duckdb`"


def build_compare_suite(touches: int) -> Suite:
    """Return six models from two files, against reading them, against SQL, and a bare script."""
    files = (TOUCHPOINTS, ORDERS)
    command = make_merito_command("compare", *FILES)
    command += tuple(word for model in MODELS for word in ("--model", model))
    duckdb = make_script_command("references/duckdb_models.py", *files)
    script = make_script_command("references/bare_models.py", *files)
    read, mine, sql = "`pl.read_csv` of both files", "`merito compare`", "DuckDB SQL"
    bare = "bare Polars script"
    return Suite(
        title=f"compare: {touches:,} touches, {touches // 10:,} orders, six models",
        contenders=(
            import_contender("polars"),
            import_contender("duckdb"),
            Contender(read, make_script_command("references/bare_scan.py", *files), imports=POLARS),
            Contender(mine, command, imports=POLARS),
            Contender(sql, duckdb, imports=DUCKDB),
            Contender(bare, script, imports=POLARS),
        ),
        claims=(
            Claim(
                mine,
                3.3 if touches >= _LARGE else 6,
                "times reading",
                make_ratio_measure(mine, read, WALL),
            ),
            Claim(mine, 0.75, "GB", make_peak_measure(mine)),
            Claim(mine, 0.37, "times DuckDB's CPU", make_ratio_measure(mine, sql, CPU)),
        ),
        reference=read,
        agreements=tuple(
            Agreement((*command, "--format", "json"), other, ("model", "channel"))
            for other in (duckdb, script)
        ),
    )


def build_rfm_suite(orders: int) -> Suite:
    """Return the segment table of one file, against a script that computes it unchecked."""
    command = make_merito_command("rfm", "--no-config", "--orders", ORDERS)
    bare, mine = "bare Polars script", "`merito rfm`"
    unchecked = make_script_command("references/bare_rfm.py", ORDERS)
    return Suite(
        title=f"rfm: {orders:,} orders",
        contenders=(
            import_contender("polars"),
            Contender(bare, unchecked, imports=POLARS),
            Contender(mine, command, imports=POLARS),
        ),
        claims=(Claim(mine, 1.4, "times the script", make_ratio_measure(mine, bare, WALL)),),
        reference=bare,
        agreements=(Agreement((*command, "--format", "json"), unchecked, ("segment",)),),
    )


def build_export_suite(orders: int) -> Suite:
    """Return the segment table of a shop's export, against reading it, and against plain orders."""
    table = ("rfm", "--no-config", "--orders")
    read, mine = "`pl.read_csv` of the export", "`merito rfm`, the export"
    plain = "`merito rfm`, plain orders"
    export = make_merito_command(*table, EXPORT)
    orders_alone = make_merito_command(*table, ORDERS)
    return Suite(
        title=f"a shop's export (ratios of CPU time): {orders:,} orders, two lines for each",
        contenders=(
            import_contender("polars"),
            Contender(read, make_script_command("references/bare_scan.py", EXPORT), imports=POLARS),
            Contender(mine, export, imports=POLARS),
            Contender(plain, orders_alone, imports=POLARS),
        ),
        claims=(Claim(mine, 3.5, "times reading", make_ratio_measure(mine, read, CPU)),),
        reference=read,
        measure=CPU,
        agreements=(
            Agreement(
                (*export, "--format", "json"),
                (*orders_alone, "--format", "csv"),
                ("segment", "action"),
                lambda key: _CENT if key[-1] in _AVERAGES else TOLERANCE,
            ),
        ),
    )


def build_customers_suite(orders: int) -> Suite:
    """Return who moved and who comes back, against the segment table of the same file."""
    files = ("--no-config", "--orders", ORDERS)
    segments, moves, cohorts = "`merito rfm`", "`merito rfm --since 90d`", "`merito cohorts`"
    command, bare = make_merito_command("cohorts", *files), "bare Polars script, cohorts"
    unchecked = make_script_command("references/bare_cohorts.py", ORDERS)
    bare_moves = "bare Polars script, moves"
    since = make_merito_command("rfm", *files, "--since", "90d")
    moved = make_script_command("references/bare_moves.py", ORDERS)
    return Suite(
        title=f"customers over time (ratios of CPU time): {orders:,} orders",
        contenders=(
            import_contender("polars"),
            Contender(segments, make_merito_command("rfm", *files), imports=POLARS),
            Contender(moves, since, imports=POLARS),
            Contender(bare_moves, moved, imports=POLARS),
            Contender(cohorts, command, imports=POLARS),
            Contender(bare, unchecked, imports=POLARS),
        ),
        claims=(
            Claim(moves, 2.2, "times rfm", make_ratio_measure(moves, segments, CPU)),
            Claim(cohorts, 1.2, "times rfm", make_ratio_measure(cohorts, segments, CPU)),
        ),
        reference=segments,
        measure=CPU,
        agreements=(
            Agreement((*command, "--format", "json"), unchecked, ("cohort", "period")),
            Agreement((*since, "--format", "json"), moved, ("from_segment", "to_segment")),
        ),
    )


def build_usage_suite() -> Suite:
    """Return `--help`, against that of a program that does nothing."""
    plain, mine = "empty Typer program", "`merito --help`"
    return Suite(
        title="help (ratios of CPU time)",
        contenders=(
            Contender(
                "empty Typer program, help drawn with Rich",
                make_script_command("references/empty_app.py", "rich"),
            ),
            Contender(plain, make_script_command("references/empty_app.py", "plain")),
            Contender(mine, make_merito_command("--help")),
        ),
        claims=(Claim(mine, 1.2, "times the empty one", make_ratio_measure(mine, plain, CPU)),),
        reference=plain,
        measure=CPU,
        laps=4,
    )


def build_sample_suite() -> Suite:
    """Return the comparison of the sample shop, in seconds."""
    mine = "`merito compare`"
    configuration = str(ROOT / "sample_data" / "merito.yaml")
    return Suite(
        title="compare: the sample shop",
        contenders=(
            import_contender("polars"),
            import_contender("polars, numpy, typer, pydantic, yaml"),
            Contender(
                mine, make_merito_command("compare", "--config", configuration), imports=POLARS
            ),
        ),
        claims=(Claim(mine, 0.45, "s", lambda race: race.of(mine).median(WALL)),),
        laps=4,
    )


def build_models_suite(touches: int) -> Suite:
    """Return the default models with their intervals, against no more than reading the files."""
    read, mine = "`pl.read_csv` of both files", "`merito compare --intervals`"
    return Suite(
        title=f"default eight models, 1,000 replicates: {touches:,} touches",
        contenders=(
            import_contender("polars"),
            Contender(
                read,
                make_script_command("references/bare_scan.py", TOUCHPOINTS, ORDERS),
                imports=POLARS,
            ),
            Contender(mine, DEFAULT_MODELS, imports=POLARS),
        ),
        claims=(
            Claim(mine, 5.5, "times reading", make_ratio_measure(mine, read, WALL)),
            Claim(mine, 1, "GB", make_peak_measure(mine)),
        ),
        reference=read,
    )
