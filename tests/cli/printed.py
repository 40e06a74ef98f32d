"""What commands print about the sample shop, read again, and what its files add up to."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

from tests.conftest import Run

NET = Decimal("166888.58")
ORDERS = 1471
MODELS = (
    "last",
    "last_non_direct",
    "first",
    "linear",
    "time_decay",
    "position_based",
    "markov",
    "shapley",
)

Rows = list[dict[str, str]]


def table(run: Run, *arguments: str) -> Rows:
    outcome = run(*arguments, "-q")
    assert outcome.status == 0, outcome.err
    return list(csv.DictReader(io.StringIO(outcome.out)))


def document(run: Run, *arguments: str) -> dict[str, Any]:
    outcome = run(*arguments, "--format", "json")
    assert outcome.status == 0, outcome.err
    found: dict[str, Any] = json.loads(outcome.out)
    return found
