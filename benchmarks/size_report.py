"""The report on sizes: measure what is missing, then show all that was measured."""

import argparse
from pathlib import Path

from benchmarks import sizes
from benchmarks.commands import GIGABYTE
from benchmarks.markdown import check_marks, write
from benchmarks.measured import Format
from benchmarks.peers.environments import Peer, python
from benchmarks.plot import plot
from benchmarks.process import ROOT
from benchmarks.programs import ENGINES, imports, missing_engines, reading, runners
from benchmarks.scaling import growths
from benchmarks.shop_files import made, made_as_parquet
from benchmarks.size_tables import page, short
from benchmarks.watch import Limits

PAGE, FRONT = ROOT / "benchmarks" / "README.md", ROOT / "README.md"
PLOT = PAGE.with_name("scaling.svg")
PLACE, SHORT_PLACE = "sizes", "speed"
MOST = 0.8
"""Share of the machine's memory that a program may take."""


def check_pages() -> None:
    """Raise `MarksError` where the tables have no place."""
    check_marks(PAGE, PLACE)
    check_marks(FRONT, SHORT_PLACE)


def measure(asked: argparse.Namespace, folder: Path, peers: Path) -> None:
    """Measure what is not kept in `folder` yet, print the tables and, where asked, write them.

    Raises `FailedError`, `OtherReportError` and `DifferentError`.
    """
    kept = folder / f"measured-{asked.ids}"
    pythons = {peer: python(peer, peers) for peer in Peer}
    everyone = runners(pythons, list(ENGINES))
    missing = missing_engines(asked.programs)
    chosen = [each for each in everyone if each.program in asked.programs]
    course = sizes.Course(
        runners=[each for each in chosen if each.program not in missing],
        imports=imports(pythons),
        kept=kept,
        limits=Limits(asked.most_seconds, asked.most_memory * GIGABYTE),
        anew=asked.anew,
    )
    for touches in asked.touches or sizes.SIZES:
        files = made("shop", touches, asked.ids, folder)
        made_as_parquet(files)
        course.measure(touches, files, asked.rounds or sizes.rounds_at(touches))
    names = [*(reading(kind).name for kind in Format), *(each.contender.name for each in everyone)]
    measured = sizes.everything(kept, names)
    sizes.check(measured)
    text = page(measured, list(missing.values()), PLOT.name)
    print(text)
    if asked.write:
        write(text, PAGE, PLACE)
        write(short(measured, str(PLOT.relative_to(ROOT))), FRONT, SHORT_PLACE)
        PLOT.write_text(plot(list(growths(measured))), encoding="utf-8")
