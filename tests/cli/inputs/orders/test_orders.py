from pathlib import Path

import pytest

from cli.inputs.currency_conversion import HugeTotalError
from cli.inputs.orders.statuses.notes import list_statuses
from cli.inputs.reading.problems import BadRowsError
from cli.inputs.tally import Tally
from cli.settings.sections.exports.files import Refunds
from tests.cli.inputs.small_files import ORDERS, ledger, orders, revenues

DAY = "2025-01-02 10:00:00"
REFUNDED = f"""{ORDERS}
A,c1,{DAY},100
A,c1,2025-02-01 10:00:00,-30
B,c2,{DAY},50
B,c2,2025-02-01 10:00:00,-20
B,c2,2025-02-01 10:00:00,-20
B,c2,2025-02-01 10:00:00,-10
C,c3,{DAY},0
D,c3,{DAY},70
X,c4,2025-02-01 10:00:00,-5
"""


def test_refunds_worked_by_hand(tmp_path: Path) -> None:
    read = orders(tmp_path, REFUNDED)
    assert revenues(read) == {"A": 700_000, "B": 0, "C": 0, "D": 700_000}
    assert read.frame["refunded"].to_list() == [False, True, False, False]
    assert ledger(read) == {
        "orders": (2, 1_700_000),
        "zero-value orders": (1, 0),
        "refunds of these orders": (1, -300_000),
        "refunded orders": (1, 500_000),
        "refunds of refunded orders": (3, -500_000),
        "refunds of orders not in the file": (1, -50_000),
    }
    assert sum(line.amount or 0 for line in read.counted) == 1_400_000
    assert read.notes == (
        (
            "orders: 1 refund (-5.00) of orders that the files do not hold; they lower no revenue; "
            "if a column names the orders, set orders.columns: {refund_of: NAME}"
        ),
    )
    assert read.files[0].total == 1_350_000


def test_refunds_ignored(tmp_path: Path) -> None:
    read = orders(tmp_path, REFUNDED, refunds="ignore")
    assert revenues(read) == {"A": 1_000_000, "B": 500_000, "C": 0, "D": 700_000}
    assert not read.frame["refunded"].any()
    assert ledger(read)["refunds (ignored)"] == (5, -850_000)
    assert sum(line.amount or 0 for line in read.counted) == 2_200_000


def test_gross_revenue_still_leaves_refunded_orders_out(tmp_path: Path) -> None:
    read = orders(tmp_path, REFUNDED, refunds="gross")
    assert revenues(read) == {"A": 1_000_000, "B": 500_000, "C": 0, "D": 700_000}
    assert read.frame["refunded"].to_list() == [False, True, False, False]
    assert sum(line.amount or 0 for line in read.counted) == 1_700_000
    assert read.refunds is Refunds.GROSS


def test_a_column_of_refunded_amounts(tmp_path: Path) -> None:
    text = f"{ORDERS},refunded\nA,c,{DAY},100,30\nB,c,{DAY},50,-50\nC,c,{DAY},20,\n"
    read = orders(tmp_path, text)
    assert revenues(read) == {"A": 700_000, "B": 0, "C": 200_000}
    assert read.frame["refunded"].to_list() == [False, True, False]
    assert ledger(read) == {
        "orders": (2, 1_200_000),
        "refunded amounts of these orders": (0, -300_000),
        "refunded orders": (1, 500_000),
        "refunded amounts of refunded orders": (0, -500_000),
    }
    assert revenues(orders(tmp_path, text, refunds="ignore"))["A"] == 1_000_000


def test_identical_rows_are_duplicates(tmp_path: Path) -> None:
    text = f"{ORDERS},sku\nA,c,{DAY},10,x\nB,c,{DAY},0,x\nA,c,{DAY},10,x\nB,c,{DAY},0,x\n"
    read = orders(tmp_path, text)
    assert revenues(read) == {"A": 100_000, "B": 0}
    assert ledger(read)["duplicate rows"] == (2, 100_000)


