"""What the settings say of the files of a role, as those who read them take it."""

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    import polars as pl

    from cli.dataset.run import Run
    from cli.settings import InputPath
    from cli.settings.sections.channels import Channels
    from cli.settings.sections.tolerance import Tolerance


class RoleArguments(TypedDict):
    """What holds for every role."""

    timezone: str
    tolerance: "Tolerance"
    folder: "Path | None"
    home: "Path | None"
    by: str | None
    keep: "dict[str, pl.DataFrame] | None"


class TouchpointArguments(RoleArguments):
    """What `read.read_touchpoints` takes besides its section."""

    channels: "Channels"


class OrderArguments(RoleArguments):
    """What `read.read_orders` takes besides its section."""

    rates: "Mapping[str, Decimal]"
    currency: str | None


def build_touchpoint_arguments(run: "Run", by: str | None) -> TouchpointArguments:
    """Return what holds for the touchpoints; `by` is an attribute of the report."""
    common = _build_role_arguments(run, get_folder(run.touchpoint_files), by)
    return {**common, "channels": run.settings.channels}


def build_order_arguments(run: "Run", by: str | None) -> OrderArguments:
    """Return what holds for the orders; `by` is an attribute of the report."""
    common = _build_role_arguments(run, get_folder(run.order_files), by)
    return {**common, "rates": run.settings.rates, "currency": run.settings.currency}


def get_folder(files: "tuple[InputPath, ...]") -> "Path | None":
    """Return what the paths of files are relative to, None: the working folder."""
    return files[0].folder if files else None


def _build_role_arguments(run: "Run", folder: "Path | None", by: str | None) -> RoleArguments:
    return {
        "timezone": run.settings.timezone,
        "tolerance": run.settings.max_bad_rows,
        "folder": folder,
        "home": run.folder,
        "by": by,
        "keep": run.keep,
    }
