"""What was measured at several sizes as Markdown: all of it, and its short form."""

from collections.abc import Sequence
from itertools import groupby

from benchmarks.measuring.measured import Format, Measured
from benchmarks.measuring.race import CPU, PEAK, WALL
from benchmarks.measuring.scaling import Growth, describe_growth, find_growths
from benchmarks.pages.markdown import MEGABYTE, render_grid

COSTS = ("program", "wall s", "CPU s", "peak MB", "times reading", "CPU times reading")
SHORT = ("program", "wall s", "CPU s", "peak MB", "times reading")
GROWTH = """CPU time by the touch in microseconds, and the slopes of log(CPU time) and of log(wall
time) against log(touches) from each size to the next; 1 is in proportion:"""
SHORT_SIZE = 10**7
MICROSECOND = 1e-6


def render_page(measured: Sequence[Measured], missing: Sequence[str], plot: str) -> str:
    """Return the tables and the plot, whose path on the page is given."""
    found = list(find_growths(measured))
    parts = [
        describe_machines(measured),
        *missing,
        render_costs(measured),
        GROWTH,
        render_growths(found),
        describe_growth(found),
        render_picture(plot),
    ]
    return "\n\n".join(part.strip() for part in parts if part)


def render_picture(plot: str) -> str:
    """Return what shows the plot, whose path on the page is given."""
    return f"![Wall time and memory against touches, all axes logarithmic]({plot})"


def describe_machines(measured: Sequence[Measured]) -> str:
    """Return on what it was measured, a line for each machine or version where there are more."""
    lines = dict.fromkeys((each.machine.hardware, each.machine.software) for each in measured)
    load = max((each.machine.load for each in measured), default=0.0)
    told = "\n".join(f"{hardware}. {software}." for hardware, software in lines)
    return f"{told} Load average before a piece at most {load:.1f}."


def render_costs(measured: Sequence[Measured]) -> str:
    """Return one row a program, below a row with each size and format."""
    rows = []
    for (touches, kind), group in groupby(measured, lambda each: (each.touches, each.format)):
        rows.append([f"**{touches:,} touches, {touches // 10:,} orders, from {kind}**"])
        rows.extend(_make_row(each) for each in group)
    return render_grid(COSTS, _make_rules(COSTS), rows)


def render_summary(measured: Sequence[Measured], plot: str) -> str:
    """Return the machine, what programs took at ten million touches from CSV, and the plot.

    At the largest size below where that was not measured.
    """
    size = max((each.touches for each in measured if each.touches <= SHORT_SIZE), default=0)
    some = [each for each in measured if each.touches == size and each.format is Format.CSV]
    title = f"Six models, {size:,} touches and {size // 10:,} orders from CSV."
    title = f"{title} {describe_machines(some)}"
    table = render_grid(SHORT, _make_rules(SHORT), [_make_row(each)[:5] for each in some])
    return f"{title}\n\n{table}\n{render_picture(plot)}"


def render_growths(found: Sequence[Growth]) -> str:
    """Return each program's CPU time by the touch at every size, and its slopes."""
    sizes = sorted({each.touches for growth in found for each in (*growth.sizes, *growth.out)})
    header = ("program", *(f"{size:,}" for size in sizes), "CPU slopes", "wall slopes")
    rows = []
    for growth in found:
        cells = {each.touches: each.costs.out or "" for each in growth.out}
        for each in growth.sizes:
            cells[each.touches] = f"{each.own(CPU) / each.touches / MICROSECOND:.3f}"
        slopes = [
            ", ".join(f"{slope:.2f}" for slope in growth.slopes(measure)) for measure in (CPU, WALL)
        ]
        rows.append([growth.title, *(cells.get(size, "") for size in sizes), *slopes])
    return render_grid(header, _make_rules(header), rows)


def _make_row(each: Measured) -> list[str]:
    if each.costs.out:
        return [each.name, each.costs.out]
    return [
        each.name,
        f"{each.costs.median(WALL):.2f}",
        f"{each.costs.median(CPU):.2f}",
        f"{each.costs.median(PEAK) / MEGABYTE:,.0f}",
        *(f"{each.ratio(measure):.2f}" if _is_compared(each) else "1" for measure in (WALL, CPU)),
    ]


def _is_compared(each: Measured) -> bool:
    return each.name != each.reference


def _make_rules(header: Sequence[str]) -> list[str]:
    return ["---", *["---:"] * (len(header) - 1)]
