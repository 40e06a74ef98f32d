"""Every command, option, model, setting and variable is documented."""

import ast
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
import yaml
from typer.models import OptionInfo

from attribution.paths.tables import PathTable
from cli.commands.catalogue import Program
from cli.inputs.formats.catalogue import load_formats
from cli.options import Options
from cli.outputs.destinations import EXTENSIONS
from cli.render.recognised_reports import is_own_report
from cli.reports.customer.tables import PageTable
from cli.settings import KINDS
from cli.usage.command_line import ListedCommand
from tests.conftest import Run
from tests.readme import TOPICS, read_pages
from tests.selection import keep

ROOT = Path(__file__).parents[1]
PAGES = read_pages()
"""The README and the manual."""
COMMANDS = (
    "compare",
    "journeys",
    "credits",
    "customer",
    "rfm",
    "value",
    "cohorts",
    "watch",
    "sensitivity",
    "report",
    "check",
    "explain",
    "init",
    "demo",
    "help",
)
DAILY = {
    "--costs",
    "--touchpoints",
    "--orders",
    "-c",
    "-o",
    "-q",
    "--format",
    "--tidy",
    "--dialect",
    "--lookback",
    "--by",
    "--from",
    "--to",
    "--customers",
}
REPORTS = (
    "compare",
    "compare --by new_vs_returning",
    "compare --tidy",
    "compare --show effects",
    "compare --show transitions",
    *(f"journeys --show {table}" for table in PathTable),
    "journeys --show roles --by month",
    "journeys --show summary --by month",
    "journeys --show pairs --by month",
    "journeys --show next --by month",
    "credits",
    "credits --model markov",
    *(f"customer anna --show {table}" for table in PageTable),
    "rfm",
    "rfm --customers",
    "rfm --since 2026-03-31",
    "compare --by rfm_segment",
    "cohorts",
    "watch",
    "value",
    "value --customers",
    "value --show holdout",
    "value --show at_risk",
    "value --show parameters",
    "value --show acquisition",
    "sensitivity",
    "sensitivity --show ranges",
    "sensitivity --costs costs.csv --show decisions",
    "report --show compare",
    "check --show files",
    "check --show ledger",
    "check --show coverage",
    "check --show findings",
    "check --show unassigned",
)
"""Every table that can be written to a file of its own."""
STATUSES = ("0", "1", "2", "3", "130", "129, 143")
HINTS = get_type_hints(Options, include_extras=True)
OPTIONS = {field.name: get_args(HINTS[field.name])[1] for field in fields(Options)}
NAMES = {
    name: [
        spelling
        for said in (option.default, *(option.param_decls or ()))
        for spelling in str(said).split("/")
    ]
    for name, option in OPTIONS.items()
    if isinstance(option, OptionInfo)
}
"""The spellings of each option, the long one first."""


def test_the_commands_are_these() -> None:
    assert tuple(each.name for each in Program.entries) == COMMANDS


