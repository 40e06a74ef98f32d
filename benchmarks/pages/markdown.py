"""What was measured as one Markdown table, and its place on a page."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.measuring.race import CPU, PEAK, WALL, Costs, Race
from benchmarks.suites.suite import Suite

MEASURED = "measured"
"""The place of the table of suites."""
WRITTEN_MEASURED = "written"
"""The place of the table of suites of what is written."""
HEADER = ("program", "wall s", "CPU s", "peak MB", "ratio", "asked")
MEGABYTE = 1e6


class MarksError(Exception):
    """A page has no place for the table."""

    def __init__(self, page: Path, place: str) -> None:
        begin, end = _make_marks(place)
        super().__init__(f"{page}: lacks the lines {begin} and {end}, in this order")


def render_table(results: Iterable[tuple[Suite, Race]]) -> str:
    """Return one row a contender, below a row with the title of each suite."""
    rows: list[Sequence[str]] = []
    for suite, run in results:
        rows.append([f"**{suite.title}**"])
        rows.extend(_make_row(suite, run, costs) for costs in run.costs)
    return render_grid(HEADER, ["---", *["---:"] * 4, "---"], rows)


def render_grid(header: Sequence[str], rules: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; rows that are too short end in empty cells."""
    lines = (header, rules, *([*row, *[""] * (len(header) - len(row))] for row in rows))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _make_row(suite: Suite, run: Race, costs: Costs) -> list[str]:
    claims = (claim for claim in suite.claims if claim.program == costs.contender.name)
    return [
        costs.contender.name,
        f"{costs.median(WALL):.2f}",
        f"{costs.median(CPU):.2f}",
        f"{costs.median(PEAK) / MEGABYTE:,.0f}",
        _format_ratio(suite, run, costs),
        "; ".join(claim.sentence(run) for claim in claims),
    ]


def _format_ratio(suite: Suite, run: Race, costs: Costs) -> str:
    name = costs.contender.name
    if name == suite.reference:
        return "1"
    only_imports = {each.imports for each in suite.contenders}
    if suite.reference is None or name in only_imports:
        return ""
    return f"{run.ratio(name, suite.reference, suite.measure):.2f}"


def check_marks(page: Path, place: str) -> None:
    """Raise `MarksError` where a page does not have this place."""
    _split_page(page, place)


def write_between_marks(text: str, page: Path, place: str) -> None:
    """Put text between the marks of a page's place, instead of what is there.

    Raises `MarksError`.
    """
    before, after = _split_page(page, place)
    begin, end = _make_marks(place)
    page.write_text(f"{before}{begin}\n{text.strip()}\n{end}{after}", encoding="utf-8")


def _make_marks(place: str) -> tuple[str, str]:
    return f"<!-- {place}: begin -->", f"<!-- {place}: end -->"


def _split_page(page: Path, place: str) -> tuple[str, str]:
    """Return what stands before the first mark and what after the second."""
    first, second = _make_marks(place)
    before, begin, rest = page.read_text(encoding="utf-8").partition(first)
    _, end, after = rest.partition(second)
    if not begin or not end:
        raise MarksError(page, place)
    return before, after
