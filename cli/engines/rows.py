"""The cleaned rows of a run, in memory or elsewhere: what every report is computed from."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import polars as pl

from attribution.parts.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from attribution.parts.parts import Part
    from attribution.parts.vocabulary import Names, Vocabulary
    from attribution.results import PartMapper

T = TypeVar("T")
M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)

Prepare = Callable[[pl.DataFrame], pl.DataFrame]
"""Makes the touches that are wanted of those of some customers; can be pickled."""


class RowRequest(NamedTuple):
    """What is needed of touches and orders, see `attribution.parts.parts.Parts`."""

    attributes: tuple[str, ...]
    """Of the touches."""
    block: str | None = None
    """Of the orders."""
    everybody: bool = False
    """Whether touches of customers without orders are needed."""
    keyed: bool = False
    """Whether touches are to be lost, see `attribution.parts.parts.Part.keys`."""
    prepare: Prepare | None = None
    """None: the touches as they are."""
    named: bool = False
    """Whether the ids of the customers are needed, see `attribution.parts.parts.Part.customers`."""
    resampled: bool = True
    """Whether customers are resampled, so that those without orders count as well."""

    def make_parts(
        self,
        touches: pl.DataFrame,
        orders: pl.DataFrame,
        count: int,
        pool: "Executor",
        values: "Mapping[str, Names] | None" = None,
    ) -> Parts:
        """Cut touches and orders into parts; `values` as `Parts` takes them."""
        return Parts(
            touches if self.prepare is None else self.prepare(touches),
            orders,
            attributes=self.attributes,
            block=self.block,
            count=count,
            everybody=self.everybody,
            keyed=self.keyed,
            named=self.named,
            resampled=self.resampled,
            values=values,
            pool=pool,
        )


class CustomerMap(Protocol[M_co]):
    """A way to run a function over what was made of some customers' rows, and of the others'."""

    def __call__(self, function: "Callable[[M_co], T]") -> "Iterable[T]":
        """Return the function's results; it can be pickled."""


class PartedRows(Protocol):
    """Rows cut into parts of the customers."""

    @property
    def values(self) -> "dict[str, Vocabulary]":
        """The values of the attributes and of the block, without their codes."""

    @property
    def run(self) -> "PartMapper":
        """Run a function over the parts; it can be pickled."""

    def stream(self, function: "Callable[[Part], Iterable[Callable[[], T]]]") -> "Iterator[T]":
        """Yield what the work comes to that a function has for each part, in their order.

        Each piece of work is done when it is nearly its turn, so that memory does not grow with
        what they all come to. The function can be pickled.
        """

    def keep_parts(self) -> "AbstractContextManager[PartMapper]":
        """Keep the parts to run many functions over them, in several threads at a time."""


class CustomerRows(Protocol):
    """Touches and orders, by customer."""

    @property
    def columns(self) -> list[str]:
        """The columns of the touches, none where there are no touches."""

    def map_each(
        self, function: "Callable[[pl.DataFrame | None, pl.DataFrame], T]"
    ) -> "Iterable[T]":
        """Return what a function says of touches and orders of some customers, and of the others.

        None: no touches were read. The function can be pickled.
        """

    def map_prepared(
        self, make: "Callable[[pl.DataFrame | None, pl.DataFrame], M]"
    ) -> "CustomerMap[M]":
        """Return a way to run functions over what is made of touches and orders, as `map_each`."""

    def with_orders(
        self, make: "Callable[[pl.DataFrame | None, pl.DataFrame], pl.DataFrame]"
    ) -> "CustomerRows":
        """Return the same rows with orders that are made of touches and orders, as `map_each`."""

    def cut(self, wanted: RowRequest) -> "AbstractContextManager[PartedRows]":
        """Cut touches and orders into parts."""
