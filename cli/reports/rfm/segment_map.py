"""The segment map of a run: the settings' own, else the built-in one."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cli.settings.loading.yaml_file import read_own_document
from rfm.segments import SegmentEntry, SegmentMap

if TYPE_CHECKING:
    from cli.settings import Settings

_DEFAULT = Path(__file__).parents[3] / "configs" / "segments" / "default.yaml"


def build_segment_map(settings: "Settings") -> SegmentMap:
    """Return the map as the library's; its entries are checked there."""
    own = settings.rfm.segments
    if own is None:
        return read_default_map()
    entries = tuple(
        SegmentEntry(each.name, each.r, each.f, each.m, each.fm, each.action) for each in own
    )
    return SegmentMap(entries)


def read_default_map() -> SegmentMap:
    """Return the built-in map of eleven segments."""
    text = cast("dict[str, Any]", read_own_document(_DEFAULT).tree)
    entries = tuple(
        SegmentEntry(
            name=entry["name"],
            r=_parse_span(entry.get("r")),
            f=_parse_span(entry.get("f")),
            m=_parse_span(entry.get("m")),
            fm=_parse_span(entry.get("fm")),
            action=entry.get("action", ""),
        )
        for entry in text["segments"]
    )
    return SegmentMap(entries, text["bins"], "default")


def _parse_span(given: int | list[int] | None) -> tuple[int, int] | None:
    if given is None:
        return None
    return (given, given) if isinstance(given, int) else (given[0], given[1])
