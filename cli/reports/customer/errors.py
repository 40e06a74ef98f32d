"""Customers that there are not."""

from cli.errors import MeritoError


class NoCustomerNamedError(MeritoError):
    """A page was asked for and no customer named."""

    def __init__(self) -> None:
        super().__init__(
            "which customer? merito customer ID; merito rfm --customers lists who has bought"
        )


class UnknownCustomerError(MeritoError):
    """An id is in no file."""

    def __init__(self, customer: str, near: str | None) -> None:
        hint = f"; did you mean {near}?" if near else ""
        super().__init__(f'no customer "{customer}" in the files{hint}')
