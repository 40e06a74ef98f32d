"""Settings of identities: which cookie, device or address is which customer."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cli.settings.sections.exports.columns import ColumnSource
from cli.settings.sections.exports.files import (
    REPEATED,
    Files,
    IdentityColumn,
    Role,
    check_columns_of,
)


class Normalise(StrEnum):
    """How ids are made alike before they are compared."""

    AUTO = "auto"
    """Addresses of e-mail, which have an @, in lower case."""
    EXACT = "exact"
    """Not at all."""
    EMAIL = "email"
    """Without surrounding blanks, in lower case."""
    LOOSE = "loose"
    """Without what differs between two ways of writing one id: see `loosen_ids`."""
    SHA256 = "sha256"
    SHA1 = "sha1"
    MD5 = "md5"
    """Addresses as this hash of them, where the other file has them so."""


class Identities(Files):
    """Logins: aliases (cookies, devices, addresses) and the customers that they lead to.

    With columns and no files those of touchpoints and orders are read that have the columns.
    """

    columns: Annotated[
        dict[IdentityColumn, ColumnSource], REPEATED, check_columns_of(Role.IDENTITIES)
    ] = Field(default_factory=dict, examples=[{"alias": "user_pseudo_id", "customer_id": "email"}])
    """Our column names and theirs: one, or several that the file has: every alias, the first filled
    of the others."""
    normalise: Normalise = Normalise.AUTO
    """auto: ids with an @ in lower case; exact: as they are; email: trimmed, all in lower case;
    loose: so too, numbers without .0, commas, # and zeros before them, telephone numbers as their
    digits, addresses without +tags, client ids without the GA1.2. of their cookie; sha256, sha1,
    md5: addresses as that hash, where the other file has nothing else."""
