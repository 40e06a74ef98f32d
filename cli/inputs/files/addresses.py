"""Files that lie on another machine: merito opens no connection, and says what does."""

import re
from pathlib import PurePosixPath
from typing import Final

from cli.errors import MeritoError, join_lines

_SCHEME: Final = "(?i)([a-z][a-z0-9+.-]*)://"
_FETCHED: Final = ("http", "https", "ftp", "ftps", "sftp")
_ON_SPARK: Final = ("s3", "s3a", "gs", "abfs", "abfss", "hdfs")


class AddressError(MeritoError):
    """A file is named by its address."""

    def __init__(
        self, address: str, role: str, command: str = "merito …", *, alone: bool = True
    ) -> None:
        shown, scheme = hide_secrets(address), _find_scheme(address)
        said = f"{role} {shown}: an address; merito reads files of this machine"
        if scheme in _ON_SPARK:
            remedy = f"{command} --engine spark --{role} {shown}"
        elif scheme == "file":
            remedy = f"{command} --{role} {address[len('file://') :]}"
        elif scheme not in _FETCHED:
            remedy = f"export the data as CSV, then: {command} --{role} FILE"
        elif alone:
            remedy = f"curl -sSf '{shown}' | {command} --{role} -"
        else:
            name = PurePosixPath(shown.partition("?")[0]).name or f"{role}.csv"
            remedy = f"save each of them: curl -sSf -o {name} '{shown}'"
        super().__init__(join_lines(said, f"  {remedy}"))


def is_address(text: str) -> bool:
    """Return whether a text is an address of another machine and no path of this one."""
    return re.match(_SCHEME, text) is not None


def hide_secrets(text: str) -> str:
    """Return an address without user, password and query; any other text as it is."""
    if not is_address(text):
        return text
    # Here, since a mistake of usage loads no settings.
    from cli.settings.secrets import hide_credentials  # noqa: PLC0415

    return hide_credentials(text)


def _find_scheme(address: str) -> str:
    found = re.match(_SCHEME, address)
    return found[1].lower() if found else ""
