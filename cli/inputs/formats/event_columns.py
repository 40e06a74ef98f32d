"""What rows of web events say besides their columns of source and medium: click ids and visits."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.steps import nullify_blanks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CLICK_IDS: Final = {
    "gclid": ("google", "cpc"),
    "wbraid": ("google", "cpc"),
    "gbraid": ("google", "cpc"),
    "dclid": ("google", "display"),
    "msclkid": ("bing", "cpc"),
    "ttclid": ("tiktok", "paid"),
    "fbclid": ("facebook", "social"),
    "li_fat_id": ("linkedin", "social"),
    "twclid": ("twitter", "social"),
}
"""Parameters of links, and the source and medium of a visit that has one and names none itself.
Networks add the first to clicks on ads alone, fbclid and those after it to every link."""
VISIT: Final = "ga_session_id"
VISIT_BY_GAP: Final = "visits by gaps of 30 minutes"
"""Stands for the id of the visit of an event that names none, see `touchpoints.visits`."""
_EVENTS: Final = ("event_timestamp", "event_name", "event_date")
NO_SOURCE: Final = ("(direct)", "(none)", "(not set)", "(not provided)")
"""What stands for a source that is not known, in lower case."""


def add_click_tags(
    tags: "Mapping[str, pl.Expr]", names: "Sequence[str]"
) -> "dict[str, pl.Expr] | None":
    """Return source and medium with those of click ids where both are blank, None without any.

    `tags` are the columns source and medium, `names` those of the file by position.
    """
    columns = {name.lower().rpartition(".")[2]: pl.col(str(at)) for at, name in enumerate(names)}
    ids = {name: nullify_blanks(columns[name]) for name in CLICK_IDS if name in columns}
    if not ids or not tags:
        return None
    known = {name: nullify_blanks(text) for name, text in tags.items()}
    blank = pl.all_horizontal(
        text.is_null() | text.str.to_lowercase().is_in(NO_SOURCE) for text in known.values()
    )
    return {
        name: pl.coalesce(
            pl.when(blank).then(
                pl.coalesce(
                    pl.when(text.is_not_null()).then(pl.lit(CLICK_IDS[click][name == "medium"]))
                    for click, text in ids.items()
                )
            ),
            known[name],
        )
        for name in tags
    }


def make_visit_ids(customer: pl.Expr, names: "Sequence[str]") -> tuple[str, pl.Expr] | None:
    """Return what the visit that an event belongs to is called, and its id; None without events.

    A visit is a customer's contact, not each event in it. Without a column of visits its id is
    `VISIT_BY_GAP`.
    """
    if VISIT in names and any(name in names for name in _EVENTS):
        visit = nullify_blanks(pl.col(str(list(names).index(VISIT))))
        return VISIT, pl.concat_str(nullify_blanks(customer), pl.lit("/"), visit)
    if "event_timestamp" in names and "event_name" in names:
        return VISIT_BY_GAP, pl.lit(VISIT_BY_GAP)
    return None
