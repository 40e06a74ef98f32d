"""What the settings say of the files of a role, as those who read them take it."""

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    import polars as pl

    from cli.settings import GivenPath, Loaded
    from cli.settings.channels import Channels
    from cli.settings.tolerance import Tolerance


class Given(TypedDict):
    """What holds for every role."""

    timezone: str
    tolerance: "Tolerance"
    folder: "Path | None"
    home: "Path | None"
    by: str | None
    keep: "dict[str, pl.DataFrame] | None"


class GivenTouchpoints(Given):
    """What `touchpoints.read_touchpoints` takes besides its section."""

    channels: "Channels"


class GivenOrders(Given):
    """What `orders.read_orders` takes besides its section."""

    rates: "Mapping[str, Decimal]"
    currency: str | None


def given_touchpoints(loaded: "Loaded", by: str | None) -> GivenTouchpoints:
    """Return what holds for the touchpoints; `by` is an attribute of the report."""
    common = _given(loaded, folder_of(loaded.touchpoint_files), by)
    return {**common, "channels": loaded.settings.channels}


def given_orders(loaded: "Loaded", by: str | None) -> GivenOrders:
    """Return what holds for the orders; `by` is an attribute of the report."""
    common = _given(loaded, folder_of(loaded.order_files), by)
    return {**common, "rates": loaded.settings.rates, "currency": loaded.settings.currency}


def folder_of(files: "tuple[GivenPath, ...]") -> "Path | None":
    """Return what the paths of files are relative to, None: the working folder."""
    return files[0].folder if files else None


def _given(loaded: "Loaded", folder: "Path | None", by: str | None) -> Given:
    return {
        "timezone": loaded.settings.timezone,
        "tolerance": loaded.settings.max_bad_rows,
        "folder": folder,
        "home": loaded.folder,
        "by": by,
        "keep": loaded.keep,
    }
