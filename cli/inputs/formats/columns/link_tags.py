"""Source, medium and campaign in links of visits: utm tags, click ids, hosts of referrers."""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import polars as pl

from cli.inputs.formats.columns.event_columns import CLICK_IDS, NO_SOURCE, add_click_tags
from cli.inputs.formats.columns.mapped_columns import MappedColumns
from cli.inputs.formats.columns.steps import nullify_blanks
from cli.inputs.tables.errors import MissingSourceError
from cli.inputs.tables.made_columns import MadeColumns
from cli.inputs.tables.name_forms import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.header import Header

_TAGS: Final = ("source", "medium", "campaign")
_CLICKS: Final = "|".join(CLICK_IDS)
_NAMES: Final = "|".join((*(f"utm_{name}" for name in _TAGS), _CLICKS))
TAGGED: Final = rf"(?i)^(?:[^{{\[].*?[?&#;])?(?:{_NAMES})="
"""A link with a tag that says where a visit came from, or its query alone; no text of JSON."""
_BEGUN: Final = "(?:^|[?&#;])"
"""What stands before a parameter; before the first of a query alone nothing does."""
_HOST: Final = r"^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/@\s]*@)?(?:www\.)?([^/:?#\s]+)"
_NO_HOST: Final = (*NO_SOURCE, "direct", "$direct", "null", "none", "undefined", "-", "n/a", "nan")
_LAST_LETTER: Final = 0x17F
"""The last letter of Europe's languages that use Latin ones; escapes of others stay."""


def make_link_tags(file: str, mapped: MappedColumns, header: "Header") -> MappedColumns:
    """Return what is made of columns, with source, medium and campaign out of the links of visits.

    Nothing is made where links are not to be read, see `RoleColumns.links`. What the file's own
    columns of them say goes before the tags of the landing page, those before click ids, and these
    before the host of the referrer; a page of the host of the landing page or of the page itself is
    no referrer. Raises `MissingSourceError`.
    """
    links = mapped.wanted.links
    if links is None or not mapped.wanted.made.isdisjoint(_TAGS):
        return mapped
    made = MadeColumns(header, mapped.texts)
    texts = {}
    columns = {"landing_page": links.landing, "referrer": links.referrer, "page": links.page}
    for ours, theirs in columns.items():
        if theirs is not None and theirs not in header.names:
            place = f"{mapped.wanted.role}.columns.{ours}"
            raise MissingSourceError(file, place, theirs, header.names)
        texts[ours] = None if theirs is None else made.keep(_select_text(theirs, header))
    own = find_own_tags(mapped.wanted, header)
    links_say = _choose_first(list(_read_links(texts, header, made)), made)
    parts = _fill_own_tags(own, links_say, header)
    left, name = mapped.wanted, links.landing or links.referrer or ""
    plain = {ours: theirs for ours, theirs in left.columns.items() if ours not in parts}
    fields = [
        left.make_field(ours, own.get(ours, name), made.add(text)) for ours, text in parts.items()
    ]
    return MappedColumns(
        (*mapped.fields, *fields),
        made.columns,
        replace(left, columns=plain, made=left.made | parts.keys()),
    )


def find_own_tags(wanted: "RoleColumns", header: "Header") -> dict[str, str]:
    """Return the columns of source, medium and campaign, that are mapped or called so."""
    own: dict[str, str] = {}
    for ours in _TAGS:
        called = (name for name in header.names if fold_name(name) == ours)
        theirs = wanted.columns.get(ours) or next(called, None)
        if theirs in header.names:
            own[ours] = theirs
    return own


def _fill_own_tags(
    own: "Mapping[str, str]", links: "Mapping[str, pl.Expr]", header: "Header"
) -> dict[str, pl.Expr]:
    """Return what the file's own columns say, and what links do where these tell no source."""
    none = pl.lit(None, pl.String)
    tags = {ours: _select_text(own[ours], header) if ours in own else none for ours in _TAGS}
    told = tags["source"].is_not_null() | tags["medium"].is_not_null()
    filled = {ours: pl.when(told).then(tags[ours]).otherwise(links[ours]) for ours in _TAGS}
    return filled | {"campaign": pl.coalesce(tags["campaign"], filled["campaign"])}


