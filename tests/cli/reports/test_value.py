"""The report of what customers are worth, as it is printed."""

from tests.conftest import Run

TITLES = (
    "Customer value by segment",
    "Forecast of the holdout",
    "Value lost in the last 30 days",
    "Parameters of the models",
)


def test_a_pipe_gets_every_table_as_text_and_a_chosen_one_as_csv(sample: Run) -> None:
    whole = sample("value", "-q")
    assert whole.status == 0, whole.err
    assert [title for title in TITLES if title in whole.out] == list(TITLES)
    chosen = sample("value", "-q", "--show", "value")
    assert chosen.out.startswith("segment,customers,alive,")


def test_customers_in_a_pipe_are_csv(sample: Run) -> None:
    assert sample("value", "-q", "--customers").out.startswith("customer_id,segment,")
