"""Source and medium in one column, as reports of Google Analytics have them."""

from pathlib import Path

import pytest

from tests.conftest import Run

ORDERS = "order_id,customer_id,ordered_at,revenue\n1,c1,2026-03-22 10:00:00,50.00\n"
VISITS = "c1,2026-03-21 10:00:00,google / cpc\nc2,2026-03-20 10:00:00,newsletter / email\n"


@pytest.mark.parametrize(
    "name",
    [
        *("Session source / medium", "session_source_medium", "Sorgente/Mezzo"),
        *("Quelle / Medium", "Sorgente/mezzo sessione", "Fuente/medio de la sesión"),
    ],
)
def test_the_column_is_split_alone_and_beside_other_files(
    run: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / "orders.csv").write_text(ORDERS)
    (tmp_path / "visits.csv").write_text(f"user_id,session_start,{name}\n{VISITS}")
    (tmp_path / "calls.csv").write_text("client id;call time;channel\nc1;2026-03-01 09:00;Phone\n")
    for more in ((), ("--touchpoints", "calls.csv", "--force")):
        made = run("init", "--touchpoints", "visits.csv", "--orders", "orders.csv", *more)
        assert made.status == 0
        assert f"{name} is read as source" in made.err
        assert (tmp_path / "formats" / "visits.yaml").exists() == bool(more)
        shown = run("compare", "--model", "last", "--format", "csv")
        channels = {row.split(",")[0] for row in shown.out.splitlines()[1:]}
        assert channels == {"Paid Search", "Email", "(unattributed)", *({"Phone"} if more else ())}
