"""Measure merito against stated references: `python -m benchmarks.run`.

Programs take turns, as whole processes, and their costs are compared within each round. The
tables go to standard output; `--write` puts them into benchmarks/README.md as well, and the plot
of the report sizes beside it.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.measuring.machine import describe_machine, measure_memory
from benchmarks.measuring.process import FailedError
from benchmarks.measuring.race import Race
from benchmarks.pages import size_report
from benchmarks.pages.markdown import (
    MEASURED,
    WRITTEN_MEASURED,
    MarksError,
    check_marks,
    render_table,
    write_between_marks,
)
from benchmarks.pages.profiles import render_profiles
from benchmarks.pages.size_report import PAGE
from benchmarks.peers.environments import Peer, make_interpreter
from benchmarks.suites import catalogue, peer_suites
from benchmarks.suites.agreement import DifferentError
from benchmarks.suites.commands import GIGABYTE
from benchmarks.suites.journeys_suite import build_journeys_suite
from benchmarks.suites.programs import Program
from benchmarks.suites.shop_files import make_costs, make_export, make_shop
from benchmarks.suites.sizes import OtherReportError
from benchmarks.suites.suite import Suite
from benchmarks.suites.value_suite import USUAL_ORDERS, build_value_suite
from benchmarks.suites.written_files import OtherFileError
from benchmarks.suites.written_suites import (
    build_credits_suite,
    build_folder_suite,
    build_returns_suite,
)

REPORTS = ("compare", "models", "journeys", "rfm", "customers", "start")
WRITTEN = {
    "credits": build_credits_suite,
    "returns": build_returns_suite,
    "folder": build_folder_suite,
}
"""Suites of what is written, which have a table of their own."""
ROUNDS, TOUCHES, SCORED = 5, (10**6, 10**7), 10**7
PEERS, SIZES, PROFILE, VALUE, EXPORT = "peers", "sizes", "profile", "value", "export"
EXPORTED = 10**6
"""Orders of the export of a shop."""


def main() -> None:
    """Run what the command line asks for; a mistake ends the run with its sentence."""
    try:
        measure(_parse_arguments())
    except (DifferentError, FailedError, MarksError, OtherFileError, OtherReportError) as error:
        sys.exit(str(error))


def measure(asked: argparse.Namespace) -> None:
    """Run the reports and print their tables.

    Raises `FailedError`, `DifferentError`, `OtherFileError`, `OtherReportError` and, before it has
    run anything, `MarksError`.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if asked.write:
            for place in (MEASURED, WRITTEN_MEASURED, PROFILE):
                check_marks(PAGE, place)
            size_report.check_pages()
        if {*asked.reports} - {SIZES, PROFILE, *WRITTEN}:
            _measure_suites(asked, _select_suites(asked, folder), MEASURED)
        if {*asked.reports} & {*WRITTEN}:
            _measure_suites(asked, _select_written_suites(asked, folder), WRITTEN_MEASURED)
        if PROFILE in asked.reports:
            _profile(asked, folder)
        if SIZES in asked.reports:
            size_report.measure(asked, folder, _find_peers_folder(asked, folder))


def _measure_suites(
    asked: argparse.Namespace, suites: Iterable[tuple[Suite, Path]], place: str
) -> None:
    """Print the table of some suites, and write it to its place where that is asked."""
    hardware, rounds = describe_machine(), asked.rounds or ROUNDS
    results = [(suite, _run(suite, files, rounds)) for suite, files in suites]
    text = f"{hardware} Medians of {rounds} rounds, ids: {asked.ids}.\n\n{render_table(results)}"
    print(text, end="")
    if asked.write:
        write_between_marks(text, PAGE, place)


def _profile(asked: argparse.Namespace, folder: Path) -> None:
    """Print where the time goes at the largest size asked for."""
    touches = max(asked.touches or TOUCHES)
    stages = render_profiles(make_shop("shop", touches, asked.ids, folder))
    text = f"{describe_machine()} {touches:,} touches from CSV, one thread.\n\n{stages}"
    print(text, end="")
    if asked.write:
        write_between_marks(text, PAGE, PROFILE)


def _run(suite: Suite, folder: Path, rounds: int) -> Race:
    print(suite.title, file=sys.stderr)
    return suite.run(folder, rounds)


