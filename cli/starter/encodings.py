"""How the files are encoded where a configuration says it."""

import os
from typing import TYPE_CHECKING

from cli.settings import load_settings
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from pathlib import Path


def read_encodings(path: "Path | None") -> dict[Role, str | None]:
    """Return the encodings that a configuration says, by role; nothing without one.

    That of the environment may not be written yet. Raises what `load_settings` raises.
    """
    if path is None or (str(path) == os.environ.get("MERITO_CONFIG") and not path.exists()):
        return {}
    settings = load_settings(path).settings
    return {
        Role.TOUCHPOINTS: settings.touchpoints.encoding,
        Role.ORDERS: settings.orders.encoding,
        Role.COSTS: settings.costs.encoding,
        Role.IDENTITIES: settings.identities.encoding,
    }
