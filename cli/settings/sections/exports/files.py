"""Settings of the exported files: where they are and how they are read."""

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidationInfo,
    field_validator,
)

from cli.settings.secrets import hide_credentials
from cli.settings.sections.exports.columns import (
    ColumnSource,
    check_sources,
    refuse_repeated_columns,
)
from cli.settings.sections.types import (
    Delimiter,
    Encoding,
    Section,
    Size,
    Text,
    Texts,
    TimeFormat,
    Whole,
    Zone,
    find_repeated,
    make_error,
)


class Role(StrEnum):
    """What the rows of a file are."""

    TOUCHPOINTS = "touchpoints"
    ORDERS = "orders"
    COSTS = "costs"
    IDENTITIES = "identities"


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


class Epoch(StrEnum):
    """What a number that is an instant counts since 1970, UTC."""

    SECONDS = "s"
    MILLISECONDS = "ms"
    MICROSECONDS = "us"


class Quote(StrEnum):
    """What quotes in text are."""

    DOUBLE = "double"
    """Quotes around a value are none of its own; inside of it they are written twice."""
    NONE = "none"
    """They are characters of values as any others."""


class OrderRows(StrEnum):
    """What one row of the order file is."""

    ONE_PER_ORDER = "one_per_order"
    """A whole order."""
    LINE_ITEMS = "line_items"
    """A line of an order; amounts are summed."""
    TOTALS_ON_FIRST_ROW = "totals_on_first_row"
    """A line of an order; the first one holds the total."""


class OrderCustomers(StrEnum):
    """Whose an order is whose rows name several customers."""

    REFUSE = "refuse"
    FIRST_ROW = "first_row"
    """The first one's: the others came along, as guests and participants do."""


class Overlaps(StrEnum):
    """What becomes of an order that several files hold in different states."""

    REFUSE = "refuse"
    """It is a problem, unless its rows are the same."""
    LATER_FILE = "later_file"
    """Its rows in the last of the files hold."""
    LINES = "lines"
    """With `rows: line_items`: each file holds other lines of it."""
    APART = "apart"
    """Each file that sells it has an order of its own: shops number theirs alike."""


class CostPeriod(StrEnum):
    """What a row of costs is of that says its first day alone."""

    DAY = "day"
    """This day."""
    WEEK = "week"
    """The seven days from it on."""
    MONTH = "month"
    """From it to the end of its month."""


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
    LANDING_PAGE = "landing_page"
    REFERRER = "referrer"
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
    SECOND_STATUS = "second_status"
    CANCELLED_AT = "cancelled_at"
    ROW_TYPE = "row_type"
    REFUND_OF = "refund_of"


class CostColumn(StrEnum):
    """The standard columns of costs."""

    DATE = "date"
    UNTIL = "until"
    CHANNEL = "channel"
    SOURCE = "source"
    MEDIUM = "medium"
    CAMPAIGN = "campaign"
    COST = "cost"
    CLICKS = "clicks"
    IMPRESSIONS = "impressions"
    CURRENCY = "currency"


class IdentityColumn(StrEnum):
    """The standard columns of logins."""

    ALIAS = "alias"
    CUSTOMER_ID = "customer_id"
    LOGGED_IN_AT = "logged_in_at"


COLUMNS: Final[Mapping[Role, type[StrEnum]]] = {
    Role.TOUCHPOINTS: TouchpointColumn,
    Role.ORDERS: OrderColumn,
    Role.COSTS: CostColumn,
    Role.IDENTITIES: IdentityColumn,
}
"""The standard columns of each role."""


def _hide_in_all(files: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(hide_credentials, files))


SHARED_KEYS: Final = (
    *("encoding", "delimiter", "decimal", "thousands", "time_format", "timezone", "rows"),
    *("customers", "keep_status", "drop_status"),
)
"""Keys that a format and a section of the settings have: the section's hold before the format's."""


