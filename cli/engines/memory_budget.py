"""How much memory a run may take."""

import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


_ROOT: Final = Path("/")
_UNKNOWN: Final = 4 * 10**9
"""Bytes taken for free where the system does not say, as on Windows."""


def choose_budget(setting: int | None) -> int:
    """Return the bytes that a run may use: the setting `memory`, else half of what is free."""
    return measure_free() // 2 if setting is None else setting


def measure_free(root: Path = _ROOT) -> int:
    """Return the bytes of memory that are free, for this process and its container.

    The smaller of what Linux calls available and of what every control group (version 1 or 2)
    that the process is in has left, page cache that can be dropped counted as free. Elsewhere
    half of the memory of the machine, or 4 GB where nobody knows that. `root` is where `proc` and
    `sys` are.
    """
    available = _read_available(root)
    if available is None:
        there = measure_installed()
        available = _UNKNOWN if there is None else there // 2
    return max(0, min([available, *_find_group_room(root)]))


def _read_available(root: Path) -> int | None:
    """Return what Linux says that processes can use without swapping, None elsewhere."""
    lines = _read(root / "proc" / "meminfo").splitlines()
    found = dict(line.split(":", 1) for line in lines if ":" in line)
    words = found.get("MemAvailable", "").split()
    return int(words[0]) * 1024 if words and words[0].isdecimal() else None


def measure_installed() -> int | None:
    """Return the bytes of memory of the machine, None where the system does not say."""
    with suppress(AttributeError, OSError, ValueError):
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return None


class _Version(NamedTuple):
    """Where a version of control groups says what."""

    limits: tuple[str, ...]
    used: str
    droppable: str
    """The key in memory.stat for page cache that can be dropped."""


_VERSIONS: Final = {
    "cgroup": _Version(("memory.limit_in_bytes",), "memory.usage_in_bytes", "total_inactive_file"),
    "cgroup2": _Version(("memory.max", "memory.high"), "memory.current", "inactive_file"),
}


def _find_group_room(root: Path) -> "Iterator[int]":
    """Yield what each control group of this process, and each one around it, has left."""
    groups = _read_groups(root)
    for line in _read(root / "proc" / "self" / "mountinfo").splitlines():
        mount, _, system = line.partition(" - ")
        inside, at = (*mount.split(), "", "", "", "", "")[3:5]
        kind, _, options = (*system.split(" ", 2), "", "")[:3]
        whole = kind == "cgroup2" or "memory" in options.split(",")
        if kind in _VERSIONS and whole and kind in groups:
            top = root / at.lstrip("/")
            for folder in _list_folders(top, groups[kind], inside):
                yield from _read_room(folder, _VERSIONS[kind])


def _read_groups(root: Path) -> dict[str, str]:
    """Return the path of this process's control group by version."""
    found = {}
    for line in _read(root / "proc" / "self" / "cgroup").splitlines():
        number, controllers, path = (*line.split(":", 2), "", "")[:3]
        if number == "0" and not controllers:
            found["cgroup2"] = path
        elif "memory" in controllers.split(","):
            found["cgroup"] = path
    return found


def _list_folders(top: Path, path: str, inside: str) -> "Iterator[Path]":
    """Yield the folders of a group and of those around it, as far as they can be seen.

    `inside` is the group that is mounted at `top`: in a container mostly its own.
    """
    group = PurePosixPath(path)
    if group.is_relative_to(inside):
        group = "/" / group.relative_to(inside)
    # A group outside what a container sees begins with "..".
    seen = () if ".." in group.parts else group.parts[1:]
    for length in range(len(seen), -1, -1):
        yield top.joinpath(*seen[:length])


def _read_room(folder: Path, version: _Version) -> "Iterator[int]":
    """Yield the bytes that a group has left; nothing where it has no limit."""
    limits = [_parse_number(_read(folder / name)) for name in version.limits]
    used = _parse_number(_read(folder / version.used))
    if used is None:
        return
    stat = (line.split() for line in _read(folder / "memory.stat").splitlines())
    droppable = next(
        (_parse_number(line[1]) for line in stat if line[:1] == [version.droppable]), 0
    )
    for limit in limits:
        if limit is not None:
            yield limit - max(0, used - (droppable or 0))


def _parse_number(text: str) -> int | None:
    """Return a number of bytes; None for `max` and for what cannot be read."""
    return int(text) if text.strip().isdecimal() else None


def _read(path: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8")
    return ""


_UNITS: Final = (("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("KB", 10**3))


def format_bytes(count: int) -> str:
    """Return a number of bytes in a unit that settings know as well: 12.3 GB."""
    for unit, size in _UNITS:
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count} B"
