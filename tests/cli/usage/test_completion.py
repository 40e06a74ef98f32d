"""Values complete, without a data library, and are the values there are."""

from pathlib import Path

import pytest

from cli.settings import KINDS
from cli.usage.completion import _COMPLETIONS, TABLES, list_kinds, list_plain_kinds
from cli.usage.completion_hooks import COMPLETED
from tests.conftest import Run
from tests.test_documented import REPORTS


def complete(run: Run, typed: str) -> list[str]:
    words = f"merito {typed}"
    at = str(len(words.split(" ")) - 1)
    env = {"_MERITO_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": at}
    return run(env=env).out.split()


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("compare --format js", ["json"]),
        ("compare --metric con", ["conversions"]),
        ("compare --dialect excel-", ["excel-eu"]),
        ("compare --engine sp", ["spill", "spark"]),
        ("compare --model last_n", ["last_non_direct"]),
        ("compare --model last,lin", ["last,linear"]),
        ("check --show l", ["ledger"]),
        ("value --show h", ["holdout"]),
        ("check --ignore few", ["few-orders"]),
        ("explain last_a", ["last_among"]),
        ("help sp", ["spreadsheets", "spark"]),
    ],
)
def test_values_complete(run: Run, typed: str, completed: list[str]) -> None:
    assert complete(run, typed) == completed


def test_every_option_with_a_completion_is_hooked() -> None:
    assert set(COMPLETED) == set(_COMPLETIONS)


def test_names_of_the_configuration_complete(run: Run, tmp_path: Path) -> None:
    (tmp_path / "merito.yaml").write_text(
        "touchpoints: {files: visits*.csv}\n"
        "orders: {files: [orders.csv, absent.csv]}\n"
        "models: [last, {name: steep, time_decay: {half_life: 1d}}, markov: {order: 2}]\n",
        encoding="utf-8",
    )
    (tmp_path / "visits-1.csv").write_text("customer_id;channel;creative\n", encoding="utf-8")
    (tmp_path / "orders.csv").write_text("order_id,city,campaign\n", encoding="utf-8")
    assert complete(run, "compare --model st") == ["steep"]
    assert complete(run, "compare --by c") == [
        *("channel", "campaign", "creative", "city"),
    ]


def test_columns_of_named_files_complete(run: Run, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("order_id,store\n", encoding="utf-8")
    assert complete(run, "compare --orders orders.csv --by st") == ["store"]


@pytest.mark.parametrize("text", ["models: [", "- a list", "models: 3", "models: [1, {}]"])
def test_a_broken_configuration_completes_to_what_is_built_in(
    run: Run, tmp_path: Path, text: str
) -> None:
    (tmp_path / "merito.yaml").write_text(text, encoding="utf-8")
    assert complete(run, "compare --model sha") == ["shapley"]


def test_the_kinds_are_those_of_the_settings() -> None:
    assert sorted(list_kinds()) == sorted(KINDS)
    assert set(list_plain_kinds()) < set(KINDS)


def test_the_tables_are_those_of_the_reports() -> None:
    said = [each.split() for each in REPORTS if "--show" in each]
    documented = {(words[0], words[words.index("--show") + 1]) for words in said}
    listed = {(command, table) for command, tables in TABLES.items() for table in tables}
    assert documented <= listed
