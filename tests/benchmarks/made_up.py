"""Measurements that nobody made, to show tables, slopes and pictures with."""

from benchmarks.measuring.machine import Machine
from benchmarks.measuring.measured import Format, Measured
from benchmarks.measuring.process import Cost
from benchmarks.measuring.race import Contender, Costs, Race
from benchmarks.suites.programs import make_reference

MACHINE = Machine("2 cores", 0.5, "merito 1.0")
LOADING = Costs(Contender("`import polars`", ()), (Cost(0.5, 0.5, 10**7),))
SECOND = 10**6
"""Touches that reading them takes a second for."""


def measured(
    name: str,
    touches: int,
    seconds: float | str,
    kind: Format = Format.CSV,
    *,
    printed: str = "",
) -> Measured:
    """Return what one round took, in which reading took a second a million touches.

    CPU time is twice the seconds; both are after half a second of importing Polars. A sentence
    instead of seconds is why the program is out.
    """
    reader = make_reference(kind)
    costs = {reader.name: _costs(reader.name, touches / SECOND)}
    costs[name] = _costs(name, seconds, printed)
    race = Race((LOADING, *costs.values()))
    return Measured(touches, kind, name, reader.name, race, MACHINE)


def _costs(name: str, seconds: float | str, printed: str = "") -> Costs:
    contender = Contender(name, (), LOADING.contender.name)
    if isinstance(seconds, str):
        return Costs(contender, (), out=seconds)
    cost = Cost(seconds + 0.5, 2 * seconds + 0.5, round(seconds * 10**9))
    return Costs(contender, (cost,), printed)
