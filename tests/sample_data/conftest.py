import csv
from pathlib import Path

import pytest

from sample_data.year import Year, draw_year

FOLDER = Path(__file__).parents[2] / "sample_data"

Rows = list[dict[str, str]]


def _rows(name: str) -> Rows:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def folder() -> Path:
    return FOLDER


@pytest.fixture(scope="session")
def year() -> Year:
    return draw_year()


@pytest.fixture(scope="session")
def touches() -> Rows:
    return _rows("touchpoints.csv")


@pytest.fixture(scope="session")
def orders() -> Rows:
    return _rows("orders.csv")


@pytest.fixture(scope="session")
def costs() -> Rows:
    return _rows("costs.csv")


@pytest.fixture(scope="session")
def logins() -> Rows:
    return _rows("logins.csv")
