"""What customers are worth, against scoring them and against two libraries."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.measuring.process import ROOT
from benchmarks.measuring.race import WALL, Contender, Race
from benchmarks.peers.environments import Peer
from benchmarks.suites.agreement import TOLERANCE, Agreement, Key
from benchmarks.suites.catalogue import POLARS
from benchmarks.suites.commands import (
    import_contender,
    make_merito_command,
    make_peak_measure,
    make_script_command,
)
from benchmarks.suites.shop_files import ORDERS
from benchmarks.suites.suite import Claim, Suite

USUAL_ORDERS: Final = 5 * 10**6
"""Of a million customers."""
FITTED: Final = ("r", "alpha", "a", "b", "p", "q", "v")
COUNTED: Final = ("customers", "repeat_customers", "correlation")
PARAMETER: Final = ("model", "parameter")
NEAR: Final = 0.02
"""lifetimes ends its search where the likelihood of all customers is flat to four digits."""
SETUP: Final = 5.0
"""Seconds that fitting may take beside what scoring takes."""


def build_value_suite(orders: int, pythons: Mapping[Peer, Path]) -> Suite:
    """Return the value of each customer, against their scores and against two libraries."""
    scores, mine = "`merito rfm --customers`", "`merito value --customers`"
    one, other = "`merito value`, MBG/NBD alone", "lifetimes"
    files = ("--no-config", "--orders", ORDERS)
    alone = ("-c", str(ROOT / "benchmarks" / "suites" / "mbg_nbd.yaml"), "--orders", ORDERS)
    sampled = "pymc-marketing"
    python, sampling = pythons[Peer.LIFETIMES], pythons[Peer.PYMC_MARKETING]
    bare = "bare Polars script"
    counted = make_script_command("references/bare_purchases.py", ORDERS)
    parameters = make_merito_command("value", *alone, "--show", "parameters", "--format", "json")
    fit = make_script_command("peers/lifetimes_value.py", ORDERS, python=python)
    flat = make_script_command("peers/pymc_marketing_value.py", ORDERS, python=sampling)

    def find_excess(race: Race) -> float:
        """Return the time beyond `SETUP`, as a multiple of that of scoring."""
        taken = race.of(mine).median(WALL) - SETUP
        return taken / race.of(scores).median(WALL)

    return Suite(
        title=f"value: {orders:,} orders of {orders // 5:,} customers",
        contenders=(
            import_contender("polars"),
            import_contender("lifetimes", python),
            import_contender("pymc_marketing.clv", sampling),
            Contender(scores, make_merito_command("rfm", "--customers", *files), imports=POLARS),
            Contender(mine, make_merito_command("value", "--customers", *files), imports=POLARS),
            Contender(one, make_merito_command("value", "--customers", *alone), imports=POLARS),
            Contender(bare, counted, imports=POLARS),
            Contender(other, fit, imports="`import lifetimes`"),
            Contender(sampled, flat, imports="`import pymc_marketing.clv`"),
        ),
        claims=(
            Claim(mine, 1.5, "times scoring, 5 s taken off", find_excess),
            Claim(mine, 2, "GB", make_peak_measure(mine)),
        ),
        reference=scores,
        agreements=(
            Agreement(parameters, fit, PARAMETER, get_fit_tolerance),
            Agreement(parameters, flat, PARAMETER, get_fit_tolerance),
            Agreement(parameters, counted, PARAMETER, get_count_tolerance),
        ),
    )


def get_fit_tolerance(key: Key) -> float | None:
    """Return how far a parameter may be off; null for what only merito prints."""
    return NEAR if key[1] in FITTED else None


def get_count_tolerance(key: Key) -> float | None:
    """Return how far a count may be off; null for what is fitted."""
    return TOLERANCE if key[1] in COUNTED else None
