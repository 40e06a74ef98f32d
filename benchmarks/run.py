"""Measure merito against stated references: `python -m benchmarks.run`.

Programs take turns, as whole processes, and their costs are compared within each round. The
tables go to standard output; `--write` puts them into benchmarks/README.md as well, and the plot
of the report sizes beside it.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import peer_suites, size_report, suites
from benchmarks.agreement import DifferentError
from benchmarks.commands import GIGABYTE
from benchmarks.machine import machine, memory
from benchmarks.markdown import MEASURED, MarksError, check_marks, table, write
from benchmarks.peers.environments import Peer, python
from benchmarks.process import FailedError
from benchmarks.profiles import profiles
from benchmarks.programs import Program
from benchmarks.race import Race
from benchmarks.shop_files import made
from benchmarks.size_report import PAGE
from benchmarks.sizes import OtherReportError
from benchmarks.suite import Suite

REPORTS = ("compare", "models", "rfm", "start")
ROUNDS, TOUCHES = 5, (10**6, 10**7)
PEERS, SIZES, PROFILE = "peers", "sizes", "profile"


def main() -> None:
    """Run what the command line asks for; a mistake ends the run with its sentence."""
    try:
        measure(_arguments())
    except (DifferentError, FailedError, MarksError, OtherReportError) as error:
        sys.exit(str(error))


def measure(asked: argparse.Namespace) -> None:
    """Run the reports and print their tables.

    Raises `FailedError`, `DifferentError`, `OtherReportError` and, before it has run anything,
    `MarksError`.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if asked.write:
            check_marks(PAGE, MEASURED)
            check_marks(PAGE, PROFILE)
            size_report.check_pages()
        if {*asked.reports} - {SIZES, PROFILE}:
            _measure_suites(asked, folder)
        if PROFILE in asked.reports:
            _profile(asked, folder)
        if SIZES in asked.reports:
            size_report.measure(asked, folder, _peers_folder(asked, folder))


def _measure_suites(asked: argparse.Namespace, folder: Path) -> None:
    hardware, rounds = machine(), asked.rounds or ROUNDS
    results = [(suite, _run(suite, files, rounds)) for suite, files in _suites(asked, folder)]
    text = f"{hardware} Medians of {rounds} rounds, ids: {asked.ids}.\n\n{table(results)}"
    print(text, end="")
    if asked.write:
        write(text, PAGE, MEASURED)


def _profile(asked: argparse.Namespace, folder: Path) -> None:
    """Print where the time goes at the largest size asked for."""
    touches = max(asked.touches or TOUCHES)
    stages = profiles(made("shop", touches, asked.ids, folder))
    text = f"{machine()} {touches:,} touches from CSV, one thread.\n\n{stages}"
    print(text, end="")
    if asked.write:
        write(text, PAGE, PROFILE)


def _run(suite: Suite, folder: Path, rounds: int) -> Race:
    print(suite.title, file=sys.stderr)
    return suite.run(folder, rounds)


def _suites(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[Suite, Path]]:
    """Yield the suites asked for, each with the folder of its files."""
    if "compare" in asked.reports:
        for touches in asked.touches or TOUCHES:
            yield suites.compare(touches), made("shop", touches, asked.ids, folder)
    if "models" in asked.reports:
        touches = max(asked.touches or TOUCHES)
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
    pythons = {peer: python(peer, _peers_folder(asked, folder)) for peer in Peer}
    for touches in (peer_suites.EVERYTHING, peer_suites.LARGE):
        yield peer_suites.peers(touches, pythons), made("shop", touches, asked.ids, folder)


def _peers_folder(asked: argparse.Namespace, folder: Path) -> Path:
    kept: Path | None = asked.peers
    return kept or folder / PEERS


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    add = parser.add_argument
    choices = (*REPORTS, PEERS, PROFILE, SIZES)
    add(
        "--reports",
        nargs="+",
        choices=choices,
        default=REPORTS,
        help="all but peers, profile and sizes",
    )
    add("--touches", nargs="+", type=_count, help="1e6 1e7, for sizes 1e8 as well")
    add("--orders", nargs="+", type=_count, default=[10**7], help="for rfm; 1e7")
    add("--ids", choices=["text", "numeric"], default="text", help="customer ids; text")
    add("--rounds", type=int, help="how often each program runs; 5, for sizes 3, 2 and 1")
    add("--folder", type=Path, help="keeps the files for the next time; else a temporary one")
    add("--peers", type=Path, help="keeps the peers' environments; else within --folder")
    programs = list(Program)
    add("--programs", nargs="+", type=Program, choices=programs, default=programs, help="for sizes")
    add("--most-seconds", type=float, default=600, help="for sizes: ends a program; 600")
    most = round(size_report.MOST * memory() / GIGABYTE)
    add("--most-memory", type=float, default=most, help=f"for sizes: ends a program; {most} GB")
    add("--anew", action="store_true", help="sizes: measure again what --folder keeps")
    add("--write", action="store_true", help="put the tables into benchmarks/README.md as well")
    return parser.parse_args()


def _count(text: str) -> int:
    """Read a number of rows, as 10000000 or 1e7."""
    return int(float(text))


if __name__ == "__main__":
    main()
