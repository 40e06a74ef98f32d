"""What answers at once imports no data library."""

import sys

import pytest

from tests.running import SAMPLE, process
from tests.selection import keep

HEAVY = "polars numpy rich pydantic pyarrow yaml"
OF_TYPER = {"pydantic"}  # which Typer itself loads for the parameters of a command
OF_SETTINGS = {"yaml"}
REPORT = f"""
import sys
from cli.main import run_command_line
code = run_command_line(sys.argv[1:])
loaded = [name for name in {HEAVY.split()!r} if name in sys.modules]
print("loaded:", *loaded, file=sys.stderr)
sys.exit(code)
"""


def loaded(*arguments: str, status: int, env: dict[str, str] | None = None) -> set[str]:
    outcome = process(*arguments, program=(sys.executable, "-c", REPORT), env=env or {})
    assert outcome.status == status, outcome.err
    return set(outcome.err.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing(option: str) -> None:
    assert loaded(option, status=0) == set()


def test_help_imports_no_command() -> None:
    program = (sys.executable, "-X", "importtime", "-m", "cli")
    outcome = process("--help", program=program)
    imported = {line.rpartition("|")[2].strip() for line in outcome.err.splitlines()}
    ours = {name for name in imported if name.startswith(("cli.commands.", "attribution", "rfm"))}
    assert ours == {"cli.commands.catalogue"}
    assert "cli.options" not in imported


def test_help_of_a_command_loads_nothing() -> None:
    assert loaded("compare", "--help", status=0) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["compare", "--nonsense"],
        ["compare", "--format", "jsn"],
        pytest.param(["compare", "--dialect", "exel"], marks=pytest.mark.slow),
        pytest.param(["compare", "--metric", "reveneu"], marks=pytest.mark.slow),
        pytest.param(["compare", "--from", "yesterday"], marks=pytest.mark.slow),
        pytest.param(["report", "-o", "report.doc"], marks=pytest.mark.slow),
        ["compare", "orders.csv"],
        ["compare", "https://shop.example/orders.csv"],
    ],
    ids=" ".join,
)
def test_usage_errors_load_no_data_library(arguments: list[str]) -> None:
    assert loaded(*arguments, status=2) <= OF_TYPER | OF_SETTINGS


UNASKED = (
    *("scipy", "xml", "xlsxwriter", "pyarrow", "pyspark"),
    *("cli.dataset.in_store", "cli.dataset.stored_orders", "cli.engines.stored_rows"),
    *("cli.engines.bucket_store", "cli.engines.spill.store", "cli.engines.spark"),
    *("cli.inputs.workbooks.sheets", "cli.inputs.workbooks.archive", "cli.inputs.costs.read"),
    *("cli.render.xlsx", "cli.render.page", "cli.starter"),
    *("attribution.comparison.calibration", "attribution.comparison.comparison_intervals"),
    *("attribution.comparison.experiments", "attribution.comparison.experiment_rows"),
    *("attribution.comparison.page_intervals", "attribution.comparison.replicates"),
    *("attribution.markov.removal", "attribution.markov.states", "attribution.markov.transitions"),
    *("attribution.single_pass", "cli.dataset.logins", "cli.expressions.exact"),
    *("cli.inputs.formats.format_files", "cli.inputs.identities.graph"),
    *("cli.inputs.identities.read", "cli.inputs.reading.slow_path"),
    *("cli.reports.comparison.further_tables", "cli.reports.comparison.roles"),
    *("cli.reports.experiments.read", "cli.reports.experiments.tables"),
    *("cli.reports.rfm.segment_blocks", "cli.settings.generated.template"),
    "cli.settings.sections.exports.export_formats",
)
"""What no report of CSV files in memory loads: it spills nothing, its files are plain, and nobody
asked for intervals, experiments, roles, logins, segments or the rest."""
OWN = f"""
import sys
from cli.main import run_command_line
code = run_command_line(sys.argv[1:])
own = {{".".join(name.split(".")[:3]) for name in sys.modules if name.startswith("cli.reports.")}}
print(*sorted(own), *sorted(set({UNASKED!r}) & set(sys.modules)), file=sys.stderr)
sys.exit(code)
"""
OF_COMPARISONS = {
    *("attribution_plan", "block_groups", "build", "channels", "check", "comparison"),
    *("costliest_finding", "early_orders", "experiments", "listed_ids", "returns"),
    *("rfm", "summary", "touch_days"),
}
LOADED = {
    "compare": OF_COMPARISONS,
    "journeys": OF_COMPARISONS | {"first_window", "journeys"},
    "rfm": {
        *("build", "channels", "customer_groups", "listed_ids", "migration", "rfm", "summary"),
    },
    "check": OF_COMPARISONS | {"listings", "own_pages", "payment_pages"},
}
"""What a report of each command may load of the reports; no other, and nothing of `UNASKED`."""


@pytest.mark.parametrize("command", keep(LOADED, ["compare"]))
def test_a_report_loads_only_what_it_is_made_of(command: str) -> None:
    words = [command, "-q", "-c", str(SAMPLE / "merito.yaml"), "--format", "csv"]
    if command in {"journeys", "check"}:
        words += ["--show", {"journeys": "roles", "check": "ledger"}[command]]
    outcome = process(*words, program=(sys.executable, "-c", OWN))
    assert outcome.status == 0, outcome.err
    assert set(outcome.err.split()) == {f"cli.reports.{name}" for name in LOADED[command]}


SECTIONS = """
import sys
from cli.main import run_command_line
code = run_command_line(sys.argv[1:])
from cli.settings.sections.types import Section
parts = [Section]
for part in parts:
    parts += part.__subclasses__()
print(*(part.__name__ for part in parts if part.__pydantic_complete__), file=sys.stderr)
sys.exit(code)
"""


def test_a_report_prepares_only_the_sections_that_its_file_has() -> None:
    words = ["compare", "-q", "-c", str(SAMPLE / "merito.yaml")]
    outcome = process(*words, program=(sys.executable, "-c", SECTIONS))
    assert outcome.status == 0, outcome.err
    assert set(outcome.err.split()) == {"Settings", "Touchpoints", "Orders", "Journeys"}


def test_completion_loads_no_data_library() -> None:
    env = {
        "_MERITO_COMPLETE": "complete_bash",
        "COMP_WORDS": "merito com",
        "COMP_CWORD": "1",
    }
    program = (sys.executable, "-X", "importtime", "-m", "cli")
    outcome = process(program=program, env=env)
    assert outcome.out.split() == ["compare"]
    imported = {line.rpartition("|")[2].strip() for line in outcome.err.splitlines()}
    assert imported & set(HEAVY.split()) <= OF_TYPER
