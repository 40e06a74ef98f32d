"""Each rule on a shop where it must speak, and on one where it must not."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from cli.report import Highlight, HighlightName, HighlightSeverity
from cli.reports.highlights.catalogue import collect_highlights
from cli.reports.highlights.data_findings import find_wrong_data
from cli.reports.highlights.experiments import find_contradictions
from cli.reports.highlights.few_customers import find_carriers
from cli.reports.highlights.kpis import find_notable_kpis
from cli.reports.highlights.last_click import find_praised_channels
from cli.reports.highlights.models_disagree import find_disagreements
from cli.reports.highlights.one_time_buyers import find_one_time_buyers
from cli.reports.highlights.openers import find_openers
from cli.reports.highlights.returns import find_returns
from cli.reports.highlights.slipping_away import find_lost_value
from cli.reports.highlights.unexplained_orders import find_unexplained_orders
from cli.reports.highlights.valuable_customers import find_leaving_customers
from rfm.concentration import Concentration, add_concentrations, measure_concentration
from rfm.customers import Customers
from rfm.order_runs import CustomerNames
from tests.cli.reports.highlights.tables import make_credit, make_role, make_subject, make_table

MODELS = ("last", "first", "linear")


def values(found: list[Highlight]) -> dict[str, str | float]:
    (one,) = found
    return {name: figure.value for name, figure in one.figures.items()}


@pytest.mark.parametrize(
    ("least", "role", "speaks"),
    [
        ((100, 50, 150), "closer", True),
        ((151, 50, 150), "closer", False),
        ((100, 50, 200), "closer", False),
        ((100, 50, 150), "too few", False),
    ],
    ids=["twice", "less than twice", "intervals meet", "few customers"],
)
def test_models_disagree(
    tmp_path: Path, least: tuple[int, int, int], role: str, *, speaks: bool
) -> None:
    rows = [make_credit("last", 300, 200, 400), make_credit("first", *least)]
    roles = make_table("roles", [make_role(role)])
    shop = make_subject(tmp_path, make_table("compare", rows, MODELS), roles)
    found = list(find_disagreements(shop))
    assert len(found) == speaks
    if speaks:
        shown = {"highest": 300, "highest_model": "last", "lowest": 100, "lowest_model": "first"}
        assert values(found) == {"channel": "A", **shown}
        assert found[0].money == 200


@pytest.mark.parametrize(
    ("fair", "change", "role", "speaks"),
    [
        (80, (-20, -30, -10), "closer", True),
        (81, (-19, -30, -10), "closer", False),
        (80, (-20, -30, 1), "closer", False),
        (80, (-20, -30, -10), "opener", False),
    ],
    ids=["praised", "less than a quarter", "noise", "opens"],
)
def test_praised_by_last_click(
    tmp_path: Path, fair: int, change: tuple[int, int, int], role: str, *, speaks: bool
) -> None:
    rows = [make_credit("last", 100, 60, 140), make_credit("linear", fair, 60, 140, change)]
    roles = make_table("roles", [make_role(role)])
    shop = make_subject(tmp_path, make_table("compare", rows, MODELS), roles)
    found = list(find_praised_channels(shop))
    assert len(found) == speaks
    if speaks:
        assert values(found)["last"] == 100
        assert values(found)["other_model"] == "linear"


@pytest.mark.parametrize(
    ("first", "change", "role", "speaks"),
    [
        (20, (30, 10, 50), "opener", True),
        (19, (30, 10, 50), "opener", False),
        (20, (30, -1, 50), "opener", False),
        (20, (-30, -50, -10), "opener", False),
        (20, (30, 10, 50), "too few", False),
    ],
    ids=["opens", "less than twice", "noise", "is worth less", "few customers"],
)
def test_opens_more_than_it_closes(
    tmp_path: Path, first: int, change: tuple[int, int, int], role: str, *, speaks: bool
) -> None:
    rows = [make_credit("last", 50, 30, 70), make_credit("first", 80, 30, 140, change)]
    roles = make_table("roles", [make_role(role, first)])
    shop = make_subject(tmp_path, make_table("compare", rows, MODELS), roles)
    found = list(find_openers(shop))
    assert len(found) == speaks
    if speaks:
        assert (values(found)["first"], values(found)["last"]) == (20, 10)


def make_test(model: str, verdict: str, factor: float) -> dict[str, str | float]:
    words = {"experiment": "pause", "channel": "A", "metric": "conversions", "model": model}
    return {**words, "credited": 20.0, "incremental": 20 * factor, "factor": factor,
            "verdict": verdict}  # fmt: skip


@pytest.mark.parametrize(
    ("verdicts", "model", "wrong"),
    [
        (("over", "over", "agrees"), "last", 2),
        (("agrees", "under", "too few"), "first", 1),
        (("agrees", "agrees", "too few"), None, 0),
    ],
    ids=["the baseline", "another model", "nobody"],
)
def test_contradicted_by_experiment(
    tmp_path: Path, verdicts: tuple[str, ...], model: str | None, wrong: int
) -> None:
    rows = [make_test(name, word, 0.25) for name, word in zip(MODELS, verdicts, strict=True)]
    credit = [make_credit(name, 400, 300, 500) for name in MODELS]
    shop = make_subject(
        tmp_path, make_table("compare", credit, MODELS), make_table("experiments", rows)
    )
    found = list(find_contradictions(shop))
    assert len(found) == (model is not None)
    if model is not None:
        shown = values(found)
        assert (shown["model"], shown["wrong"], shown["models"]) == (model, wrong, 3)
        assert (shown["incremental"], shown["credited"]) == (5, 20)
        assert (found[0].severity, found[0].money) == (HighlightSeverity.ACT, 300)


LOW, HIGH, WIDE = (0.5, 0.3, 0.9), (2.0, 1.1, 3.0), (1.0, 0.5, 1.5)


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (LOW, LOW, HighlightName.LOSES_UNDER_EVERY_MODEL),
        (HIGH, HIGH, HighlightName.EARNS_UNDER_EVERY_MODEL),
        (LOW, HIGH, HighlightName.DEPENDS_ON_THE_MODEL),
        (LOW, WIDE, None),
        (WIDE, HIGH, None),
    ],
)
def test_returns(
    tmp_path: Path,
    one: tuple[float, float, float],
    other: tuple[float, float, float],
    name: HighlightName | None,
) -> None:
    columns = ("roas", "roas_low", "roas_high")
    rows = [
        make_credit(model, 1, 1, 1, None, cost=700, **dict(zip(columns, roas, strict=True)))
        for model, roas in (("last", one), ("first", other))
    ]
    found = list(find_returns(make_subject(tmp_path, make_table("compare", rows, MODELS))))
    assert [each.name for each in found] == ([] if name is None else [name])
    assert all(each.money == 700 for each in found)


def test_a_channel_without_cost_returns_nothing(tmp_path: Path) -> None:
    rows = [make_credit("last", 1, 1, 1)]
    assert not list(find_returns(make_subject(tmp_path, make_table("compare", rows, MODELS))))


@pytest.mark.parametrize(("outside", "speaks"), [(900, True), (899, False)])
def test_unexplained_orders(tmp_path: Path, outside: int, *, speaks: bool) -> None:
    parts = {
        "with a touch in the window": 9000 - outside,
        "without an id": 900,
        "id never in the touchpoints": outside,
    }
    rows = [
        {"lookback": "30d", "line": line, "revenue": money, "revenue_share": money / 9000}
        for line, money in parts.items()
    ]
    found = list(find_unexplained_orders(make_subject(tmp_path, make_table("coverage", rows))))
    assert len(found) == speaks
    if speaks:
        assert values(found)["revenue"] == 1800
        assert values(found)["cause"] == "without an id"


@pytest.mark.parametrize(
    ("best", "speaks"), [(1700_00, True), (1699_99, False)], ids=["half", "less than half"]
)
def test_few_customers_carry_the_shop(tmp_path: Path, best: int, *, speaks: bool) -> None:
    # Two of twenty are a tenth: the best one, and one of the nineteen.
    found = list(find_carriers(make_subject(tmp_path, revenues=[best, *[100_00] * 19])))
    assert len(found) == speaks
    if speaks:
        shown = values(found)
        assert (shown["customers"], shown["everybody"], shown["revenue"]) == (2, 20, 1800)


def test_fewer_than_ten_customers_have_no_best_tenth(tmp_path: Path) -> None:
    assert not list(find_carriers(make_subject(tmp_path, revenues=[1_000_000, 1])))


def measure(orders: list[int], revenue: list[int]) -> Concentration:
    numbers = np.arange(len(orders))
    return measure_concentration(
        Customers(
            pl.DataFrame({"orders": orders, "revenue": revenue}),
            CustomerNames(pl.Series("customer_id", numbers), numbers),
            numbers,
        )
    )


def test_one_time_buyers(tmp_path: Path) -> None:
    parts = [measure([1, 1, 2], [100_00, 100_00, 500_00]), measure([1], [300_00])]
    shop = make_subject(tmp_path)
    shop = type(shop)({}, shop.settings, add_concentrations(parts), shop.since, shop.as_of)
    shown = values(list(find_one_time_buyers(shop)))
    assert (shown["customers"], shown["everybody"]) == (3, 4)
    assert shown["share"] == pytest.approx(0.75)
    assert shown["revenue_share"] == pytest.approx(0.5)
    assert shown["revenue"] == 500


def test_nobody_is_told_apart_where_all_bought_once(tmp_path: Path) -> None:
    assert not list(find_one_time_buyers(make_subject(tmp_path, revenues=[10, 20])))


@pytest.mark.parametrize(("joined", "speaks"), [(2, True), (3, False)])
def test_valuable_customers_leaving(tmp_path: Path, joined: int, *, speaks: bool) -> None:
    moves = [
        ("Champions", "At Risk", 3, 700),
        ("Champions", "Loyal Customers", 9, 900),
        ("Promising", "Champions", joined, 50),
    ]
    rows = [
        {"from_segment": a, "to_segment": b, "customers": n, "revenue": 1, "revenue_before": money}
        for a, b, n, money in moves
    ]
    segments = [{"segment": "At Risk", "revenue": 40}, {"segment": "Champions", "revenue": 5}]
    shop = make_subject(tmp_path, make_table("migration", rows), make_table("rfm", segments))
    found = list(find_leaving_customers(shop))
    assert len(found) == speaks
    if speaks:
        shown = values(found)
        assert (shown["left"], shown["joined"], shown["money"]) == (3, 2, 700)
        assert (shown["at_risk"], shown["days"]) == (40, 30)


@pytest.mark.parametrize(("lost", "speaks"), [([30, 12, 0], True), ([0, 0], False)])
def test_money_slipping_away(tmp_path: Path, lost: list[int], *, speaks: bool) -> None:
    table = make_table("at_risk", [{"value_lost": cents} for cents in lost])
    found = list(find_lost_value(make_subject(tmp_path, table)))
    assert len(found) == speaks
    if speaks:
        assert values(found) == {"value_lost": 42, "customers": 2, "days": 30}


def test_errors_of_the_data_come_first(tmp_path: Path) -> None:
    rows = [
        {"name": "low-coverage", "severity": grade, "message": "m", "remedy": "r"}
        for grade in ("error", "warning")
    ]
    found = list(find_wrong_data(make_subject(tmp_path, make_table("findings", rows))))
    assert [one.subject for one in found] == ["low-coverage"]


LARGER = {"last": (600, 400, 800), "first": (200, 100, 300)}


def test_the_most_pressing_comes_first_then_the_most_money(tmp_path: Path) -> None:
    credit = [make_credit("last", 300, 200, 400), make_credit("first", 100, 50, 150)]
    second = [{**make_credit(model, *ends), "channel": "B"} for model, ends in LARGER.items()]
    roles = [make_role("closer"), {**make_role("closer"), "channel": "B"}]
    finding = {"name": "low-coverage", "severity": "error", "message": "m", "remedy": "r"}
    coverage = {"lookback": "30d", "line": "without an id", "revenue": 9, "revenue_share": 0.3}
    tables = (
        make_table("compare", [*credit, *second], MODELS),
        make_table("roles", roles),
        make_table("findings", [finding]),
        make_table("coverage", [coverage]),
    )
    found = collect_highlights(make_subject(tmp_path, *tables))
    assert [(one.severity, one.subject) for one in found] == [
        (HighlightSeverity.ERROR, "low-coverage"),
        (HighlightSeverity.ACT, ""),
        (HighlightSeverity.LOOK, "B"),
        (HighlightSeverity.LOOK, "A"),
    ]


def test_kpis(tmp_path: Path) -> None:
    goals = {"target": ">= 2000", "change_target": ">= -5%"}
    rows = [
        {
            "kpi": verdict,
            "metric": metric,
            "period": "2026-09",
            "value": value,
            **goals,
            **dict.fromkeys(("target_met", "change_met"), "no" if verdict == "miss" else "yes"),
            "verdict": verdict,
        }
        for verdict, metric, value in (
            ("unknown", "revenue", None),
            ("idle", "roas", None),
            ("miss", "revenue", 1234.56),
            ("anomaly", "orders", 12.0),
            ("success", "coverage", 0.5),
            ("ok", "orders", 9.0),
        )
    ]
    found = list(find_notable_kpis(make_subject(tmp_path, make_table("watch", rows))))
    assert [one.subject for one in found] == ["unknown", "idle", "miss", "anomaly", "success"]
    assert [one.severity for one in found] == [*[HighlightSeverity.ACT] * 4, HighlightSeverity.FINE]
    assert [one.figures["value"].value for one in found] == [*["unknown"] * 2, 123_456, 12, 0.5]
    missed = " (>= 2000, change >= -5%)"
    assert [one.figures["goal"].value for one in found] == ["", "", missed, "", ""]
    assert list(find_notable_kpis(make_subject(tmp_path))) == []