def _select_suites(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[Suite, Path]]:
    """Yield the suites asked for, each with the folder of its files."""
    if "compare" in asked.reports:
        for touches in asked.touches or TOUCHES:
            yield (
                catalogue.build_compare_suite(touches),
                make_shop("shop", touches, asked.ids, folder),
            )
    if "models" in asked.reports:
        touches = max(asked.touches or TOUCHES)
        yield catalogue.build_models_suite(touches), make_shop("shop", touches, asked.ids, folder)
    if "journeys" in asked.reports:
        touches = max(asked.touches or TOUCHES)
        yield build_journeys_suite(touches), make_shop("shop", touches, asked.ids, folder)
    if PEERS in asked.reports:
        yield from _select_peer_suites(asked, folder)
    yield from _select_order_suites(asked, folder)
    if VALUE in asked.reports:
        yield from _select_value_suites(asked, folder)
    if "start" in asked.reports:
        yield catalogue.build_usage_suite(), folder
        yield catalogue.build_sample_suite(), folder


def _select_written_suites(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[Suite, Path]]:
    """Yield the suites of what is written, at the largest size asked for, costs among the files."""
    touches = max(asked.touches or TOUCHES)
    for report, build in WRITTEN.items():
        if report in asked.reports:
            files = make_shop("shop", touches, asked.ids, folder)
            make_costs(touches, files)
            yield build(touches), files


def _select_order_suites(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[Suite, Path]]:
    """Yield the suites of orders alone."""
    builders = {"rfm": catalogue.build_rfm_suite, "customers": catalogue.build_customers_suite}
    for report, build in builders.items():
        if report in asked.reports:
            for orders in asked.orders or [SCORED]:
                yield build(orders), make_shop("orders", orders, asked.ids, folder)
    if EXPORT in asked.reports:
        for orders in asked.orders or [EXPORTED]:
            files = make_shop("orders", orders, asked.ids, folder)
            make_export(files)
            yield catalogue.build_export_suite(orders), files


def _select_peer_suites(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[Suite, Path]]:
    """Yield the suites with libraries of others, whose environments are made where missing."""
    pythons = _make_interpreters(asked, folder, Peer.CHANNEL_ATTRIBUTION, Peer.MAM)
    for touches in (peer_suites.EVERYTHING, peer_suites.LARGE):
        yield (
            peer_suites.build_peer_suite(touches, pythons),
            make_shop("shop", touches, asked.ids, folder),
        )


def _select_value_suites(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[Suite, Path]]:
    """Yield the suites beside libraries of lifetime value, whose environments are made as above."""
    pythons = _make_interpreters(asked, folder, Peer.LIFETIMES, Peer.PYMC_MARKETING)
    for orders in asked.orders or [USUAL_ORDERS]:
        yield build_value_suite(orders, pythons), make_shop("orders", orders, asked.ids, folder)


def _make_interpreters(asked: argparse.Namespace, folder: Path, *peers: Peer) -> dict[Peer, Path]:
    """Return the interpreter of each of these libraries."""
    return {peer: make_interpreter(peer, _find_peers_folder(asked, folder)) for peer in peers}


def _find_peers_folder(asked: argparse.Namespace, folder: Path) -> Path:
    kept: Path | None = asked.peers
    return kept or folder / PEERS


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    add = parser.add_argument
    choices = (*REPORTS, EXPORT, PEERS, VALUE, *WRITTEN, PROFILE, SIZES)
    add(
        "--reports",
        nargs="+",
        choices=choices,
        default=REPORTS,
        help="all but export, peers, value, credits, returns, folder, profile and sizes",
    )
    add("--touches", nargs="+", type=_parse_count, help="1e6 1e7, for sizes 1e8 as well")
    add(
        "--orders",
        nargs="+",
        type=_parse_count,
        help="for rfm and customers 1e7, for value 5e6, for export 1e6",
    )
    add("--ids", choices=["text", "numeric"], default="text", help="customer ids; text")
    add("--rounds", type=int, help="how often each program runs; 5, for sizes 3, 2 and 1")
    add("--folder", type=Path, help="keeps the files for the next time; else a temporary one")
    add("--peers", type=Path, help="keeps the peers' environments; else within --folder")
    programs = list(Program)
    add("--programs", nargs="+", type=Program, choices=programs, default=programs, help="for sizes")
    add("--most-seconds", type=float, default=600, help="for sizes: ends a program; 600")
    most = round(size_report.MOST * measure_memory() / GIGABYTE)
    add("--most-memory", type=float, default=most, help=f"for sizes: ends a program; {most} GB")
    add("--anew", action="store_true", help="sizes: measure again what --folder keeps")
    add("--write", action="store_true", help="put the tables into benchmarks/README.md as well")
    return parser.parse_args()


def _parse_count(text: str) -> int:
    """Read a number of rows, as 10000000 or 1e7."""
    return int(float(text))


if __name__ == "__main__":
    main()
