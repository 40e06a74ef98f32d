"""Title, period, money, coverage or customers: what stands above everything else."""

from typing import TYPE_CHECKING, Final

from cli.ledger import ALONE, JOURNEYS, TOUCHED
from cli.render.page.html import Markup, tag
from cli.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.render.page.context import PageContext
    from cli.report import LedgerLine


_GRAVE: Final = ("error", "warning")
"""Severities of findings that the head of a page tells, the gravest first."""


def find_title(page: "PageContext") -> str:
    """Return what stands above the page: as set, else what the report is called."""
    title = page.report.configuration.get("title")
    return str(title) if title else f"merito {page.report.name}"


def draw_head(page: "PageContext") -> Markup:
    """Return the title and the figures of the whole shop."""
    figures = _list_figures(page)
    facts = (tag("div", tag("dd", value), tag("dt", name)) for value, name in figures)
    return tag(
        "header",
        tag("h1", find_title(page)),
        tag("p", "; ".join(_list_days(page)), class_="lead"),
        tag("dl", *facts, class_="figures") if figures else None,
        _draw_worst_finding(page),
    )


def _list_days(page: "PageContext") -> "Iterator[str]":
    """Yield the days of the orders, and the day that is today for the report."""
    if page.report.period:
        first, last = page.report.period
        yield page.words.label("period", first=first, last=last)
    if page.report.as_of:
        yield f"{page.words.label('as_of')} {page.report.as_of}"


def _draw_worst_finding(page: "PageContext") -> Markup | None:
    """Return the first of the gravest findings that are more than good to know."""
    findings = page.find("findings")
    if findings is None:
        return None
    rows = findings.frame.select("severity", "message").rows()
    worst = next((row for grave in _GRAVE for row in rows if row[0] == grave), None)
    if worst is None:
        return None
    severity, message = worst
    named = (tag("strong", page.words.label("worst")), " ", page.say(severity), ", ")
    return tag("p", *named, page.say(message), class_="worst", data_severity=severity)


def _list_figures(page: "PageContext") -> list[tuple[str, str]]:
    """Return value and name of orders, money and coverage, nothing where no order is told.

    Where no touches are named, nothing covers the money, and the customers are told instead.
    """
    lines = {line.line: line for line in page.report.ledger if line.role == JOURNEYS}
    known = [lines[name] for name in (TOUCHED, ALONE) if name in lines]
    if len(known) == 2:
        orders, money = sum(line.rows for line in known), sum(map(_find_amount, known))
        covered = _find_amount(known[0]) / money if money > 0 else None
        share = page.write_one(covered, ColumnKind.SHARE)
        return [*_list_sums(page, orders, money), (share, page.words.label("coverage"))]
    if page.report.counted is None:
        return []
    return [*_list_sums(page, *page.report.counted), *_list_customers(page)]


def _list_sums(page: "PageContext", orders: int, money: int) -> "Iterator[tuple[str, str]]":
    unit = f" {page.report.currency}" if page.report.currency else ""
    yield page.write_one(orders, ColumnKind.COUNT), page.words.label("orders")
    yield page.write_one(money / 100, ColumnKind.MONEY) + unit, page.words.label("money")


def _list_customers(page: "PageContext") -> "Iterator[tuple[str, str]]":
    """Yield the customers in the segments, nothing where the report has none."""
    segments = page.find("rfm")
    if segments is not None:
        customers = int(segments.frame["customers"].sum())
        yield page.write_one(customers, ColumnKind.COUNT), page.words.column("customers")


def _find_amount(line: "LedgerLine") -> int:
    return line.amount or 0
