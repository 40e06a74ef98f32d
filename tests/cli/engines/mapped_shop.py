"""A shop whose columns are made by its settings in every way that there is."""

from pathlib import Path

_ROWS = 60
_CONFIG = """
touchpoints: {files: t.csv, columns: {customer_id: [user, device], interaction: {value: click}}}
orders:
  files: o.csv
  quote: none
  blank: [nothing]
  columns:
    customer_id: [mail, phone]
    ordered_at: [day, at]
    revenue: {expression: "pieces * `price each` - (off if off != None else 0)"}
    refund_of: original
"""


def write_mapped_shop(folder: Path) -> None:
    """Write the files and settings of the shop."""
    touches = (
        f"{'' if row % 3 else f'm{row % 7}'},m{row % 7},2026-01-{1 + row % 28:02} 10:00:00,Ads\n"
        for row in range(_ROWS)
    )
    orders = (
        f"{row},{'nothing' if row % 2 else f'm{row % 7}'},m{row % 7},2026-02-{1 + row % 28:02},"
        f"{row % 24:02}:30,{row % 5 + 1},{row}.0{row % 9}125,{'' if row % 4 else 0.005},"
        f'{row - 3 if row % 10 == 9 else ""},{row}" wide\n'
        for row in range(_ROWS)
    )
    head = "order_id,mail,phone,day,at,pieces,price each,off,original,size\n"
    (folder / "t.csv").write_text("user,device,touched_at,channel\n" + "".join(touches))
    (folder / "o.csv").write_text(head + "".join(orders))
    (folder / "merito.yaml").write_text(_CONFIG)