def _read_links(
    texts: "Mapping[str, pl.Expr | None]", header: "Header", made: MadeColumns
) -> "Iterator[dict[str, pl.Expr]]":
    """Yield what the link of a visit says, what click ids say, and what led to it."""
    none = pl.lit(None, pl.String)
    landing, referrer, page = texts["landing_page"], texts["referrer"], texts["page"]
    if landing is not None:
        yield _read_tags(landing, made)
    clicked = add_click_tags(dict.fromkeys(_TAGS[:2], none), header.flat_names)
    if clicked is not None:
        yield {**clicked, "campaign": none}
    if referrer is not None:
        host = made.keep(_extract_host(referrer))
        for own in (landing, page):
            if own is not None:
                host = pl.when(host.ne_missing(_extract_host(own))).then(host)
        host = made.keep(host)
        medium = pl.when(host.is_not_null()).then(pl.lit("referral"))
        yield {"source": host, "medium": medium, "campaign": none}


def _choose_first(
    stages: "Sequence[Mapping[str, pl.Expr]]", made: MadeColumns
) -> dict[str, pl.Expr]:
    """Return, row by row, what the first stage says that says anything."""
    chosen = dict(stages[-1])
    for each in reversed(stages[:-1]):
        stage = {ours: made.keep(text) for ours, text in each.items()}
        says = made.keep(pl.any_horizontal(stage[ours].is_not_null() for ours in _TAGS))
        chosen = {ours: pl.when(says).then(stage[ours]).otherwise(chosen[ours]) for ours in _TAGS}
    return chosen


def _select_text(theirs: str, header: "Header") -> pl.Expr:
    return nullify_blanks(pl.col(str(header.names.index(theirs)))).str.strip_chars()


def _read_tags(link: pl.Expr, made: MadeColumns) -> dict[str, pl.Expr]:
    """Return source, medium and campaign of links, those of a click id where no tag tells."""
    # Each pattern passes over nulls at once, and most links have no parameters.
    link = made.keep(pl.when(link.str.contains("=", literal=True)).then(link))
    source, medium, campaign = (
        made.keep(_extract_tag(link, f"utm_{name}", made)) for name in _TAGS
    )
    click = made.keep(_find_click_id(link, made))
    by_click = {name: _name_click_id(click, at) for at, name in enumerate(_TAGS[:2])}
    tagged = pl.any_horizontal(tag.is_not_null() for tag in (source, medium, campaign))
    fits = source.is_null() | (source.str.to_lowercase() == by_click["source"])
    return {
        "source": pl.coalesce(source, pl.when(~tagged).then(by_click["source"])),
        "medium": pl.coalesce(medium, pl.when(fits).then(by_click["medium"])),
        "campaign": campaign,
    }


def _extract_tag(link: pl.Expr, name: str, made: MadeColumns) -> pl.Expr:
    """Return the value of a parameter of a link, null where blank."""
    escaped = made.keep(link.str.extract(rf"(?i){_BEGUN}{name}=([^&#;\s]*)"))
    escapes, letters = zip(*_list_escapes(), strict=True)
    some = pl.when(escaped.str.contains("[%+]")).then(escaped)
    return nullify_blanks(pl.coalesce(some.str.replace_many(list(escapes), list(letters)), escaped))


@cache
def _list_escapes() -> list[tuple[str, str]]:
    return list(_make_escapes())


def _make_escapes() -> "Iterator[tuple[str, str]]":
    """Yield what stands for letters in links, in capitals and small: %20, %C3%A9, +."""
    yield "+", " "
    for code in (*range(0x20, 0x7F), *range(0xA0, _LAST_LETTER + 1)):
        letter = chr(code)
        escape = quote(letter, safe="") if code >= 0x80 else f"%{code:02X}"
        yield escape, letter
        if escape != escape.lower():
            yield escape.lower(), letter


def _find_click_id(link: pl.Expr, made: MadeColumns) -> pl.Expr:
    """Return the parameter of the click id in a link, as in `CLICK_IDS`, null without any."""
    clicked = made.keep(
        pl.when(link.str.contains(rf"(?i){_BEGUN}(?:{_CLICKS})=[^&#;\s]")).then(link)
    )
    return pl.coalesce(
        pl.when(clicked.str.contains(rf"(?i){_BEGUN}{click}=[^&#;\s]")).then(pl.lit(click))
        for click in CLICK_IDS
    )


def _name_click_id(click: pl.Expr, at: int) -> pl.Expr:
    """Return the source (0) or the medium (1) that a click id stands for."""
    names = {each: tags[at] for each, tags in CLICK_IDS.items()}
    return click.replace_strict(names, return_dtype=pl.String)


def _extract_host(text: pl.Expr) -> pl.Expr:
    """Return the host of an address in small letters, without www; null of words for none."""
    low = text.str.to_lowercase()
    known = pl.when(~low.is_in(_NO_HOST)).then(low)
    return known.str.extract(_HOST)
