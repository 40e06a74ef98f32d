"""The comparison: sums, shares, changes, order of rows, totals."""

from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl
import pytest

from attribution.comparison.comparison import Comparison, Labels, compare_models
from attribution.journeys.windows import DAY, Window
from attribution.models import First, Last, Linear, Participation
from attribution.parts.parts import Parts
from attribution.plan import NamedModel, Plan
from attribution.results import run_plan
from tests.attribution.shop import INLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from attribution.parts.parts import Part

T = TypeVar("T")

MODELS = (
    NamedModel("last", Last()),
    NamedModel("first", First()),
    NamedModel("linear", Linear()),
    NamedModel("participation", Participation()),
)
TOUCHES = [
    ("anna", "2026-01-01", "Email"),
    ("anna", "2026-01-02", "Direct"),
    ("anna", "2026-01-03", "Search"),
    ("bea", "2026-01-02", "Search"),
    ("cleo", "2026-01-02", None),
]
ORDERS = [
    ("1", "anna", "2026-01-04", 1_000_000, "web"),
    ("2", "bea", "2026-01-04", 500_000, "store"),
    ("3", "dora", "2026-01-05", 250_000, "web"),
    ("4", None, "2026-01-05", 125_000, None),
]


def compared(
    orders: list[Any] = ORDERS, *, by: str | None = None, windows: int = 1, parts: int = 1
) -> Comparison:
    touches = pl.DataFrame(TOUCHES, ["customer_id", "touched_at", "channel"], orient="row")
    table = pl.DataFrame(
        orders,
        {
            "order_id": pl.String,
            "customer_id": pl.String,
            "ordered_at": pl.String,
            "revenue": pl.Int64,
            "place": pl.String,
        },
        orient="row",
    )
    cut = Parts(
        touches.with_columns(instants("touched_at"), pl.col("channel").cast(pl.Categorical)),
        table.with_columns(instants("ordered_at"), counted=pl.lit(value=True)),
        block=by,
        count=parts,
        pool=INLINE,
    )
    plan = Plan(MODELS, tuple(Window(days * DAY) for days in range(30, 30 + windows)))

    def run(function: "Callable[[Part], T]") -> "Iterable[T]":
        return (function(cut.get_part(index)) for index in range(cut.count))

    findings = run_plan(plan, cut.vocabularies["channel"], cut.blocks, run)
    labels = Labels([f"{days}d" for days in range(30, 30 + windows)], "last", by)
    return compare_models(findings, labels)


def instants(name: str) -> pl.Expr:
    return pl.col(name).str.to_datetime("%Y-%m-%d", time_unit="us", time_zone="UTC")


def of(table: pl.DataFrame, model: str, *columns: str) -> list[tuple[Any, ...]]:
    return table.filter(pl.col("model") == model).select("channel", *columns).rows()


def test_rows_go_by_the_revenue_of_the_baseline_and_end_with_the_unattributed() -> None:
    assert of(compared().printed, "linear", "conversions", "revenue") == [
        ("Search", pytest.approx(4 / 3), 8333),
        ("(none)", 0.0, 0),
        ("Direct", pytest.approx(1 / 3), 3334),
        ("Email", pytest.approx(1 / 3), 3333),
        ("(unattributed)", 2.0, 3750),
    ]


def test_exact_revenue_is_in_currency_units() -> None:
    exact = dict(of(compared().exact, "linear", "revenue"))
    assert exact["Email"] == pytest.approx(100 / 3, rel=1e-15)
    assert exact["(unattributed)"] == 37.5


def test_shares_are_of_all_orders_the_unattributed_included() -> None:
    shares = of(compared().exact, "last", "conversions_share", "revenue_share")
    assert {name: rest for name, *rest in shares}["(unattributed)"] == [0.5, 0.2]
    assert sum(row[1] for row in shares) == pytest.approx(1)
    assert sum(row[2] for row in shares) == pytest.approx(1)


def test_changes_are_against_the_baseline_and_null_for_itself() -> None:
    found = compared()
    columns = ("revenue_change", "revenue_change_share")
    assert {row[1:] for row in of(found.printed, "last", *columns)} == {(None, None)}
    changes = {row[0]: row[1:] for row in of(found.printed, "first", *columns)}
    assert changes["Search"] == (-10_000, pytest.approx(-100 / 150))
    assert changes["Email"] == (10_000, None)
    assert changes["(unattributed)"] == (0, 0.0)


def test_totals_are_the_orders_and_their_revenue_but_not_of_participation() -> None:
    totals = compared().totals
    assert of(totals, "linear", "conversions", "revenue", "revenue_change") == [
        ("Total", 4.0, 18_750, None)
    ]
    assert of(totals, "participation", "conversions", "revenue") == [("Total", None, None)]


def test_participation_counts_an_order_for_each_of_its_channels() -> None:
    assert dict(of(compared().printed, "participation", "revenue"))["Email"] == 10_000


def test_blocks_hold_their_own_orders_and_the_whole_comes_first() -> None:
    found = compared(by="place")
    assert found.printed["place"].unique(maintain_order=True).to_list() == [
        "(all)",
        "store",
        "web",
        "(none)",
    ]
    store = found.printed.filter(pl.col("place") == "store")
    assert store.filter(pl.col("model") == "first")["revenue"].sum() == 5000
    whole = found.printed.filter(pl.col("place") == "(all)").drop("place")
    assert whole.equals(compared().printed)


def test_each_window_has_rows_of_its_own() -> None:
    assert compared(windows=2).printed["lookback"].unique(maintain_order=True).to_list() == [
        "30d",
        "31d",
    ]


def test_no_orders_give_zeros_and_no_shares() -> None:
    found = compared(orders=[])
    assert found.printed["revenue"].to_list() == [0] * found.printed.height
    assert found.printed["conversions_share"].null_count() == found.printed.height


@pytest.mark.parametrize("parts", [7, 64])
def test_parts_change_no_digit(parts: int) -> None:
    assert compared(parts=parts, by="place").exact.equals(compared(by="place").exact)
