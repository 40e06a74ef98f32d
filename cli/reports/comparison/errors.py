"""What cannot be compared."""

from typing import ClassVar

from cli.errors import MeritoError


class NothingDefinedError(MeritoError):
    """A report of data-driven models alone, and the data say nothing."""

    exit_status: ClassVar[int] = 1

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            f"{' and '.join(names)}: the data say nothing, since no order has a touch in its"
            " window, no money came in, or no channel makes a difference; add a rule-based model"
            " such as --model linear, or look at merito check"
        )


class MissingAttributeError(MeritoError):
    """A window, a rule or an expression reads a column that the touchpoints do not have."""

    def __init__(self, missing: set[str], known: list[str]) -> None:
        super().__init__(
            f"the models or windows read {' and '.join(sorted(missing))}, which the touchpoints do"
            f" not have; they have {', '.join(known)}: map a column of another name under"
            " touchpoints.columns"
        )


class UndividedTableError(MeritoError):
    """A table of all orders together was asked for by an attribute."""

    def __init__(self, show: str, by: str, why: str, *, of_touches: bool = False) -> None:
        another = " choose an attribute of the touches," if of_touches else ""
        super().__init__(
            f"--show {show} --by {by}: {why}; leave --by out,{another} or part the orders with"
            " --from and --to"
        )
