"""Ids followed to their customers, against a slow reference, and in the reports."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.context import ReadContext
from cli.inputs.identities.graph import build_graph
from cli.inputs.identities.origins import ALIAS, LOGIN, OWN, UNKNOWN
from cli.inputs.identities.read import read_identities
from cli.settings.sections.exports.identities import Identities
from cli.settings.sections.root import Settings
from tests.conftest import Run
from tests.shell_cases import visible

if TYPE_CHECKING:
    from pathlib import Path

START = datetime(2026, 1, 1, tzinfo=UTC)
INSTANT = pl.Datetime("us", "UTC")
SCHEMA = pl.Schema({"alias": pl.String(), "customer_id": pl.String(), "logged_in_at": INSTANT})
IDS = st.sampled_from("abcdefgh")
Login = tuple[str, str, int | None]
LOGINS: st.SearchStrategy[list[Login]] = st.lists(
    st.tuples(IDS, IDS, st.none() | st.integers(0, 5)), max_size=14
)


def frame(logins: list[Login]) -> pl.DataFrame:
    return pl.DataFrame([(one, other, at(day)) for one, other, day in logins], SCHEMA, orient="row")


def at(day: int | None) -> datetime | None:
    return None if day is None else START + timedelta(days=day)


def whose(logins: list[Login], rows: list[tuple[str, int]]) -> list[tuple[str | None, int]]:
    ids, days = pl.Series([name for name, _ in rows]), [at(day) for _, day in rows]
    found = build_graph(frame(logins)).resolve_rows(ids, pl.Series(days, dtype=INSTANT))
    return list(zip(found.person, found.how, strict=True))


class Reference:
    """The definition, word by word."""

    def __init__(self, logins: list[Login]) -> None:
        self.logins = logins
        self.to: dict[str, set[str]] = defaultdict(set)
        for alias, customer, _ in logins:
            self.to[alias].add(customer)

    def _reached(self, name: str) -> set[str]:
        found: set[str] = set()
        left = [name]
        while left:
            for further in self.to.get(left.pop(), set()) - found:
                found.add(further)
                left.append(further)
        return found

    def _same(self, name: object) -> str:
        """Return the first of the ids that are each other's aliases."""
        here = str(name)
        return min(
            {here} | {other for other in self._reached(here) if here in self._reached(other)}
        )

    def customers(self, name: str) -> set[str]:
        """Return the customers that an id leads to."""
        everybody = {self._same(other) for other in self._reached(name)} | {self._same(name)}
        return {
            one
            for one in everybody
            if all(self._same(other) == one for other in self._reached(one))
        }

    def whose(self, name: str, day: int) -> tuple[str | None, int]:
        led = self.customers(name)
        if len(led) == 1:
            (person,) = led
            return person, OWN if person == name else ALIAS
        return self._by_login(name, day)

    def _by_login(self, name: str, day: int) -> tuple[str | None, int]:
        group = self._group(name)
        dated = [
            (when, self._group(customer))
            for alias, customer, when in self.logins
            if when is not None and self._group(alias) == group != self._group(customer)
        ]
        latest = max((when for when, _ in dated if when <= day), default=None)
        told = {customer for when, customer in dated if when == latest}
        if latest is None or len(told) > 1:
            return None, UNKNOWN
        (next_one,) = told
        led = self.customers(next_one)
        return (next_one, LOGIN) if len(led) == 1 else self._by_login(next_one, day)

    def _group(self, name: str) -> str:
        """Return the customer, or the shared id that an id does nothing but lead to."""
        led = self.customers(name)
        if len(led) == 1:
            return min(led)
        here = self._same(name)
        further = {
            self._group(other)
            for one in [here, *(each for each in self._reached(here) if self._same(each) == here)]
            for other in self.to[one]
            if self._same(other) != here
        }
        return min(further) if len(further) == 1 else here


@given(LOGINS, st.lists(st.tuples(IDS, st.integers(-1, 6)), min_size=1, max_size=8))
def test_ids_are_followed_as_defined(logins: list[Login], rows: list[tuple[str, int]]) -> None:
    reference = Reference(logins)
    assert whose(logins, rows) == [reference.whose(*row) for row in rows]


