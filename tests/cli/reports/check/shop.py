"""A shop of ordinary days, and its files."""

from datetime import date, timedelta
from pathlib import Path

START = date(2026, 1, 1)
Rows = list[tuple[object, ...]]


def day(number: int, clock: str = "10:00:00") -> str:
    return f"{START + timedelta(days=number)} {clock}"


def touches(days: range = range(120), each: int = 3) -> Rows:
    return [
        (f"c{number}-{place}", day(number, f"09:00:0{place}"), "Email")
        for number in days
        for place in range(each)
    ]


def orders(days: range = range(31, 120), each: int = 2) -> Rows:
    return [
        (f"o{number}-{place}", f"c{number}-{place}", day(number), 10 + place)
        for number in days
        for place in range(each)
    ]


class Files:
    """A shop of 120 ordinary days, changed by a scenario."""

    def __init__(self) -> None:
        self.touches, self.orders, self.settings = touches(), orders(), ""
        self.extra: dict[str, str] = {}
        self.touch_header, self.order_header = (
            "customer_id,touched_at,channel",
            "order_id,customer_id,ordered_at,revenue",
        )

    def write(self, folder: Path) -> None:
        for name, header, rows in (
            ("touchpoints.csv", self.touch_header, self.touches),
            ("orders.csv", self.order_header, self.orders),
        ):
            lines = [header, *(",".join(map(str, row)) for row in rows), ""]
            (folder / name).write_text("\n".join(lines), encoding="utf-8")
        for name, text in self.extra.items():
            (folder / name).write_text(text, encoding="utf-8")
        settings = "touchpoints: {files: touchpoints.csv}\n"
        if "orders: " not in self.settings:
            settings += "orders: {files: orders.csv}\n"
        text = f"{settings}models: [last]\n{self.settings}"
        (folder / "merito.yaml").write_text(text, encoding="utf-8")
