"""The options that commands share: names, environment variables and help, each said once."""

import inspect
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_type_hints

import typer

from attribution.comparison.measures import Metric
from cli.interrupts import INTERRUPTED
from cli.parameters import make_flag, make_option

if TYPE_CHECKING:
    from collections.abc import Callable


IDENTITIES = frozenset({"customer_id", "touchpoint_id", "touched_at", "order_id", "ordered_at"})
"""Columns that tell rows apart, which `--by` refuses."""
STANDARD_OUTPUT = Path("-")
"""As an output file: the report goes where it goes without one."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was said on the command line or in the environment; None: nothing."""

    named: Annotated[
        str, typer.Argument(metavar="[MODEL]", help="A kind of model, or a name in merito.yaml.")
    ] = ""
    topic: Annotated[
        str, typer.Argument(metavar="[TOPIC]", help="A topic of the manual, or a command.")
    ] = ""
    customer: Annotated[
        str, typer.Argument(metavar="[ID]", help="A customer's id, or an alias of a login.")
    ] = ""
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Folder to make; it must not exist or be empty.")
    ] = Path("merito-demo")
    config: Annotated[
        Path | None,
        make_option(
            "config",
            "Configuration file; else merito.yaml of this folder or its parents.",
            "-c",
            metavar="FILE",
        ),
    ] = None
    no_config: Annotated[bool, make_flag("no-config", "Look for no merito.yaml (for scripts).")] = (
        False
    )
    touchpoints: Annotated[
        list[str] | None,
        make_option(
            "touchpoints",
            "File of touchpoints: CSV or Parquet, a glob, - for standard input; repeatable.",
            metavar="FILE",
        ),
    ] = None
    orders: Annotated[
        list[str] | None,
        make_option("orders", "File of orders, in the same ways; repeatable.", metavar="FILE"),
    ] = None
    costs: Annotated[
        list[str] | None,
        make_option(
            "costs", "File of advertising costs, in the same ways; repeatable.", metavar="FILE"
        ),
    ] = None
    identities: Annotated[
        list[str] | None,
        make_option(
            "identities",
            "File of logins or loyalty cards, which id is which customer, in the same ways;"
            " repeatable.",
            metavar="FILE",
        ),
    ] = None
    bad_rows: Annotated[
        Path | None,
        make_option(
            "bad-rows",
            "File for the rows that cannot be read, as they are and with their reasons (CSV).",
            metavar="FILE",
        ),
    ] = None
    engine: Annotated[
        str | None,
        make_option(
            "engine",
            "memory, spill (to a temporary folder) or spark; else spill where the files may not"
            " fit into memory.",
            metavar="NAME",
        ),
    ] = None
    as_of: Annotated[
        str | None,
        make_option(
            "as-of", "Day that recency counts back from; else the last order's.", metavar="DAY"
        ),
    ] = None
    since: Annotated[
        str | None,
        make_option(
            "since",
            "Who moved between segments from this day, or so long before as 30d, to the as-of day.",
            metavar="DAY",
        ),
    ] = None
    period: Annotated[
        str | None,
        make_option("period", "How long the periods are: week, month or quarter.", metavar="NAME"),
    ] = None
    from_day: Annotated[
        str | None,
        make_option(
            "from",
            "First day of the orders in the report (value: of the first orders of acquisition), as"
            " 2026-01-31, 2026, 2026-01 or 2026-Q1.",
            metavar="DAY",
        ),
    ] = None
    to_day: Annotated[
        str | None,
        make_option("to", "Last day of the orders in the report, in the same ways.", metavar="DAY"),
    ] = None
    last: Annotated[
        str | None,
        make_option(
            "last",
            "Orders of the last days or weeks, as 90d or 12w, counted back from the as-of day.",
            metavar="LENGTH",
        ),
    ] = None
    lookback: Annotated[
        list[str] | None,
        make_option(
            "lookback",
            "How long before its order a touch may lie, as 30d, 12h or 4w;"
            " repeat it for windows side by side (credits, customer, journeys: the first alone).",
            metavar="WINDOW",
        ),
    ] = None
    model: Annotated[
        list[str] | None,
        make_option(
            "model",
            "A model to show, by its kind or its name in merito.yaml; repeatable, or with commas.",
            metavar="NAME",
        ),
    ] = None
    channel: Annotated[
        list[str] | None,
        make_option("channel", "A channel whose rows are wanted; repeatable.", metavar="NAME"),
    ] = None
    order: Annotated[
        list[str] | None,
        make_option("order", "An order whose rows are wanted; repeatable.", metavar="ID"),
    ] = None
    by: Annotated[
        str | None,
        make_option(
            "by",
            "Break down by campaign, source_medium, month, new_vs_returning, rfm_segment, segment"
            " (your own) or any column of the files.",
            metavar="COLUMN",
        ),
    ] = None
    metric: Annotated[
        str | None,
        make_option(
            "metric",
            f"What the table shows on a terminal; compare: {', '.join(Metric)};"
            " rfm --since: customers, revenue or share; cohorts: retention, revenue,"
            " revenue_per_customer or repeat_share.",
            metavar="NAME",
        ),
    ] = None
    time_basis: Annotated[
        str | None,
        make_option(
            "time-basis",
            "The day that credit counts on: of its order (conversion) or of its touch"
            " (interaction).",
            metavar="NAME",
        ),
    ] = None
    whole: Annotated[
        bool, make_flag("all", "Every model of every channel on a terminal that they do not fit.")
    ] = False
    intervals: Annotated[
        bool | None,
        make_flag(
            "intervals",
            "95 % intervals in every format, or in none; else JSON and the terminal's table"
            " have them.",
            refusable=True,
        ),
    ] = None
    customers: Annotated[
        bool, make_flag("customers", "One row a customer instead of one a segment.")
    ] = False
    show: Annotated[str | None, make_option("show", "Which of several tables.", metavar="NAME")] = (
        None
    )
    top: Annotated[
        int | None,
        make_option(
            "top",
            "Rows of a table that may have many, else 10 for people; where rows add up, the first"
            " so many channels, values of --by or files, and the rest as (others).",
            metavar="N",
        ),
    ] = None
    history: Annotated[
        int | None,
        make_option(
            "history", "Touches that next steps are told after, from 1 to 4; else 1.", metavar="N"
        ),
    ] = None
    transform: Annotated[
        list[str] | None,
        make_option(
            "transform",
            "Merge repeats before paths are counted: exposure (those in a row) or first (all);"
            " repeatable.",
            metavar="NAME",
        ),
    ] = None
    format: Annotated[
        str,
        make_option(
            "format",
            "auto, table, csv, tsv, json, markdown, xlsx, html or parquet; auto: by the name of"
            " the output file, else a table on a terminal and CSV in a pipe.",
        ),
    ] = "auto"
    output: Annotated[
        Path | None,
        make_option("output", "File to write, complete or not at all.", "-o", metavar="FILE"),
    ] = None
    tidy: Annotated[bool, make_flag("tidy", "CSV with one row a channel and model.")] = False
    dialect: Annotated[
        str, make_option("dialect", "CSV for a spreadsheet: plain, excel or excel-eu.")
    ] = "plain"
    currency: Annotated[
        str | None, make_option("currency", "Label of the money, as EUR.", metavar="CODE")
    ] = None
    ignore: Annotated[
        list[str] | None,
        make_option("ignore", "A finding to leave out, as few-orders; repeatable.", metavar="NAME"),
    ] = None
    force: Annotated[
        bool, make_flag("force", "Overwrite a file that is in the way and no report.")
    ] = False
    quiet: Annotated[
        bool, make_flag("quiet", "No notes on standard error; errors all the same.", "-q")
    ] = False
    verbose: Annotated[
        bool, make_flag("verbose", "Say how the files were read and what was decided.", "-v")
    ] = False
    no_color: Annotated[bool, make_flag("no-color", "No colours.")] = False
    debug: Annotated[bool, make_flag("debug", "Show the traceback of an internal error.")] = False


