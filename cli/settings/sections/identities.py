"""Settings of identities: which cookie, device or address is which customer."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from cli.settings.sections.files import Files, IdentityColumn, refuse_repeated_columns
from cli.settings.sections.types import Text


class Normalise(StrEnum):
    """How ids are made alike before they are compared."""

    AUTO = "auto"
    """Addresses of e-mail, which have an @, in lower case."""
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
    normalise: Normalise = Normalise.AUTO
    """auto: ids with an @ in lower case; exact: as they are; email: trimmed, all in lower case."""
