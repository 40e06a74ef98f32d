"""Files of the run before in a folder of reports, by what its list of files says."""

import json
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def list_former_files(folder: "Path", written: "Collection[str]") -> list[str]:
    """Return the files that the run before made in a folder and that this one does not write.

    They are those that the `manifest` of a JSON file of the folder lists and that hold what they
    did: what somebody has changed, or put there by himself, is none of them.
    """
    lists = (_read_manifest(folder / name) for name in written if name.endswith(".json"))
    named = {name: digest for listed in lists for name, digest in listed.items()}
    return sorted(
        name
        for name, digest in named.items()
        if name not in written and _holds(folder / name, digest, folder)
    )


def _read_manifest(path: "Path") -> dict[str, str]:
    with suppress(OSError, ValueError, AttributeError):
        listed = json.loads(path.read_bytes()).get("manifest")
        if isinstance(listed, dict):
            return {str(name): str(digest) for name, digest in listed.items()}
    return {}


def _holds(path: "Path", digest: str, folder: "Path") -> bool:
    with suppress(OSError, ValueError):
        # A name in a list is anybody's, and no way out of the folder.
        own = path.parent == folder and path.is_file() and not path.is_symlink()
        return own and sha256(path.read_bytes()).hexdigest() == digest
    return False
