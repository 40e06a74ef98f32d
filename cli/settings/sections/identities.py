"""Settings of identities: which cookie, device or address is which customer."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from cli.settings.sections.files import Files, IdentityColumn, refuse_repeated_columns
from cli.settings.sections.types import Text


class Normalise(StrEnum):
    """How ids are made alike before they are compared."""

    EXACT = "exact"
    """Not at all."""
    EMAIL = "email"
    """Without surrounding blanks, in lower case."""


class Identities(Files):
    """Logins: aliases (cookies, devices, addresses) and the customers that they lead to."""

    columns: Annotated[dict[IdentityColumn, Text], BeforeValidator(refuse_repeated_columns)] = (
        Field(default_factory=dict, examples=[{"alias": "user_pseudo_id", "customer_id": "email"}])
    )
    """Our column names and theirs, where they differ."""
    normalise: Normalise = Normalise.EXACT
    """exact: ids are compared as they are; email: trimmed and in lower case, in every file."""
