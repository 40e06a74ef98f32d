"""What was measured as one Markdown table, and its place in the README."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.race import CPU, PEAK, WALL, Costs, Race
from benchmarks.suite import Suite

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HEADER = ("program", "wall s", "CPU s", "peak MB", "ratio", "asked")
MEGABYTE = 1e6


class MarksError(Exception):
    """A page has no place for the table."""

    def __init__(self, page: Path) -> None:
        super().__init__(f"{page}: lacks the lines {BEGIN} and {END}, in this order")


def table(results: Iterable[tuple[Suite, Race]]) -> str:
    """Return one row a contender, below a row with the title of each suite."""
    rules = ["---", *["---:"] * 4, "---"]
    lines = [HEADER, rules]
    for suite, run in results:
        lines.append([f"**{suite.title}**", *[""] * 5])
        lines.extend(_row(suite, run, costs) for costs in run.costs)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _row(suite: Suite, run: Race, costs: Costs) -> list[str]:
    claims = (claim for claim in suite.claims if claim.program == costs.contender.name)
    return [
        costs.contender.name,
        f"{costs.median(WALL):.2f}",
        f"{costs.median(CPU):.2f}",
        f"{costs.median(PEAK) / MEGABYTE:,.0f}",
        _ratio(suite, run, costs),
        "; ".join(claim.sentence(run) for claim in claims),
    ]


def _ratio(suite: Suite, run: Race, costs: Costs) -> str:
    name = costs.contender.name
    if name == suite.reference:
        return "1"
    only_imports = {each.imports for each in suite.contenders}
    if suite.reference is None or name in only_imports:
        return ""
    return f"{run.ratio(name, suite.reference, suite.measure):.2f}"


def check_marks(page: Path) -> None:
    """Raise `MarksError` where a page has no place for the table."""
    _parts(page)


def write(text: str, page: Path) -> None:
    """Put text between the marks of a page in place of what is there. Raises `MarksError`."""
    before, after = _parts(page)
    page.write_text(f"{before}{BEGIN}\n{text.strip()}\n{END}{after}", encoding="utf-8")


def _parts(page: Path) -> tuple[str, str]:
    """Return what stands before the first mark and what after the second."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise MarksError(page)
    return before, after
