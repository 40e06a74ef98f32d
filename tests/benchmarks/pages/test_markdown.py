from pathlib import Path

import pytest

from benchmarks.measuring.process import Cost
from benchmarks.measuring.race import WALL, Contender, Costs, Race
from benchmarks.pages.markdown import (
    MEASURED,
    WRITTEN_MEASURED,
    MarksError,
    check_marks,
    render_table,
    write_between_marks,
)
from benchmarks.pages.size_report import PAGE
from benchmarks.suites.suite import Claim, Suite

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
CONTENDERS = (
    Contender("import", ()),
    Contender("reading", (), "import"),
    Contender("work", (), "import"),
)
SUITE = Suite(
    title="compare",
    contenders=CONTENDERS,
    claims=(
        Claim("work", 3, "times reading", lambda race: race.ratio("work", "reading", WALL)),
        Claim("work", 1, "GB", lambda race: race.of("work").rounds[0].peak / 1e9),
    ),
    reference="reading",
)
RACE = Race(
    tuple(
        Costs(contender, (Cost(wall, 2 * wall, peak),))
        for contender, wall, peak in zip(
            CONTENDERS, (0.5, 1, 2), (10**7, 10**8, 1_234_000_000), strict=True
        )
    )
)


def test_one_row_a_program() -> None:
    assert render_table([(SUITE, RACE)]) == (
        "| program | wall s | CPU s | peak MB | ratio | asked |\n"
        "| --- | ---: | ---: | ---: | ---: | --- |\n"
        "| **compare** |  |  |  |  |  |\n"
        "| import | 0.50 | 1.00 | 10 |  |  |\n"
        "| reading | 1.00 | 2.00 | 100 | 1 |  |\n"
        "| work | 2.00 | 4.00 | 1,234 | 3.00 |"
        " 3.00 times reading ≤ 3: yes; 1.23 GB ≤ 1: **no** |\n"
    )


def test_text_goes_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"# Speed\n{BEGIN}\nold\n{END}\nThat is all.\n", encoding="utf-8")
    write_between_marks("new\n", page, MEASURED)
    assert page.read_text(encoding="utf-8") == f"# Speed\n{BEGIN}\nnew\n{END}\nThat is all.\n"


def test_page_without_marks_stays_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"# Speed\n{BEGIN}\n", encoding="utf-8")
    lacks = f"{page}: lacks the lines {BEGIN} and {END}, in this order"
    with pytest.raises(MarksError, match=lacks):
        check_marks(page, MEASURED)
    with pytest.raises(MarksError):
        write_between_marks("new\n", page, MEASURED)
    assert page.read_text(encoding="utf-8") == f"# Speed\n{BEGIN}\n"


@pytest.mark.parametrize("place", [MEASURED, WRITTEN_MEASURED])
def test_readme_has_a_place_for_each_table_of_suites(place: str) -> None:
    check_marks(PAGE, place)