@pytest.mark.parametrize("entry", Program.entries, ids=lambda entry: str(entry.name))
def test_a_command_is_listed_with_the_first_sentence_of_its_help(entry: ListedCommand) -> None:
    assert entry.whole.name == entry.name
    assert (entry.whole.help or "").partition("\n\n")[0].startswith(f"{entry.help}")
    assert entry.whole.get_short_help_str(100) == entry.get_short_help_str(100)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_on_a_page_and_in_the_help(run: Run, name: str) -> None:
    assert f"merito {name}" in PAGES
    assert re.search(rf"^  {name} +\w", run("--help").out, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_cuts_no_sentence(run: Run, name: str) -> None:
    line = next(each for each in run("--help").out.splitlines() if each.startswith(f"  {name} "))
    assert line.endswith(".")
    assert not line.endswith("..")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples_before_options(run: Run, name: str) -> None:
    shown = run(name, "--help").out
    assert 0 < shown.index(f"    merito {name}") < shown.index("Options:")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_has_help(name: str) -> None:
    command = next(each.whole for each in Program.entries if each.name == name)
    silent = [each.name for each in command.params if not getattr(each, "help", None)]
    assert silent == []
    assert command.help


def test_the_pages_name_the_options_of_daily_use() -> None:
    said = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", PAGES))
    assert said >= DAILY


def test_the_pages_name_no_option_that_is_not_there() -> None:
    known = {name for names in NAMES.values() for name in names}
    known |= {"--version", "-V", "--help", "-h"}
    commands = re.findall(
        r"\bmerito (?:compare|journeys|rfm|value|cohorts|watch|sensitivity|report|check|init"
        r"|explain) [^`#|\n]*",
        PAGES,
    )
    said = [re.findall(r"(?<![\w<!-])--?[a-z][a-z-]*", command) for command in commands]
    used = {option for options in said for option in options}
    assert len(used) > 10
    assert used - known == set()


@pytest.mark.parametrize("kind", KINDS)
def test_each_model_is_explained(run: Run, kind: str) -> None:
    page = run("explain", kind).out
    assert page.startswith(f"{kind}: ")
    assert re.search(r"^Formula: \S", page, re.MULTILINE)
    assert re.search(r"^Source: \S", page, re.MULTILINE)
    for key in KINDS[kind].model_fields:
        assert re.search(rf"^{key} = .+  \[.+\]  \w", page, re.MULTILINE)
    assert f"| `{kind}` |" in PAGES
    assert re.search(rf"^{kind} +\w", run("explain").out, re.MULTILINE)


def test_each_format_is_in_the_manual() -> None:
    table = re.findall(r"^\| (`.+?`) \|", PAGES, re.MULTILINE)
    said = {name for cell in table for name in re.findall(r"`(\w+)`", cell)}
    assert {named.name for named in load_formats(None)} <= said


def test_each_key_of_the_commented_default_is_described() -> None:
    lines = (ROOT / "configs" / "merito.yaml").read_text(encoding="utf-8").splitlines()
    keys = [line for line in lines if re.match(r" *[a-z_]+:", line)]
    assert len(keys) > 40
    assert [line for line in keys if not re.search(r"#\s+\S", line)] == []


def test_the_yaml_of_the_manual_is_a_configuration(run: Run, tmp_path: Path) -> None:
    page = (TOPICS / "settings.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert block
    (tmp_path / "merito.yaml").write_text(block[1], encoding="utf-8")
    assert set(yaml.safe_load(block[1])) >= {"timezone", "touchpoints", "orders", "models"}
    listed = run("explain")
    assert listed.status == 0, listed.err
    assert "recency_squared" in listed.out


@pytest.mark.parametrize("field", NAMES)
def test_each_option_has_its_variable(field: str) -> None:
    long = NAMES[field][0]
    assert long.startswith("--")
    assert OPTIONS[field].envvar == "MERITO_" + long[2:].upper().replace("-", "_")


def test_exit_statuses_are_in_the_manual() -> None:
    assert [status for status in STATUSES if f"| {status} |" not in PAGES] == []


def test_error_classes_say_what_is_wrong() -> None:
    silent = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sorted((ROOT / "cli").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and node.name.endswith("Error")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_every_command_with_an_output_is_among_the_reports() -> None:
    writing = {
        str(each.name)
        for each in Program.entries
        if any(p.name == "output" for p in each.whole.params)
    }
    assert {each.split()[0] for each in REPORTS} == writing - {"init"}


@pytest.mark.parametrize("report", keep(REPORTS, [each for each in REPORTS if "-" not in each]))
def test_each_report_may_be_written_again(run: Run, tmp_path: Path, report: str) -> None:
    write_small_shop(tmp_path)
    outcome = run(*report.split(), "-q", "-o", "report.csv")
    assert (outcome.status, outcome.err) == (0, "")
    assert is_own_report(tmp_path / "report.csv")


@pytest.mark.parametrize("extension", [each for each in EXTENSIONS if each != ".csv"])
def test_a_report_of_each_format_may_be_written_again(
    run: Run, tmp_path: Path, extension: str
) -> None:
    write_small_shop(tmp_path)
    outcome = run("rfm", "-q", "-o", f"report{extension}")
    assert (outcome.status, outcome.err) == (0, "")
    assert is_own_report(tmp_path / f"report{extension}")


def write_small_shop(folder: Path) -> None:
    """Write a shop of which every report has something to say."""
    folder.mkdir(exist_ok=True)
    touches = (
        "customer_id,touched_at,source,medium\n"
        "anna,2026-03-01 09:00:00,instagram,social\n"
        "anna,2026-03-03 10:00:00,google,cpc\n"
        "bruno,2026-03-02 12:00:00,unknown.example,odd\n"
    )
    orders = (
        "order_id,customer_id,ordered_at,revenue\n"
        "1,anna,2026-03-05 10:00:00,100.00\n"
        "2,bruno,2026-03-06 10:00:00,33.33\n"
        "3,anna,2026-04-07 10:00:00,50.00\n"
    )
    costs = "date,channel,cost\n2026-03-05,Paid Search,20.00\n"
    (folder / "touchpoints.csv").write_text(touches, encoding="utf-8")
    (folder / "costs.csv").write_text(costs, encoding="utf-8")
    (folder / "orders.csv").write_text(orders, encoding="utf-8")
    (folder / "merito.yaml").write_text(
        "touchpoints: {files: touchpoints.csv}\n"
        "orders: {files: orders.csv}\n"
        "sensitivity: {draws: 2}\n"
        "kpis: [{name: Orders, metric: orders, period: day}]\n",
        encoding="utf-8",
    )
