"""The roles and paths of channels, against comparing two models of the same files."""

from benchmarks.measuring.race import CPU, Contender
from benchmarks.suites.agreement import TOLERANCE, Agreement, Key
from benchmarks.suites.catalogue import FILES, POLARS
from benchmarks.suites.commands import (
    import_contender,
    make_merito_command,
    make_ratio_measure,
    make_script_command,
)
from benchmarks.suites.shop_files import ORDERS, TOUCHPOINTS
from benchmarks.suites.suite import Claim, Suite


def build_journeys_suite(touches: int) -> Suite:
    """Return all tables of journeys, and the roles alone, against a script that checks nothing."""
    two = "`merito compare`, two models"
    bare, roles = "bare Polars script, roles", "`merito journeys --show roles`"
    mine = "`merito journeys`, all tables"
    pair = ("--model", "last", "--model", "linear")
    command = make_merito_command("journeys", *FILES, "--show", "roles")
    unchecked = make_script_command("references/bare_roles.py", TOUCHPOINTS, ORDERS)
    every = make_merito_command("journeys", *FILES, "--format", "table")
    return Suite(
        title=f"journeys (ratios of CPU time): {touches:,} touches, {touches // 10:,} orders",
        contenders=(
            import_contender("polars"),
            Contender(two, make_merito_command("compare", *FILES, *pair), imports=POLARS),
            Contender(mine, every, imports=POLARS),
            Contender(roles, command, imports=POLARS),
            Contender(bare, unchecked, imports=POLARS),
        ),
        claims=(Claim(mine, 1.5, "times two models", make_ratio_measure(mine, two, CPU)),),
        reference=two,
        measure=CPU,
        agreements=(
            Agreement(
                (*command, "--format", "json"), unchecked, ("channel",), get_channel_tolerance
            ),
        ),
    )


def get_channel_tolerance(key: Key) -> float | None:
    """Return how far a number may be off; null for orders without a touch, merito's alone."""
    return None if key[0] == "(unattributed)" else TOLERANCE