@given(LOGINS, st.lists(st.tuples(IDS, st.integers(-1, 6)), min_size=1), st.integers(0, 2**32))
def test_the_order_of_logins_does_not_matter(
    logins: list[Login], rows: list[tuple[str, int]], seed: int
) -> None:
    shuffled = Random(seed).sample(logins, len(logins))  # noqa: S311 - no secret
    assert whose(logins, rows) == whose(shuffled, rows)


def test_a_chain_is_followed_however_long() -> None:
    chain: list[Login] = [(f"{place:05}", f"{place + 1:05}", None) for place in range(20_000)]
    assert whose(chain, [("00000", 0), ("20000", 0)]) == [("20000", ALIAS), ("20000", OWN)]


def test_a_shared_device_belongs_to_who_logged_in_last() -> None:
    logins: list[Login] = [("tablet", "anna", 1), ("tablet", "bruno", 3), ("cookie", "tablet", 0)]
    rows = [("tablet", 0), ("tablet", 1), ("cookie", 2), ("tablet", 3), ("anna", 3)]
    assert whose(logins, rows) == [
        (None, UNKNOWN),
        ("anna", LOGIN),
        ("anna", LOGIN),
        ("bruno", LOGIN),
        ("anna", OWN),
    ]


def test_logins_need_no_times(tmp_path: "Path") -> None:
    text = "cookie;mail\nck-1; Anna@Example.it \n;bruno\nck-2;anna@example.it\n"
    (tmp_path / "logins.csv").write_text(text, encoding="utf-8")
    section = Identities.model_validate(
        {
            "files": "logins.csv",
            "columns": {"alias": "cookie", "customer_id": "mail"},
            "normalise": "email",
        }
    )
    read = read_identities(section, ReadContext("UTC", Settings().max_bad_rows, tmp_path))
    assert read.frame.drop("row").rows() == [
        ("ck-1", "anna@example.it", None),
        ("ck-2", "anna@example.it", None),
    ]
    assert [(line.line, line.rows) for line in read.lines] == [("without alias or customer_id", 1)]


FILES = {
    "touchpoints.csv": (
        "customer_id,touched_at,channel",
        "ck-1,2026-03-01,Social",
        "tab,2026-03-02 08:00:00,Email",
        "tab,2026-03-04 08:00:00,Search",
        " ANNA@x.it,2026-03-03,Direct",
    ),
    "orders.csv": (
        "order_id,customer_id,ordered_at,revenue",
        "1,anna@x.it,2026-03-05,10",
        "2,ck-1,2026-03-06,5",
        "3,bruno@x.it,2026-03-07,7",
    ),
    "logins.csv": (
        "alias,customer_id,logged_in_at",
        "ck-1,Anna@x.it,2026-03-05",
        "tab,anna@x.it,2026-03-03 09:00:00",
        "tab,bruno@x.it,2026-03-05 09:00:00",
    ),
    "merito.yaml": (
        "touchpoints: {files: touchpoints.csv}",
        "orders: {files: orders.csv}",
        "identities: {files: logins.csv, normalise: email}",
        "models: [linear]",
    ),
}


@pytest.fixture
def folder(tmp_path: "Path") -> "Path":
    for name, lines in FILES.items():
        (tmp_path / name).write_text("\n".join([*lines, ""]), encoding="utf-8")
    return tmp_path


def test_reports_count_by_customer(run: Run, folder: "Path") -> None:
    shown = visible(run("rfm", "--customers", "-q").stdout).splitlines()
    assert [line.split(",")[0] for line in shown[1:]] == ["anna@x.it", "bruno@x.it"]
    ledger = visible(run("check", "--show", "ledger", "-q").stdout)
    assert "touchpoints,set aside: under a shared alias and no login tells whose,1,\n" in ledger
    assert "ids,gained: under an alias of one customer,1,\n" in ledger
    assert (folder / "logins.csv").is_file()


def test_the_ledger_says_what_was_gained(run: Run, folder: "Path") -> None:
    told = run("check", "--show", "ledger").err
    assert "3 login rows: 1 of aliases that lead to one customer, 2 of aliases that several" in told
    assert "1 under an id of their own, 1 gained: under an alias of one customer" in told
    assert "1 gained: under a shared alias by its latest login" in told
    assert "1 set aside: under a shared alias and no login tells whose" in told
    assert "orders: 1 under an alias count for the customer that it leads to" in told
    assert (folder / "logins.csv").is_file()
