"""Settings of the exported files: where they are and how they are read."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from cli.settings.parts import (
    Delimiter,
    Encoding,
    Part,
    Text,
    Texts,
    TimeFormat,
    Whole,
    Zone,
    mapping,
    twice,
    wrong,
)


class FileFormat(StrEnum):
    """Whose export a file is."""

    STANDARD = "standard"
    """The standard column names."""


class DecimalMark(StrEnum):
    """The mark before the fraction of a number."""

    POINT = "."
    COMMA = ","


class ThousandsMark(StrEnum):
    """The mark between groups of three digits."""

    NONE = ""
    COMMA = ","
    POINT = "."
    SPACE = " "
    APOSTROPHE = "'"


class OrderRows(StrEnum):
    """What one row of the order file is."""

    ONE_PER_ORDER = "one_per_order"
    """A whole order."""
    LINE_ITEMS = "line_items"
    """A line of an order; amounts are summed."""
    TOTALS_ON_FIRST_ROW = "totals_on_first_row"
    """A line of an order; the first one holds the total."""


class Refunds(StrEnum):
    """What becomes of refunds."""

    NET = "net"
    """They lower the revenue of their order; a fully refunded order does not count."""
    IGNORE = "ignore"
    """Refund information is unused."""
    GROSS = "gross"
    """Gross revenue; fully refunded orders still do not count."""


class TouchpointColumn(StrEnum):
    """The standard columns of touchpoints."""

    CUSTOMER_ID = "customer_id"
    TOUCHED_AT = "touched_at"
    CHANNEL = "channel"
    SOURCE = "source"
    MEDIUM = "medium"
    CAMPAIGN = "campaign"
    TOUCHPOINT_ID = "touchpoint_id"
    INTERACTION = "interaction"
    COST = "cost"


class OrderColumn(StrEnum):
    """The standard columns of orders."""

    ORDER_ID = "order_id"
    CUSTOMER_ID = "customer_id"
    ORDERED_AT = "ordered_at"
    REVENUE = "revenue"
    REFUNDED = "refunded"
    STATUS = "status"
    CURRENCY = "currency"
    LINE_ID = "line_id"


class Files(Part):
    """Where exported files are and how they are read; null means detected."""

    files: Annotated[
        Texts, Field(examples=["exports/orders.csv", ["a.csv", "b-*.csv.gz"], "-"])
    ] = ()
    """Path, glob, list of them, or "-" for standard input; relative to this file."""
    format: FileFormat = FileFormat.STANDARD
    """Whose export it is: standard (the standard column names)."""
    timezone: Zone | None = None
    """Time zone of naive timestamps where it differs from the report's."""
    delimiter: Delimiter | None = None
    """Mark between two columns; null: detected."""
    encoding: Encoding | None = None
    """Encoding of the text; null: UTF-8."""
    decimal: DecimalMark | None = None
    """Decimal mark, "." or ","; null: decided on the whole column."""
    thousands: ThousandsMark | None = None
    """Mark between thousands, "" for none; null: decided on the whole column."""
    time_format: TimeFormat | None = None
    """How timestamps are written; null: decided on the whole column."""
    skip_rows: Annotated[Whole, Field(ge=0)] = 0
    """Lines before the header."""

    @field_validator("files", mode="after")
    @classmethod
    def _different(cls, files: tuple[str, ...]) -> tuple[str, ...]:
        again = twice(list(files))
        if again:
            raise wrong(f'"{again[1]}" is listed twice', again[0])
        return files

    @field_validator("thousands", mode="after")
    @classmethod
    def _not_decimal(
        cls, thousands: ThousandsMark | None, info: ValidationInfo
    ) -> ThousandsMark | None:
        decimal = info.data.get("decimal")
        if thousands is not None and decimal is not None and thousands.value == decimal.value:
            raise wrong("decimal and thousands are the same mark")
        return thousands


def once(given: object) -> object:
    """Refuse a column of the file that stands for two of ours."""
    columns = mapping(given)
    names = [str(name) for name in columns.values()]
    again = twice(names)
    if again:
        ours = list(columns)
        first = ours[names.index(again[1])]
        raise wrong(f'"{again[1]}" is already {first}', ours[again[0]])
    return given


class Touchpoints(Files):
    """The exported touchpoints: dated contacts of customers with channels."""

    columns: Annotated[dict[TouchpointColumn, Text], BeforeValidator(once)] = Field(
        default_factory=dict, examples=[{"customer_id": "user_pseudo_id"}]
    )
    """Our column names and theirs, where they differ."""


class Orders(Files):
    """The exported orders."""

    columns: Annotated[dict[OrderColumn, Text], BeforeValidator(once)] = Field(
        default_factory=dict, examples=[{"ordered_at": "Created at"}]
    )
    """Our column names and theirs, where they differ."""
    rows: OrderRows = OrderRows.ONE_PER_ORDER
    """What a row is: one_per_order, line_items or totals_on_first_row."""
    refunds: Refunds = Refunds.NET
    """net: refunds lower their order; ignore: unused; gross: gross revenue, refunded orders out."""
    keep_status: Texts = ()
    """Only orders of these statuses count; empty: all."""
    drop_status: Texts = ()
    """Orders of these statuses are as if absent."""

    @field_validator("drop_status", mode="after")
    @classmethod
    def _not_kept(cls, dropped: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        both = [name for name in dropped if name in info.data.get("keep_status", ())]
        if both:
            raise wrong(f'"{both[0]}" is in keep_status as well', dropped.index(both[0]))
        return dropped
