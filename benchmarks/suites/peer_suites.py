"""The suites with libraries of others, in environments of their own."""

from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.measuring.race import WALL, Contender
from benchmarks.peers.environments import Peer
from benchmarks.suites.agreement import TOLERANCE, Agreement, Key
from benchmarks.suites.catalogue import DEFAULT_MODELS, FILES, POLARS
from benchmarks.suites.commands import (
    import_contender,
    make_merito_command,
    make_ratio_measure,
    make_script_command,
)
from benchmarks.suites.shop_files import ORDERS, TOUCHPOINTS
from benchmarks.suites.suite import Claim, Suite

EVERYTHING, LARGE = 10**5, 10**6
"""The number of touches at which MAM has memory for each of its models, and the one asked for."""
WALKS = ("first", "last", "linear", "markov")
"""What ChannelAttribution has."""
MAM_MODELS = ("last", "first", "time_decay", "shapley")
MAM_QUADRATIC = ("linear", "position_based", "markov")
"""Their memory grows with the square of a journey's length: 13 GB for the first and more than
24 GB for either of the others at a million touches."""

SIMULATED = {"conversions": 0.10, "revenue": 0.15}
"""Twice what 16 simulations differed by at most from the exact credit of a channel: the result of
ChannelAttribution is that of 10,000 walks, of which 3,000 end in an order."""
TIES = 1e-3
"""MAM and chdb leave touches of one second in any order, which changes chains and ends a little."""


def build_peer_suite(touches: int, pythons: Mapping[Peer, Path]) -> Suite:
    """Return the default models from two files, against two libraries on the same journeys."""
    read, mine = "`pl.read_csv` of both files", "`merito compare --intervals`"
    simulated, polars = "ChannelAttribution", "marketing-attribution-models"
    theirs = MAM_MODELS + (MAM_QUADRATIC if touches <= EVERYTHING else ())
    first, second = pythons[Peer.CHANNEL_ATTRIBUTION], pythons[Peer.MAM]
    files = (TOUCHPOINTS, ORDERS)
    walks = make_script_command("peers/channel_attribution.py", *files, *WALKS, python=first)
    mam = make_script_command(
        "peers/marketing_attribution_models.py", *files, *theirs, python=second
    )
    return Suite(
        title=f"data-driven: {touches:,} touches",
        contenders=(
            import_contender("polars"),
            import_contender("ChannelAttribution", first),
            import_contender("mam", second),
            Contender(read, make_script_command("references/bare_scan.py", *files), imports=POLARS),
            Contender(mine, DEFAULT_MODELS, imports=POLARS),
            Contender(simulated, walks, imports="`import ChannelAttribution`"),
            Contender(polars, mam, imports="`import mam`"),
        ),
        claims=(
            Claim(mine, 1, f"times {simulated}", make_ratio_measure(mine, simulated, WALL)),
            Claim(mine, 1, f"times {polars}", make_ratio_measure(mine, polars, WALL)),
        ),
        reference=read,
        agreements=(
            _make_agreement(WALKS, walks, _get_simulation_tolerance),
            _make_agreement(
                tuple(model for model in theirs if model != "shapley"), mam, get_untied_tolerance
            ),
        ),
    )


def _make_agreement(
    models: tuple[str, ...], command: tuple[str, ...], tolerance: Callable[[Key], float | None]
) -> Agreement:
    """Return merito with these models alone, against what a peer prints."""
    named = (word for model in models for word in ("--model", model))
    mine = make_merito_command("compare", *FILES, "--no-intervals", "--format", "json", *named)
    return Agreement(mine, command, ("model", "channel"), tolerance)


def _get_simulation_tolerance(key: Key) -> float | None:
    """Return how far ChannelAttribution may be off: its chain is simulated, its rules are not."""
    model, channel, column = key
    exact = model != "markov" or channel == "(unattributed)"
    return TOLERANCE if exact else SIMULATED[column]


def get_untied_tolerance(key: Key) -> float | None:
    """Return how far MAM and chdb may be off; null for what MAM defines otherwise.

    That is Shapley (its worth of a coalition is the conversion rate of journeys with exactly these
    channels), Markov a journey at a time, and Markov revenue (by removal effects of orders).
    """
    model, _, column = key
    if model in {"shapley", "markov_journey"} or (model, column) == ("markov", "revenue"):
        return None
    ends = {"markov", "first", "last", "last_non_direct", "position_based"}
    return TIES if model in ends else TOLERANCE
