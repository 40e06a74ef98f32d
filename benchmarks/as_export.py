"""Write orders as Shopify exports them: `python -m benchmarks.as_export FOLDER`.

An order is a line of 79 columns, most of them empty, and a further item of it a line that has its
number, its customer and the item alone. Both files give the same report.
"""

import sys
from pathlib import Path

import polars as pl

from benchmarks.measuring.process import ROOT
from benchmarks.suites.shop_files import EXPORT, ORDERS

HEADER = (ROOT / "tests/formats/shopify/orders_export.csv").read_text("utf-8").splitlines()[0]
NUMBER, CUSTOMER = pl.format("#{}", "order_id"), pl.format("{}@shop.example", "customer_id")
ITEM = {
    "Name": NUMBER,
    "Email": CUSTOMER,
    "Lineitem quantity": pl.lit("2"),
    "Lineitem name": pl.lit("Mug, blue"),
    "Lineitem price": pl.lit("4.90"),
    "Vendor": pl.lit("Shop"),
}
"""What every line has, by column."""
AT, TOTAL, NONE = pl.format("{} +0000", "ordered_at"), pl.col("revenue"), pl.lit("0.00")
ORDER = {
    "Financial Status": pl.lit("paid"),
    "Paid at": AT,
    "Currency": pl.lit("EUR"),
    "Subtotal": TOTAL,
    "Shipping": NONE,
    "Taxes": NONE,
    "Total": TOTAL,
    "Created at": AT,
    "Payment Method": pl.lit("Shopify Payments"),
    "Refunded Amount": NONE,
    "Id": pl.col("order_id"),
    "Source": pl.lit("web"),
}
"""What the first line of an order has besides."""


def write_export(folder: Path) -> None:
    """Write the orders of a folder as an export beside them: two lines for each."""
    names = HEADER.split(",")
    orders = pl.scan_csv(folder / ORDERS, infer_schema=False).with_row_index("place")
    first, further = (
        orders.select(
            "place",
            *(lines.get(name, pl.lit(None, pl.String)).alias(name) for name in names),
        )
        for lines in (ITEM | ORDER, ITEM)
    )
    unfinished = folder / f"{EXPORT}.part"
    both = first.merge_sorted(further, key="place")
    both.drop("place").sink_csv(unfinished)
    unfinished.rename(folder / EXPORT)


if __name__ == "__main__":
    write_export(Path(sys.argv[1]))
