from itertools import product
from pathlib import Path

import pytest

from cli.inputs.values.identifiers import LIST_SEPARATORS
from tests.cli.inputs.small_files import ORDERS, orders


@pytest.mark.parametrize(("mark", "delimiter"), list(product(LIST_SEPARATORS, ",;|\t")))
def test_lists_of_customers_are_counted_in_files_of_any_delimiter(
    mark: str, delimiter: str, tmp_path: Path
) -> None:
    listed = f'"c1{mark}c2"' if mark == delimiter else f"c1{mark}c2"
    rows = (["o1", listed, "2026-01-01", "7"], ["o2", "c3", "2026-01-01", "8"])
    lines = (delimiter.join(row) for row in (ORDERS.split(","), *rows))
    assert orders(tmp_path, "\n".join([*lines, ""])).listed == 1


def test_lists_in_a_text_of_another_encoding_are_counted(tmp_path: Path) -> None:
    text = f"{ORDERS}\no1,101;102,2026-01-01,7\n"
    assert orders(tmp_path, text.encode("utf-16")).listed == 1
