"""Small files written and read for tests."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cli.inputs.context import ReadContext
from cli.inputs.orders.read import OrderInput, read_orders
from cli.inputs.touchpoints.read import TouchpointInput, read_touchpoints
from cli.settings.sections.channels import Channels
from cli.settings.sections.exports.files import Orders, Touchpoints
from cli.settings.sections.root import Settings

if TYPE_CHECKING:
    from pathlib import Path

ORDERS = "order_id,customer_id,ordered_at,revenue"
TOUCHES = "customer_id,touched_at,channel"
NO_RATES: Final[Mapping[str, Decimal]] = {}
NOTHING: Final[Mapping[str, object]] = {}


def orders(
    folder: "Path",
    text: str | bytes,
    *,
    zone: str = "UTC",
    bad: int | str = 0,
    by: str | None = None,
    name: str = "orders.csv",
    home: "Path | None" = None,
    rates: Mapping[str, Decimal] = NO_RATES,
    currency: str | None = None,
    section: Mapping[str, object] = NOTHING,
    **keys: object,
) -> OrderInput:
    content = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(content)
    settings = Settings.model_validate({"max_bad_rows": bad})
    return read_orders(
        Orders.model_validate({"files": name, **section, **keys}),
        ReadContext(zone, settings.max_bad_rows, folder, home, by, rates, currency),
    )


def touches(
    folder: "Path",
    text: str | bytes,
    *,
    zone: str = "UTC",
    bad: int | str = 0,
    by: str | None = None,
    name: str = "touches.csv",
    home: "Path | None" = None,
    section: Mapping[str, object] = NOTHING,
    channels: Mapping[str, object] = NOTHING,
    **keys: object,
) -> TouchpointInput:
    content = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(content)
    settings = Settings.model_validate({"max_bad_rows": bad})
    return read_touchpoints(
        Touchpoints.model_validate({"files": name, **section, **keys}),
        ReadContext(zone, settings.max_bad_rows, folder, home, by),
        Channels.model_validate(channels),
    )


def ledger(read: OrderInput | TouchpointInput) -> dict[str, tuple[int, int | None]]:
    return {line.line: (line.rows, line.amount) for line in read.lines}


def revenues(read: OrderInput) -> dict[str, int]:
    return dict(read.frame.select("order_id", "revenue").iter_rows())
