import polars as pl
import pytest

from rfm.customers import Customers, ExcludedOrders, measure_customers
from rfm.errors import TouchesMissingError
from rfm.settings import Frequency, Monetary, Parameters
from tests.rfm.shops import AS_OF, order, table, touch_table

ORDERS = table(
    [
        order("ann", 0, 100_000),
        order("ann", 0, 50_000),
        order("ann", 9, 50_000),
        order("ann", 1, -20_000, refunded=True),
        order("bob", 30, 70_000),
        order("bob", -1, 10_000),
        order("cat", 2, 0, refunded=True),
        order("cat", 3, -10_000, refunded=True),
        order("dan", 29, 0),
    ]
)


def _rows(found: Customers) -> list[tuple[object, ...]]:
    return found.frame.sort("customer_id").rows()


def test_customers_are_measured_by_their_counted_orders() -> None:
    found = measure_customers(ORDERS, Parameters(as_of=AS_OF))
    assert found.frame.columns == [
        "customer_id",
        "recency_days",
        "frequency",
        "monetary",
        "orders",
        "revenue",
    ]
    assert _rows(found) == [
        ("ann", 0, 3, 200_000, 3, 200_000),
        ("bob", 30, 1, 70_000, 1, 70_000),
        ("dan", 29, 1, 0, 1, 0),
    ]
    assert found.left_out == ExcludedOrders(
        later_orders=1,
        later_revenue=10_000,
        refunded_orders=3,
        refunded_revenue=-30_000,
        refunded_customers=1,
    )


def test_a_window_of_n_days_holds_n_days() -> None:
    found = measure_customers(ORDERS, Parameters(as_of=AS_OF, window_days=30))
    assert [row[:2] for row in _rows(found)] == [("ann", 0), ("dan", 29)]
    assert found.left_out.earlier_orders == 1
    assert found.left_out.earlier_revenue == 70_000


def test_an_order_outside_the_window_does_not_save_a_refunded_customer() -> None:
    orders = table([order("eve", 5, refunded=True), order("eve", 40), order("fay", 40)])
    found = measure_customers(orders, Parameters(as_of=AS_OF, window_days=30))
    assert found.frame.is_empty()
    assert found.left_out.refunded_customers == 1


def test_active_days_are_counted_once() -> None:
    found = measure_customers(ORDERS, Parameters(as_of=AS_OF, frequency=Frequency.ACTIVE_DAYS))
    assert [row[2] for row in _rows(found)] == [2, 1, 1]


def test_touches_of_others_are_nobodys_and_none_is_zero() -> None:
    parameters = Parameters(as_of=AS_OF, frequency=Frequency.TOUCHPOINTS)
    found = measure_customers(ORDERS, parameters, touch_table({"ann": 7, "dan": 1, "zoe": 9}))
    assert [row[2] for row in _rows(found)] == [7, 0, 1]
    assert found.frame.schema["frequency"] == pl.Int64


def test_touches_are_needed_for_engagement() -> None:
    parameters = Parameters(as_of=AS_OF, frequency=Frequency.TOUCHPOINTS)
    with pytest.raises(TouchesMissingError, match="needs a touchpoints file"):
        measure_customers(ORDERS, parameters)


def test_the_mean_is_per_order_whatever_frequency_counts() -> None:
    parameters = Parameters(as_of=AS_OF, frequency=Frequency.ACTIVE_DAYS, monetary=Monetary.MEAN)
    found = measure_customers(ORDERS, parameters)
    assert [row[3] for row in _rows(found)] == [200_000 / 3, 70_000.0, 0.0]


def test_lazy_orders_give_the_same() -> None:
    parameters = Parameters(as_of=AS_OF)
    assert _rows(measure_customers(ORDERS.lazy(), parameters)) == _rows(
        measure_customers(ORDERS, parameters)
    )


def test_what_parts_left_out_adds_up() -> None:
    parameters = Parameters(as_of=AS_OF)
    halves = [
        ORDERS.filter(pl.col("customer_id") < "c"),
        ORDERS.filter(pl.col("customer_id") > "c"),
    ]
    parts = [measure_customers(half, parameters) for half in halves]
    assert (
        sum((part.left_out for part in parts), ExcludedOrders())
        == measure_customers(ORDERS, parameters).left_out
    )
