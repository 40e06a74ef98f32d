"""The report on sizes: measure what is missing, then show all that was measured."""

import argparse
from pathlib import Path

from benchmarks.measuring.guard import Limits
from benchmarks.measuring.measured import Format
from benchmarks.measuring.process import ROOT
from benchmarks.measuring.scaling import find_growths
from benchmarks.pages.markdown import check_marks, write_between_marks
from benchmarks.pages.plot import draw_plot
from benchmarks.pages.size_tables import render_page, render_summary
from benchmarks.peers.environments import Peer, make_interpreter
from benchmarks.suites import sizes
from benchmarks.suites.commands import GIGABYTE
from benchmarks.suites.programs import (
    ENGINES,
    find_missing_engines,
    list_imports,
    list_runners,
    make_reference,
)
from benchmarks.suites.shop_files import make_parquet, make_shop

PAGE = ROOT / "benchmarks" / "README.md"
PLOT = PAGE.with_name("scaling.svg")
PLACE, SHORT_PLACE = "sizes", "speed"
MOST = 0.8
"""Share of the machine's memory that a program may take."""


def check_pages() -> None:
    """Raise `MarksError` where the tables have no place."""
    check_marks(PAGE, PLACE)
    check_marks(PAGE, SHORT_PLACE)


def measure(asked: argparse.Namespace, folder: Path, peers: Path) -> None:
    """Measure what is not kept in `folder` yet, print the tables and, where asked, write them.

    Raises `FailedError`, `OtherReportError` and `DifferentError`.
    """
    kept = folder / f"measured-{asked.ids}"
    pythons = {peer: make_interpreter(peer, peers) for peer in Peer}
    everyone = list_runners(pythons, list(ENGINES))
    missing = find_missing_engines(asked.programs)
    chosen = [each for each in everyone if each.program in asked.programs]
    course = sizes.Course(
        runners=[each for each in chosen if each.program not in missing],
        imports=list_imports(pythons),
        kept=kept,
        limits=Limits(asked.most_seconds, asked.most_memory * GIGABYTE),
        anew=asked.anew,
    )
    for touches in asked.touches or sizes.SIZES:
        files = make_shop("shop", touches, asked.ids, folder)
        make_parquet(files)
        course.measure(touches, files, asked.rounds or sizes.choose_rounds(touches))
    names = [
        *(make_reference(kind).name for kind in Format),
        *(each.contender.name for each in everyone),
    ]
    measured = sizes.list_measured(kept, names)
    sizes.check_outputs(measured)
    text = render_page(measured, list(missing.values()), PLOT.name)
    print(text)
    if asked.write:
        write_between_marks(text, PAGE, PLACE)
        write_between_marks(render_summary(measured, PLOT.name), PAGE, SHORT_PLACE)
        PLOT.write_text(draw_plot(list(find_growths(measured))), encoding="utf-8")
