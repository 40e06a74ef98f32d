"""What rows of web events say besides their columns of source and medium: click ids and visits."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.columns.column_names import find_column
from cli.inputs.formats.columns.steps import nullify_blanks, without_values
from cli.inputs.tables.name_forms import fold_name
from cli.wording import format_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

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
    "mc_cid": ("mailchimp", "email"),
    "mc_eid": ("mailchimp", "email"),
    "_kx": ("klaviyo", "email"),
}
"""Parameters of links, and the source and medium of a visit that has one and names none itself.
Networks add the first to clicks on ads alone, fbclid and those after it to every link, programs for
newsletters the last ones to theirs."""
VISITS: Final = (
    *("ga_session_id", "event_params_ga_session_id", "param_ga_session_id", "session_id"),
    *("params_ga_session_id", "event_param_ga_session_id", "domain_sessionid"),
    *("$session_id", "properties_$session_id", "properties_session_id", "visit_id"),
)
"""What columns of visits are called by GA4, Snowplow, PostHog and others."""
VISIT_BY_GAP: Final = "visits by gaps of 30 minutes"
"""Stands for the id of the visit of an event that names none, see `touchpoints.visits`."""
PURCHASE_BY_GAP: Final = "purchases by gaps of 30 minutes"
"""The same for a purchase that says no source: a contact only where a visit holds it."""
_STAMP: Final = ("event_timestamp",)
_INSERTED: Final = ("$insert_id", "insert_id", "mp_insert_id")
"""What Mixpanel calls the ids of its events, which have no sessions."""
_EVENTS: Final = (*_STAMP, "event_name", "event_date", "event_type", "event_time")
_EVENT_NAMES: Final = ("event_name", "event_type", "event")
_VISITED: Final = (*_EVENTS, "event")
"""Columns that tell rows to be events, where another one names their visits."""
_PURCHASES: Final = (
    *("purchase", "order_completed", "order_placed", "placed_order", "completed_order", "order"),
    *("checkout_completed", "transaction", "af_purchase", "in_app_purchase", "ecommerce_purchase"),
)
"""What events are called that are orders themselves."""
_EVENT_TIMES: Final = ("event_time", "timestamp", "time", "event_date")
NO_SOURCE: Final = ("(direct)", "(none)", "(not set)", "(not provided)")
"""What stands for a source that is not known, in lower case."""


def add_click_tags(
    tags: "Mapping[str, pl.Expr]", names: "Sequence[str]"
) -> "dict[str, pl.Expr] | None":
    """Return source and medium with those of click ids where both are blank, None without any.

    `tags` are the columns source and medium, `names` those of the file by position.
    """
    ids = {
        click: nullify_blanks(pl.col(str(list(names).index(name))))
        for name, click in find_click_ids(names)
    }
    if not ids or not tags:
        return None
    known = {name: nullify_blanks(text) for name, text in tags.items()}
    blank = pl.all_horizontal(map(_is_unknown, tags.values()))
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


def find_click_ids(names: "Sequence[str]") -> list[tuple[str, str]]:
    """Return the columns of click ids with the parameter that each holds, as in `CLICK_IDS`."""
    return [
        (name, click)
        for click in CLICK_IDS
        if (name := next((name for name in names if _holds_click(name, click)), None)) is not None
    ]


def propose_click_tags(names: "Sequence[str]") -> str:
    """Return what makes channels of click ids alone, a sentence; nothing without any."""
    columns = [name for name, _ in find_click_ids(names)]
    if not columns:
        return ""
    listed = format_list(columns, "or")
    constants = "touchpoints.columns: {source: {value: (direct)}, medium: {value: (none)}}"
    return f"If a row without {listed} is a direct visit: {constants}. "


def _holds_click(name: str, click: str) -> bool:
    plain = fold_name(name)
    ends = tuple(f"{before}_{click}" for before in ("source", "param", "params"))
    return plain == click or plain.endswith(ends) or name.lower().endswith(f".{click}")


def make_visit_ids(
    customer: tuple[str, pl.Expr], names: "Sequence[str]", tags: "Collection[pl.Expr]"
) -> tuple[str, pl.Expr] | None:
    """Return what the visit that an event belongs to is called, and its id; None without events.

    A visit is a customer's contact, not each event in it. Without a column of visits its id is
    `VISIT_BY_GAP`, or `PURCHASE_BY_GAP`. `customer` are the name and the values of the column of
    customers, which may be called as visits are: Umami has a session a visitor. `tags` are source
    and medium where channels are made of them, of which only the first events of a visit have any.
    """
    event = find_column(_EVENT_NAMES, names)
    bought = pl.lit(value=False)
    if tags and event is not None:
        text = pl.col(str(list(names).index(event)))
        bought = _is_purchase(text) & pl.all_horizontal(map(_is_unknown, tags))
    column = find_column(VISITS, [name for name in names if name != customer[0]])
    if column is not None and any(find_column((name,), names) for name in _VISITED):
        text = pl.col(str(list(names).index(column)))
        # Amplitude writes -1 where an event belongs to no session.
        visit = without_values(nullify_blanks(text), ("-1", "(not set)"))
        ids = pl.concat_str(nullify_blanks(customer[1]), pl.lit("/"), visit)
        reported = pl.when(bought).then(pl.lit(PURCHASE_BY_GAP))
        return column, pl.coalesce(ids, reported)
    mixpanel = find_column(("distinct_id", "mp_distinct_id"), names) is not None
    stamped = find_column((*_STAMP, *(_INSERTED if mixpanel else ())), names) is not None
    if not stamped and not (tags and event and find_column(_EVENT_TIMES, names)):
        return None
    gap = pl.when(bought).then(pl.lit(PURCHASE_BY_GAP)).otherwise(pl.lit(VISIT_BY_GAP))
    return VISIT_BY_GAP, gap


def _is_purchase(event: pl.Expr) -> pl.Expr:
    words = (
        event.cast(pl.String).str.strip_chars().str.to_lowercase().str.replace_all(r"[\s.-]+", "_")
    )
    return words.is_in(_PURCHASES).fill_null(value=False)


def _is_unknown(tag: pl.Expr) -> pl.Expr:
    """Tell whether a tag does not say where an event came from, null-free."""
    text = nullify_blanks(tag)
    return text.is_null() | text.str.to_lowercase().is_in(NO_SOURCE)