TYPES = get_type_hints(Options, include_extras=True)
"""The type of each option, with what Typer is told of it."""
_DEFAULTS = {field.name: field.default for field in fields(Options)}
EVERYWHERE = ("config", "no_config", "quiet", "verbose", "no_color", "debug")
FILES = ("touchpoints", "orders", "bad_rows", "currency")
COSTS = ("costs",)
ENGINE = ("engine",)
OUTPUT = ("format", "output", "force", "dialect")
DAYS = ("from_day", "to_day", "last")
COMPARISON = (
    *DAYS,
    "lookback",
    "model",
    "by",
    "top",
    "metric",
    "whole",
    "intervals",
    "tidy",
)


def takes(*names: str) -> "Callable[[Callable[[Options], None]], Callable[..., None]]":
    """Turn a function of `Options` into a command that offers the options of these names."""
    parameters = [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=_DEFAULTS[name], annotation=TYPES[name]
        )
        for name in dict.fromkeys((*names, *EVERYWHERE))
    ]

    def decorate(command: "Callable[[Options], None]") -> "Callable[..., None]":
        def invoke(**given: object) -> None:
            if given.get("output") == STANDARD_OUTPUT:
                given["output"] = None
            try:
                command(Options(**given))  # type: ignore[arg-type]  # typer gives what it was told
            except KeyboardInterrupt:
                raise typer.Exit(INTERRUPTED) from None

        invoke.__doc__ = command.__doc__
        invoke.__name__ = command.__name__.removesuffix("_")  # of what Python has a name for
        invoke.__annotations__ = {each.name: each.annotation for each in parameters}
        invoke.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # read by typer
        return invoke

    return decorate
