"""The values that options complete to, and that messages list.

Completion answers while a key is held down: it loads no data library.
"""

import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import typer

from attribution.choices import TimeBasis, Transform
from attribution.comparison.measures import Metric
from cli.engines.choice import EngineKind
from cli.manual.pages import TOPICS
from cli.options import IDENTITIES
from cli.render.output_formats import Dialect, Format
from cli.reports.check.finding_names import FindingName
from cli.reports.cohorts.metrics import CohortMetric
from cli.reports.migration.metrics import MoveMetric
from cli.reports.rfm.table_names import RfmTable
from cli.usage.configured_files import (
    find_configuration,
    list_files,
    list_model_names,
    read_configuration,
)
from cli.usage.file_roles import read_columns
from rfm.cohorts.choices import Period

Completion = Callable[[typer.Context, str], list[str]]
_SCHEMA: Final = Path(__file__).parents[2] / "configs" / "schema.json"
_NO_KINDS: Final = ("lookback", "name", "transforms")
"""What an entry of `models` may have beside its kind."""
TABLES: Final = {
    "compare": ("compare", "blended", "experiments", "effects", "transitions"),
    "journeys": ("roles", "paths", "length", "lag", "summary", "sets", "pairs", "next"),
    "customer": ("facts", "timeline", "credit"),
    "rfm": tuple(RfmTable),
    "report": (
        "compare",
        "experiments",
        "rfm",
        "watch",
        "own",
        "migration",
        "cohorts",
        "effects",
        "transitions",
    ),
    "check": ("files", "ledger", "coverage", "findings", "unassigned"),
    "sensitivity": ("ranges", "draws", "decisions"),
    "value": ("value", "at_risk", "holdout", "parameters", "acquisition"),
}
"""What `--show` names, by command."""
METRICS: Final[dict[str, type[StrEnum]]] = {"rfm": MoveMetric, "cohorts": CohortMetric}
"""What `--metric` names, by command; of the others, measures of the comparison."""
BREAKDOWNS: Final = (
    *("channel", "source_medium", "campaign", "month", "new_vs_returning"),
    *("rfm_segment", "segment"),
)
"""What `--by` names whatever the files are."""


def complete_value(option: str, context: typer.Context, incomplete: str) -> list[str]:
    """Return the values of an option (its name in `Options`) that begin as typed so far."""
    return _COMPLETIONS[option](context, incomplete)


def list_values(option: str, command: str) -> list[str]:
    """Return the values that are known of an option (its name in `Options`), none if any will do.

    Columns of files are not among them.
    """
    if option == "show":
        return list(TABLES.get(command, ()))
    if option == "metric":
        return list(METRICS.get(command, Metric))
    known = _VALUES.get(option)
    return [] if known is None else list(known())


def list_kinds() -> list[str]:
    """Return every kind of model, from the schema of the configuration."""
    properties = _read_schema()["$defs"]["Model"]["properties"]
    return [name for name in properties if name not in _NO_KINDS]


def list_plain_kinds() -> list[str]:
    """Return the kinds that need no parameters, hence may be named on the command line."""
    names: list[str] = _read_schema()["properties"]["models"]["anyOf"][0]["enum"]
    return names


def _read_schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return schema


def _complete_models(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the last of several names with commas between."""
    before, comma, last = incomplete.rpartition(",")
    known = _list_models(context, list_plain_kinds())
    return [f"{before}{comma}{name}" for name in known if name.startswith(last)]


def _complete_explained(context: typer.Context, incomplete: str) -> list[str]:
    known = _list_models(context, list_kinds())
    return [name for name in known if name.startswith(incomplete)]


def _list_models(context: typer.Context, kinds: list[str]) -> list[str]:
    configured = list_model_names(read_configuration(_find_configuration(context)))
    return list(dict.fromkeys((*configured, *kinds)))


def _complete_columns(context: typer.Context, incomplete: str) -> list[str]:
    configured = _find_configuration(context)
    folder = Path() if configured is None else configured.parent
    files = list(list_files(read_configuration(configured), folder))
    for role in ("touchpoints", "orders"):
        files += map(Path, context.params.get(role) or ())
    names = [name for file in files for name in read_columns(file)]
    known = dict.fromkeys((*BREAKDOWNS, *names))
    return [name for name in known if name not in IDENTITIES and name.startswith(incomplete)]


def _complete_tables(context: typer.Context, incomplete: str) -> list[str]:
    known = TABLES.get(context.command.name or "", ())
    return [name for name in known if name.startswith(incomplete)]


def _complete_metrics(context: typer.Context, incomplete: str) -> list[str]:
    known = list_values("metric", context.command.name or "")
    return [name for name in known if name.startswith(incomplete)]


def _make_completion(values: Callable[[], Iterable[str]]) -> Completion:
    def complete(_context: typer.Context, incomplete: str) -> list[str]:
        return [value for value in values() if value.startswith(incomplete)]

    return complete


def _find_configuration(context: typer.Context) -> Path | None:
    said = context.params.get("config")
    return find_configuration(Path.cwd()) if said is None else Path(str(said))


_VALUES: Final[dict[str, Callable[[], Iterable[str]]]] = {
    "model": list_plain_kinds,
    "named": list_kinds,
    "period": lambda: Period,
    "format": lambda: ("auto", *Format),
    "dialect": lambda: Dialect,
    "engine": lambda: EngineKind,
    "ignore": lambda: FindingName,
    "topic": lambda: TOPICS,
    "transform": lambda: Transform,
    "time_basis": lambda: TimeBasis,
}
_COMPLETIONS: Final[dict[str, Completion]] = {
    **{name: _make_completion(_VALUES[name]) for name in _VALUES},
    "model": _complete_models,
    "named": _complete_explained,
    "by": _complete_columns,
    "show": _complete_tables,
    "metric": _complete_metrics,
}
