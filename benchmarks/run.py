"""Measure merito against stated references: `python -m benchmarks.run`.

Programs take turns, as whole processes, and their costs are compared within each round. The
table goes to standard output; `--write` puts it into benchmarks/README.md as well.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import peer_suites, suites
from benchmarks.agreement import DifferentError
from benchmarks.machine import machine
from benchmarks.markdown import MarksError, check_marks, table, write
from benchmarks.peers.environments import Peer, python
from benchmarks.process import ROOT, FailedError
from benchmarks.race import Race
from benchmarks.shop_files import made
from benchmarks.suite import Suite

README = ROOT / "benchmarks" / "README.md"
REPORTS = ("compare", "models", "rfm", "start")
PEERS = "peers"


def main() -> None:
    """Run what the command line asks for; a mistake ends the run with its sentence."""
    try:
        measure(_arguments())
    except (DifferentError, FailedError, MarksError) as error:
        sys.exit(str(error))


def measure(asked: argparse.Namespace) -> None:
    """Run the suites and print the table.

    Raises `FailedError`, `DifferentError` and, before it has run anything, `MarksError`.
    """
    if asked.write:
        check_marks(README)
    hardware = machine()
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = asked.folder or Path(temporary)
        results = [
            (suite, _run(suite, files, asked.rounds)) for suite, files in _suites(asked, folder)
        ]
    text = f"{hardware} Medians of {asked.rounds} rounds, ids: {asked.ids}.\n\n{table(results)}"
    print(text, end="")
    if asked.write:
        write(text, README)


def _run(suite: Suite, folder: Path, rounds: int) -> Race:
    print(suite.title, file=sys.stderr)
    return suite.run(folder, rounds)


def _suites(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[Suite, Path]]:
    """Yield the suites asked for, each with the folder of its files."""
    folder.mkdir(parents=True, exist_ok=True)
    if "compare" in asked.reports:
        for touches in asked.touches:
            yield suites.compare(touches), made("shop", touches, asked.ids, folder)
    if "models" in asked.reports:
        touches = max(asked.touches)
        yield suites.models(touches), made("shop", touches, asked.ids, folder)
    if PEERS in asked.reports:
        yield from _peers(asked, folder)
    if "rfm" in asked.reports:
        for orders in asked.orders:
            yield suites.rfm(orders), made("orders", orders, asked.ids, folder)
    if "start" in asked.reports:
        yield suites.usage(), folder
        yield suites.sample(), folder


def _peers(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[Suite, Path]]:
    """Yield the suites with libraries of others, whose environments are made where missing."""
    kept: Path = asked.peers or folder / PEERS
    pythons = {peer: python(peer, kept) for peer in Peer}
    for touches in (peer_suites.EVERYTHING, peer_suites.LARGE):
        yield peer_suites.peers(touches, pythons), made("shop", touches, asked.ids, folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    add = parser.add_argument
    add("--reports", nargs="+", choices=(*REPORTS, PEERS), default=REPORTS, help="all but peers")
    add("--touches", nargs="+", type=_count, default=[10**6, 10**7], help="1e6 1e7")
    add("--orders", nargs="+", type=_count, default=[10**7], help="for rfm; 1e7")
    add("--ids", choices=["text", "numeric"], default="text", help="customer ids; text")
    add("--rounds", type=int, default=5, help="how often each program runs; 5")
    add("--folder", type=Path, help="keeps the files for the next time; else a temporary one")
    add("--peers", type=Path, help="keeps the peers' environments; else within --folder")
    add("--write", action="store_true", help="put the table into benchmarks/README.md as well")
    return parser.parse_args()


def _count(text: str) -> int:
    """Read a number of rows, as 10000000 or 1e7."""
    return int(float(text))


if __name__ == "__main__":
    main()
