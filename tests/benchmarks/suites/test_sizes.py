import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.measuring.guard import Limits
from benchmarks.measuring.measured import Format
from benchmarks.measuring.race import Contender
from benchmarks.peers.environments import Peer
from benchmarks.suites import programs, sizes
from benchmarks.suites.agreement import DifferentError
from benchmarks.suites.programs import (
    ENGINES,
    MERITO,
    Program,
    Runner,
    find_missing_engines,
    list_imports,
    list_runners,
    make_reference,
)
from benchmarks.suites.sizes import (
    Course,
    OtherReportError,
    check_outputs,
    choose_rounds,
    list_measured,
)
from tests.benchmarks.made_up import measured

PYTHONS = {peer: Path("environments", peer, "bin", "python") for peer in Peer}
REPORT = "lookback,model,channel,conversions,revenue\n30d,last,Email,3.000000,12.35\n"
MORE = f"{REPORT}30d,first,Email,2.000000,5.00\n"


def test_scripts_and_imports_are_there() -> None:
    names = {each.name for each in list_imports(PYTHONS)}
    for each in list_runners(PYTHONS, list(ENGINES)):
        assert each.contender.imports in names
        scripts = [word for word in each.contender.command if word.endswith(".py")]
        assert all(Path(name).is_file() for name in scripts)


def test_engines_read_both_formats() -> None:
    found = {(each.program, each.format) for each in list_runners(PYTHONS, [Program.SPILL])}
    assert {(Program.SPILL, kind) for kind in Format} <= found
    assert (Program.MEMORY, Format.CSV) not in found


def test_engines_that_do_not_run_here_say_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def merito(*arguments: str) -> tuple[str, ...]:
        says = "raise SystemExit('note\\nmerito: no Java')" if "spark" in arguments else ""
        return (sys.executable, "-c", says)

    monkeypatch.setattr(programs, "make_merito_command", merito)
    sentence = "`merito compare`, Spark local is left out: merito: no Java"
    assert find_missing_engines(list(Program)) == {Program.SPARK: sentence}
    assert capsys.readouterr().err == f"{sentence}\n"


@pytest.mark.parametrize(("touches", "rounds"), [(10**5, 3), (10**6, 3), (10**7, 2), (10**8, 1)])
def test_large_sizes_have_few_rounds(touches: int, rounds: int) -> None:
    assert choose_rounds(touches) == rounds


def runner(name: str, program: str) -> Runner:
    command = (sys.executable, "-c", program)
    return Runner(Program.MEMORY, Format.CSV, Contender(name, command))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads nothing, which takes no time."""
    monkeypatch.setattr(
        sizes, "make_reference", lambda _: Contender("reading", (sys.executable, "-c", ""), None)
    )


def course(kept: Path, runners: Sequence[Runner], *, anew: bool = False) -> Course:
    return Course(runners, (), kept, Limits(seconds=20), anew)


@pytest.mark.usefixtures("bare")
def test_only_what_is_missing_is_measured(tmp_path: Path) -> None:
    def noting(name: str) -> Runner:
        return runner(name, f"open('turns', 'a').write('{name}')")

    kept = tmp_path / "measured"
    course(kept, [noting("A")]).measure(10, tmp_path, 2)
    course(kept, [noting("A"), noting("B")]).measure(10, tmp_path, 1)
    assert (tmp_path / "turns").read_text(encoding="utf-8") == "AAB"
    found = list_measured(kept, ["reading", "B", "A"])
    assert [(each.name, len(each.costs.rounds)) for each in found] == [
        ("reading", 3),
        ("B", 1),
        ("A", 2),
    ]
    course(kept, [noting("A")], anew=True).measure(10, tmp_path, 1)
    assert (tmp_path / "turns").read_text(encoding="utf-8") == "AABA"


@pytest.mark.usefixtures("bare")
def test_what_runs_once_is_kept_one_by_one(tmp_path: Path) -> None:
    kept = tmp_path / "measured"
    second = f"import os; open('seen', 'w').write(' '.join(sorted(os.listdir({str(kept)!r}))))"
    course(kept, [runner("A", ""), runner("B", second)]).measure(10, tmp_path, 1)
    assert (tmp_path / "seen").read_text(encoding="utf-8") == "10-csv-a.json 10-csv-reading.json"


@pytest.mark.usefixtures("bare")
def test_who_fails_has_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course(tmp_path, [runner("A", "raise SystemExit('no memory')")]).measure(10, tmp_path, 2)
    _, failed = list_measured(tmp_path, ["reading", "A"])
    assert failed.costs.out == "failed (status 1)"
    assert "no memory" in capsys.readouterr().err


def test_sizes_come_in_order_and_csv_first(tmp_path: Path) -> None:
    for touches, kind in ((10**7, Format.CSV), (10**6, Format.PARQUET), (10**6, Format.CSV)):
        measured("pandas", touches, 1, kind).save(tmp_path)
    assert [(each.touches, each.format) for each in list_measured(tmp_path, ["pandas"])] == [
        (10**6, Format.CSV),
        (10**6, Format.PARQUET),
        (10**7, Format.CSV),
    ]


def test_same_numbers_agree() -> None:
    spilled = ENGINES[Program.SPILL]
    check_outputs(
        [
            measured("pandas", 10**6, 1, printed="model,channel,conversions\nlast,Email,3\n"),
            measured(make_reference(Format.CSV).name, 10**6, 1),
            measured(MERITO, 10**6, 1, printed=MORE),
            measured(spilled, 10**6, 1, Format.PARQUET, printed=MORE),
            measured(spilled, 10**7, "over 600 s"),
            measured("pandas", 10**7, 1, printed="model,channel,conversions\nlast,Email,4\n"),
        ]
    )


def test_engines_must_print_the_same_bytes() -> None:
    other = measured(ENGINES[Program.SPILL], 10**6, 1, Format.PARQUET, printed=MORE)
    with pytest.raises(OtherReportError) as raised:
        check_outputs([measured(MERITO, 10**6, 1, printed=REPORT), other])
    assert str(raised.value) == (
        "`merito compare`, spilled, 1,000,000 touches from Parquet: not the report that another"
        " engine of merito printed at this size"
    )


def test_others_must_print_the_same_numbers() -> None:
    other = measured("pandas", 10**6, 1, printed="model,channel,revenue\nlast,Email,12.34\n")
    with pytest.raises(DifferentError, match=r"last, Email, revenue: 12\.35 and 12\.34"):
        check_outputs([measured(MERITO, 10**6, 1, printed=MORE), other])
