"""Options that name a file of another machine, which merito neither fetches nor sends."""

import re
from typing import TYPE_CHECKING, Final

from cli.inputs.files.addresses import AddressError, is_address

if TYPE_CHECKING:
    from typer._click.core import Context

ROLES: Final = ("touchpoints", "orders", "costs")
"""Options that name files to read."""
_SEND = "write the file, then send it: curl -T FILE ADDRESS"
_LOCAL = {
    "output": ("--output", _SEND),
    "bad_rows": ("--bad-rows", _SEND),
    "config": ("--config", "fetch it first: curl -sSf -o merito.yaml ADDRESS"),
}
"""Options that name a file of this machine, and what does instead."""
_ADDRESS: Final = "(?i)[a-z][a-z0-9+.-]+:/"
"""The beginning of an address, which has lost one of its two slashes as a path."""


def refuse_addresses(ctx: "Context") -> None:
    """Raise AddressError for a file to fetch, where no Spark reads it, and for one to send to."""
    for name, (option, remedy) in _LOCAL.items():
        if re.match(_ADDRESS, str(ctx.params.get(name))):
            from cli.usage.errors import AddressOptionError  # noqa: PLC0415 - rarely made

            raise AddressOptionError(option, remedy)
    if ctx.params.get("engine") == "spark":
        return
    named = [(role, text) for role in ROLES for text in ctx.params.get(role) or ()]
    addresses = [(role, text) for role, text in named if is_address(text)]
    for role, text in addresses:
        raise AddressError(text, role, ctx.command_path, alone=len(addresses) == 1)
