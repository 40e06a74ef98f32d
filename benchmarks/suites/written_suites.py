"""Reports that are written: credit row by row, returns on costs, a folder of everything."""

from benchmarks.measuring.race import CPU, Contender
from benchmarks.suites.agreement import Agreement
from benchmarks.suites.catalogue import FILES, MODELS, POLARS
from benchmarks.suites.commands import (
    import_contender,
    make_merito_command,
    make_peak_measure,
    make_ratio_measure,
    make_script_command,
)
from benchmarks.suites.shop_files import COSTS, ORDERS, TOUCHPOINTS
from benchmarks.suites.suite import Claim, Suite
from benchmarks.suites.written_files import SameFiles, SameRows

CREDITS, BARE_CREDITS = "credits.csv", "credits-bare.csv"
REPORTS, ONE_BY_ONE = "reports", "one-by-one"


def build_credits_suite(touches: int) -> Suite:
    """Return the rows behind two models, against a script that writes the same ones."""
    bare, mine = "bare Polars script", "`merito credits`"
    two = ("--model", "linear", "--model", "time_decay")
    command = make_merito_command("credits", *FILES, *two, "-o", CREDITS)
    unchecked = make_script_command("references/bare_credits.py", TOUCHPOINTS, ORDERS, BARE_CREDITS)
    return Suite(
        title=f"credits, two models (ratios of CPU time): {touches:,} touches",
        contenders=(
            import_contender("polars"),
            Contender(bare, unchecked, imports=POLARS),
            Contender(mine, command, imports=POLARS),
        ),
        claims=(
            Claim(mine, 1.5, "times the script", make_ratio_measure(mine, bare, CPU)),
            Claim(mine, 1.5, "GB", make_peak_measure(mine)),
        ),
        reference=bare,
        measure=CPU,
        file_agreements=(
            SameRows((command, unchecked), (CREDITS, BARE_CREDITS), ("order_id", "position")),
        ),
        written=(CREDITS, BARE_CREDITS),
    )


def build_returns_suite(touches: int) -> Suite:
    """Return six models with what they return on costs, against a script, and without costs."""
    bare, mine = "bare Polars script", "`merito compare --costs`"
    without = "`merito compare`"
    command = make_merito_command("compare", *FILES)
    command += tuple(word for model in MODELS for word in ("--model", model))
    with_costs = (*command, "--costs", COSTS)
    unchecked = make_script_command("references/bare_returns.py", TOUCHPOINTS, ORDERS, COSTS)
    return Suite(
        title=f"returns, six models (ratios of CPU time): {touches:,} touches",
        contenders=(
            import_contender("polars"),
            Contender(bare, unchecked, imports=POLARS),
            Contender(mine, with_costs, imports=POLARS),
            Contender(without, command, imports=POLARS),
        ),
        claims=(
            Claim(mine, 1, "times the script", make_ratio_measure(mine, bare, CPU)),
            Claim(mine, 1.5, "times no costs", make_ratio_measure(mine, without, CPU)),
        ),
        reference=bare,
        measure=CPU,
        agreements=(Agreement((*with_costs, "--format", "json"), unchecked, ("model", "channel")),),
    )


def build_folder_suite(touches: int) -> Suite:
    """Return all reports of one reading, against the same reports made one by one."""
    files = (TOUCHPOINTS, ORDERS, COSTS)
    single, mine, read = (
        "its reports one by one",
        "`merito report -o`",
        "`pl.read_csv` of all files",
    )
    command = make_merito_command("report", *FILES, "--costs", COSTS, "-o", REPORTS, "--force")
    each = make_script_command("references/one_by_one.py", *files, ONE_BY_ONE)
    return Suite(
        title=f"all reports (ratios of CPU time): {touches:,} touches, {touches // 10:,} orders",
        contenders=(
            import_contender("polars"),
            Contender(read, make_script_command("references/bare_scan.py", *files), imports=POLARS),
            Contender(single, each, imports=POLARS),
            Contender(mine, command, imports=POLARS),
        ),
        claims=(Claim(mine, 0.7, "times one by one", make_ratio_measure(mine, single, CPU)),),
        reference=single,
        measure=CPU,
        file_agreements=(SameFiles((command, each), (REPORTS, ONE_BY_ONE)),),
        written=(REPORTS, ONE_BY_ONE),
    )