class Files(Section):
    """Where exported files are and how they are read; null means detected."""

    files: Annotated[
        Texts,
        PlainSerializer(_hide_in_all, return_type=tuple[str, ...], when_used="json"),
        Field(examples=["exports/orders.csv", ["a.csv", "b-*.csv.gz"], "-"]),
    ] = ()
    """Path, glob, list of them, or "-" for standard input; relative to this file."""
    format: Annotated[Text | None, Field(examples=["standard", "shopify", "formats/till.yaml"])] = (
        None
    )
    """Whose export it is: standard, shopify, …, or a format file; null: the header decides."""
    timezone: Zone | None = None
    """Time zone of naive timestamps; null: UTC where the column says so, or the report's."""
    delimiter: Delimiter | None = None
    """Mark between two columns; null: detected."""
    encoding: Encoding | None = None
    """Encoding of the text; null: detected (UTF-8, UTF-16, East Asian or Windows-1252)."""
    quote: Quote | None = None
    """double: quotes go around values; none: they are ordinary characters; null: detected."""
    blank: Texts = ()
    """Words that mean that there is no value, in any column, letter case ignored."""
    totals: Texts | None = None
    """What totals rows are called, left out, (none): costs without a name; null: Total and such."""
    decimal: DecimalMark | None = None
    """Decimal mark, "." or ","; null: decided on the whole column."""
    thousands: ThousandsMark | None = None
    """Mark between thousands, "" for none; null: decided on the whole column."""
    time_format: TimeFormat | None = None
    """How timestamps are written; null: decided on the whole column."""
    skip_rows: Annotated[Whole, Field(ge=0)] | None = None
    """Lines before the header; null: found by the names of the columns."""
    sheet: Annotated[Text | None, Field(examples=["Orders"])] = None
    """Sheet of a workbook (.xlsx); null: the one whose header has the columns."""
    max_size: Size | None = None
    """How large a compressed file may unpack; null: 250 times its size or 1GB, at most 50GB."""

    @field_validator("files", mode="after")
    @classmethod
    def _refuse_repeated_files(cls, files: tuple[str, ...]) -> tuple[str, ...]:
        again = find_repeated(list(files))
        if again:
            raise make_error(f'"{again[1]}" is listed twice', again[0])
        return files

    @field_validator("thousands", mode="after")
    @classmethod
    def _refuse_decimal_mark(
        cls, thousands: ThousandsMark | None, info: ValidationInfo
    ) -> ThousandsMark | None:
        decimal = info.data.get("decimal")
        if thousands is not None and decimal is not None and thousands.value == decimal.value:
            raise make_error("decimal and thousands are the same mark")
        return thousands


CALCULATED: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.TOUCHPOINTS: (),
    Role.ORDERS: ("revenue", "refunded"),
    Role.COSTS: ("cost", "clicks", "impressions"),
    Role.IDENTITIES: (),
}
"""The columns of each role that may be calculated from others."""


REPEATED: Final = BeforeValidator(refuse_repeated_columns)


def check_columns_of(role: Role) -> AfterValidator:
    """Return what checks where the columns of a role come from."""
    return AfterValidator(partial(check_sources, amounts=CALCULATED[role]))


class Touchpoints(Files):
    """The exported touchpoints: dated contacts of customers with channels."""

    columns: Annotated[
        dict[TouchpointColumn, ColumnSource], REPEATED, check_columns_of(Role.TOUCHPOINTS)
    ] = Field(
        default_factory=dict,
        examples=[{"customer_id": "user_pseudo_id"}, {"customer_id": ["user_id", "device_id"]}],
    )
    """Our column names and theirs: one, the first filled of several, or a constant {value: …}."""


class Orders(Files):
    """The exported orders."""

    columns: Annotated[dict[OrderColumn, ColumnSource], REPEATED, check_columns_of(Role.ORDERS)] = (
        Field(
            default_factory=dict,
            examples=[
                {"ordered_at": "Created at"},
                {"ordered_at": ["Date", "Time"], "customer_id": ["Email", "Phone"]},
                {"revenue": {"expression": "Quantity * `Unit price`"}},
                {"revenue": 0},
            ],
        )
    )
    """Our names and theirs: one, a list, a number, {value: …}, {join: …}, {expression: "A * B"}."""
    rows: OrderRows | None = None
    """one_per_order, line_items or totals_on_first_row; null: by the format, else one_per_order."""
    refunds: Refunds = Refunds.NET
    """net: refunds lower their order; ignore: unused; gross: gross revenue, refunded orders out."""
    customers: OrderCustomers | None = None
    """Several in the rows of an order: refuse; first_row: the first holds; null: format, refuse."""
    overlaps: Overlaps = Overlaps.REFUSE
    """An order in several files: refuse if it differs; later_file: the last; lines; apart: each."""
    keep_status: Texts | None = None
    """Only orders of these statuses count, * for any text; empty: all; null: by each format."""
    drop_status: Texts | None = None
    """Orders of these statuses are as if absent, (blank) for none; null: by format or meaning."""
    drop_types: Texts = ()
    """Rows of these types, * for any text, are no sales, besides fees and money that moves."""

    @field_validator("drop_status", mode="after")
    @classmethod
    def _refuse_kept_statuses(
        cls, dropped: tuple[str, ...] | None, info: ValidationInfo
    ) -> tuple[str, ...] | None:
        kept = info.data.get("keep_status") or ()
        both = [name for name in dropped or () if name in kept]
        if both and dropped:
            raise make_error(f'"{both[0]}" is in keep_status as well', dropped.index(both[0]))
        return dropped


class Costs(Files):
    """The exported costs of advertising."""

    columns: Annotated[dict[CostColumn, ColumnSource], REPEATED, check_columns_of(Role.COSTS)] = (
        Field(
            default_factory=dict,
            examples=[{"cost": "Amount spent (EUR)"}, {"cost": {"expression": "Fee + Media"}}],
        )
    )
    """Our names and theirs: one, a list, a number, {value: …} or {expression: "Fee + Media"}."""
    channel: Annotated[Text | None, Field(examples=["Paid Search"])] = None
    """The channel of every row, where the file does not say."""
    period: CostPeriod | None = None
    """What a row without a last day is of: day, week or month; null: the name of its day tells."""