def test_identical_rows_of_two_files_with_other_columns(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(f"{ORDERS}\nA,c,{DAY},10.00\n", encoding="utf-8")
    read = orders(tmp_path, f"{ORDERS}\nA,c,{DAY},10\n", files=["orders.csv", "b.csv"])
    assert ledger(read)["duplicate rows"] == (1, 100_000)
    (tmp_path / "b.csv").write_text(f"{ORDERS},x\nA,c,{DAY},10.00,y\n", encoding="utf-8")
    with pytest.raises(BadRowsError, match="with other values"):
        orders(tmp_path, f"{ORDERS}\nA,c,{DAY},10\n", files=["orders.csv", "b.csv"])


def test_orders_whose_rows_differ_are_left_out_whole(tmp_path: Path) -> None:
    text = f"{ORDERS}\nA,c,{DAY},10\nA,c,{DAY},11\nA,c,{DAY},10\nB,c,{DAY},5\nA,c,{DAY},-1\n"
    read = orders(tmp_path, text, bad=3)
    assert revenues(read) == {"B": 50_000}
    assert ledger(read) == {
        "orders": (1, 50_000),
        "refunds of orders not in the file": (1, -10_000),
        "bad rows": (3, 310_000),
    }
    assert "3 rows left out because of bad values" in read.notes[0]


def test_lines_of_an_order_are_added_up(tmp_path: Path) -> None:
    text = f"{ORDERS},line_id,refunded,sku\nA,,2025-01-03,10,1,,boots\nB,d,{DAY},5,1,,z\n"
    text += f"A,c,2025-01-02,2.5,2,1,socks\nA,c,2025-01-02,2.5,2,1,socks\nA,c,{DAY},-4,1,,boots\n"
    read = orders(tmp_path, text, rows="line_items", by="sku")
    assert revenues(read) == {"A": 75_000, "B": 50_000}
    assert read.frame["customer_id"].to_list() == ["c", "d"]
    assert read.frame["ordered_on"].dt.day().to_list() == [2, 2]
    assert read.frame["sku"].to_list() == ["boots", "z"]
    assert ledger(read) == {
        "orders": (2, 175_000),
        "further rows of orders": (1, 0),
        "refunds of these orders": (1, -40_000),
        "refunded amounts of these orders": (0, -10_000),
        "duplicate rows": (1, 25_000),
    }
    assert "1 order has rows with several values of sku" in read.notes[-1]


def test_lines_without_line_ids_all_count(tmp_path: Path) -> None:
    text = f"{ORDERS}\nA,c,{DAY},10\nA,c,{DAY},10\n"
    assert revenues(orders(tmp_path, text, rows="line_items")) == {"A": 200_000}


def test_totals_on_the_first_row(tmp_path: Path) -> None:
    text = f"{ORDERS},status\nA,c,{DAY},62.90,paid\nA,c,,,\nA,c,,1,\nB,,{DAY},12,voided\nB,,,,\n"
    read = orders(tmp_path, text, rows="totals_on_first_row", drop_status=["VOIDED"])
    assert revenues(read) == {"A": 629_000}
    assert ledger(read) == {
        "orders": (1, 629_000),
        "further rows of orders": (2, 10_000),
        "dropped by status": (2, 120_000),
    }


def test_dropped_orders_take_their_refunds_with_them(tmp_path: Path) -> None:
    text = f"{ORDERS},status\nA,c,{DAY},10,paid\nB,c,{DAY},20,Cancelled\nB,c,{DAY},-20,\n"
    text += f"C,c,{DAY},30,\n"
    dropped = orders(tmp_path, text, drop_status=["cancelled"])
    assert revenues(dropped) == {"A": 100_000, "C": 300_000}
    assert ledger(dropped)["dropped by status"] == (2, 0)
    kept = orders(tmp_path, text, keep_status=["paid"])
    assert revenues(kept) == {"A": 100_000}
    assert ledger(kept)["dropped by status"] == (3, 300_000)
    assert revenues(orders(tmp_path, text, drop_status=["voided"])).keys() == {"A", "B", "C"}


def test_one_currency_in_several_spellings(tmp_path: Path) -> None:
    text = f"{ORDERS},currency\nA,c,{DAY},10,EUR\nB,c,{DAY},10,eur\nC,c,{DAY},10,\n"
    assert orders(tmp_path, text).frame.height == 3


def test_blank_customers_are_null(tmp_path: Path) -> None:
    text = f'{ORDERS}\nA,,{DAY},1\nB," ",{DAY},1\nC,"",{DAY},1\n'
    assert orders(tmp_path, text).frame["customer_id"].to_list() == [None, None, None]


def test_a_share_of_bad_rows(tmp_path: Path) -> None:
    text = f"{ORDERS}\nA,c,{DAY},1\nB,c,{DAY},x\nC,c,{DAY},1\nD,c,never,7\n"
    read = orders(tmp_path, text, bad="50%")
    assert ledger(read) == {"orders": (2, 20_000), "bad rows": (2, 70_000)}
    assert read.files[0].total == 90_000
    with pytest.raises(BadRowsError, match="2 bad rows are more than max_bad_rows: 49% allows"):
        orders(tmp_path, text, bad="49%")


def test_only_bad_rows_leave_no_order(tmp_path: Path) -> None:
    read = orders(tmp_path, f"{ORDERS}\nA,c,{DAY},x\n", bad=1)
    assert read.frame.height == 0
    assert ledger(read) == {"orders": (0, 0), "bad rows": (1, 0)}


@pytest.mark.parametrize(
    ("translated", "english"),
    [
        ("In attesa di pagamento con bonifico", "Awaiting bank wire payment"),
        ("In attesa di pagamento con assegno", "Awaiting check payment"),
        ("En attente de virement bancaire", "Awaiting bank wire payment"),
        ("En attente du paiement par chèque", "Awaiting check payment"),
        ("Warten auf Zahlungseingang Überweisung", "Awaiting bank wire payment"),
        ("En espera de pago por cheque", "Awaiting check payment"),
        ("Chiusa persa", "Closed Lost"),
        ("Abgeschlossen und verloren", "Closed Lost"),
        ("Cierre perdido", "Closed Lost"),
        ("Fermée perdue", "Closed Lost"),
        ("Chiusa vinta", "Closed Won"),
        ("Abgeschlossen und gewonnen", "Closed Won"),
    ],
)
def test_statuses_of_shops_and_deals_are_judged_alike_in_other_languages(
    tmp_path: Path, translated: str, english: str
) -> None:
    """Before the money is there, won and lost, beside one that is known to be paid."""
    read = [
        orders(tmp_path, f"{ORDERS},status\nA,c,{DAY},10,paid\nB,c,{DAY},20,{status}\n")
        for status in (translated, english)
    ]
    assert ledger(read[0]) == ledger(read[1])
    assert [sum(revenues(each).values()) for each in read] == [sum(revenues(read[1]).values())] * 2
    assert not any("nothing is known" in note for each in read for note in each.notes)


@pytest.mark.parametrize(("count", "more"), [(7, ""), (8, ""), (9, " and 1 more")])
def test_the_statuses_of_most_money_are_listed(count: int, more: str) -> None:
    found = {f"S{number}": Tally(1_000, number * 10_000) for number in range(count)}
    shown = sorted(range(count), reverse=True)[:8]
    listed = ", ".join(f"S{number} 1,000 ({number}.00)" for number in shown)
    assert list_statuses(found) == listed + more


def test_revenue_past_64_bits_is_refused_beside_refunds_that_are_not(tmp_path: Path) -> None:
    rows = "".join(f"{number},c,{DAY},99999999999.99,1.00\n" for number in range(9_002))
    with pytest.raises(HugeTotalError, match=r"more than 900 000 000 000 000"):
        orders(tmp_path, f"{ORDERS},refunded\n{rows}", columns={"refunded": "refunded"})
