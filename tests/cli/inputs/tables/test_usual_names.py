"""What columns are called: names in the form in which they are compared, each once."""

import pytest

from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.tables.usual_names.other_languages import NEVER, WHOLE
from cli.inputs.tables.usual_names.ranking import USUAL_NAMES, rank_name


@pytest.mark.parametrize("ours", USUAL_NAMES)
def test_names_are_written_as_they_are_compared(ours: str) -> None:
    usual = USUAL_NAMES[ours]
    for names in (usual.whole, usual.words, usual.never):
        assert [simplify_name(name) for name in names] == list(names)
    assert len(set(usual.whole)) == len(usual.whole)


def test_other_languages_name_columns_of_ours() -> None:
    assert {*WHOLE, *NEVER} <= {*USUAL_NAMES}


@pytest.mark.parametrize(
    ("ours", "name"),
    [
        ("order_id", "№ заказа"),
        ("ordered_at", "تاريخ الطلب"),
        ("revenue", "Celkem s DPH"),
        ("revenue", "合計金額"),
        ("customer_id", "Email kupującego"),
        ("cost", "Κόστος"),
        ("impressions", "展现量"),
    ],
)
def test_names_of_other_languages_are_known(ours: str, name: str) -> None:
    assert (rank_name(ours, name) or (1, 0))[0] == 0


def test_what_is_added_to_an_order_is_no_revenue() -> None:
    assert rank_name("revenue", "Скидка") is None
