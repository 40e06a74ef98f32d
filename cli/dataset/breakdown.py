"""What `--by` names: an attribute of the touches, of the orders, or one made from them."""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from attribution.comparison.measures import EVERY_BOUND, NAMES
from cli.errors import MeritoError
from cli.options import IDENTITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAKEN: Final = frozenset(
    {"lookback", "model", *NAMES, *EVERY_BOUND, "rank_stable", "counted", "dated_only"}
)

RFM_SEGMENT: Final = "rfm_segment"
OWN_SEGMENT: Final = "segment"
"""Names of `--by` for the segments that customers are in."""


class ReservedAttributeError(MeritoError):
    """A breakdown would give two columns of the report one name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"--by {name}: the report has a column of this name; rename the column in the file"
        )


class IdentityError(MeritoError):
    """A breakdown by what nearly every row has a value of its own of."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"--by {name}: it tells rows apart and has nearly as many values; choose a column with"
            " a few"
        )


class UnknownBreakdownError(MeritoError):
    """`--by` names a column that neither the touchpoints nor the orders have."""

    def __init__(self, name: str, of_touches: Exception, of_orders: Exception) -> None:
        made_up = ", ".join(["channel", "source_medium", *_MADE, RFM_SEGMENT])
        own = f"; {OWN_SEGMENT} where merito.yaml lists segments of your own"
        super().__init__(
            f"--by {name}: no such column. {of_touches}. {of_orders}. Always there: {made_up}{own}"
        )


class Breakdown(NamedTuple):
    """The attribute that a comparison is reported by, beside or in place of the channel."""

    dimension: str = "channel"
    """Attribute of the touches in the rows."""
    block: str | None = None
    """Attribute of the orders, a block of rows for each of its values."""
    of_customers: bool = False
    """Whether the block is the same for all orders of a customer."""
    overlapping: tuple[str, ...] = ()
    """Names of blocks that an order may be in several of, its attribute being their places joined
    by `;`; empty where the values of the attribute are the blocks."""

    @property
    def made(self) -> str | None:
        """Return the block where it is made from the orders instead of read."""
        return self.block if self.block is not None and is_made(self.block) else None

    @property
    def read(self) -> tuple[str | None, str | None]:
        """Return the attribute that is read from the touches, and that from the orders."""
        of_touches = None if self.dimension == "channel" else self.dimension
        return of_touches, None if self.made is not None else self.block


def is_made(name: str) -> bool:
    """Tell whether an order attribute is made from the orders instead of read."""
    return name in _MADE


def refuse_unfit(name: str) -> None:
    """Raise ReservedAttributeError or IdentityError where nothing can be reported by a name."""
    if name in _TAKEN:
        raise ReservedAttributeError(name)
    if name in IDENTITIES:
        raise IdentityError(name)


def with_made(orders: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return the orders with an attribute made from them: month or new_vs_returning."""
    return orders.with_columns(_MADE[name].alias(name))


def _build_new_vs_returning() -> pl.Expr:
    """Return `new` where the customer has no strictly earlier order that was not refunded.

    All orders of the file are looked at, whatever the range of the report; an order without a
    customer has neither.
    """
    kept = pl.when(~pl.col("refunded")).then("ordered_at")
    first = kept.min().over("customer_id")
    word = pl.when(pl.col("ordered_at") > first).then(pl.lit("returning")).otherwise(pl.lit("new"))
    return pl.when(pl.col("customer_id").is_not_null()).then(word)


MONTH: Final = "month"
"""The months of the orders, made from their days."""
_MADE: Final["Mapping[str, pl.Expr]"] = {
    MONTH: pl.col("ordered_on").dt.strftime("%Y-%m"),
    "new_vs_returning": _build_new_vs_returning(),
}
