"""Which columns of touchpoints hold the links of visits, where no column names their channel."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.columns.column_names import find_column, makes_column
from cli.inputs.formats.columns.link_tags import TAGGED, find_own_tags
from cli.inputs.formats.columns.source_medium import find_source_medium
from cli.inputs.formats.columns.steps import nullify_blanks
from cli.inputs.reading.columns.column_samples import read_column_sample, read_first_rows
from cli.inputs.tables.columns import LinkColumns
from cli.inputs.tables.name_forms import drop_record, fold_name, quote_name, simplify_name
from cli.inputs.tables.table import Table
from cli.inputs.tables.usual_names.ranking import USUAL_NAMES, rank_name
from cli.settings.sections.exports.files import Role
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.inputs.files.find import Source
    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.header import Header
    from cli.settings.sections.exports.export_formats import ExportFormat

_LANDING, _REFERRER = "landing_page", "referrer"
_TELLING: Final = ("channel", "source", "medium")
_TAGGED: Final = ("source", "medium", "campaign")
_PAGES: Final = ("page url", "current url", "page location", "context page url", "url")
"""What columns of the pages of a shop are called, as `simplify_name` gives it."""
_HOST: Final = r"^[a-z+.-]+://|^[\w-]+(?:\.[\w-]+)+"


def find_links(
    source: "Source", header: "Header", wanted: "RoleColumns", form: "ExportFormat | None"
) -> "tuple[RoleColumns, tuple[str, ...]]":
    """Return what is to be read of touchpoints, with the columns of links that tell channels.

    The settings say which, or a name does and the first values have tags. With it what reports say
    of it. Nothing where a column names the channel, its source or its medium.
    """
    if wanted.role != Role.TOUCHPOINTS or not wanted.grouped:
        return wanted, ()
    page = _find_page(header)
    said = LinkColumns(wanted.columns.get(_LANDING), wanted.columns.get(_REFERRER), page)
    if said != LinkColumns(page=page):
        return replace(wanted, links=_add_named(said, header.names)), ()
    if form is not None and form.links:
        return _find_format_links(header, wanted, form, page)
    return _find_links(source, header, wanted, form, page)


def _find_links(
    source: "Source",
    header: "Header",
    wanted: "RoleColumns",
    form: "ExportFormat | None",
    page: str | None,
) -> "tuple[RoleColumns, tuple[str, ...]]":
    """Return the same by the names of columns and their first values alone."""
    tags = find_own_tags(wanted, header) if form is None else {}
    own = {ours: theirs for ours, theirs in tags.items() if ours in _TELLING}
    if _names_channel(header, wanted, form) and not _may_be_filled(own, header, wanted):
        return wanted, ()
    landing, referrer = (_find_named(ours, header.flat_names) for ours in (_LANDING, _REFERRER))
    table = Table(source, header, (), wanted.role)
    if landing is not None and not _is_tagged(table, landing) and referrer is None:
        landing = None
    if referrer is not None and not _holds_hosts(table, referrer):
        referrer = None
    found = LinkColumns(landing, referrer, page)
    bare = found == LinkColumns(page=page)
    if own and (bare or not _count_blank(table, own)):
        return wanted, ()
    if bare:
        return replace(wanted, tagged=_find_tagged(table)), ()
    return replace(wanted, links=found), (_describe_links(table, found, own),)


def _find_format_links(
    header: "Header", wanted: "RoleColumns", form: "ExportFormat", page: str | None
) -> "tuple[RoleColumns, tuple[str, ...]]":
    """Return what is to be read of pages of visits, with their links and what led to them.

    Nothing where the file has none, or the settings say where visits came from.
    """
    referrer = _find_named(_REFERRER, header.flat_names)
    if referrer is None or not {*wanted.columns, *wanted.sources}.isdisjoint(_TELLING):
        return wanted, ()
    found = {ours: find_column(form.columns.get(ours, ()), header.names) for ours in _TAGGED}
    tags = {ours: theirs for ours, theirs in found.items() if theirs is not None}
    links = LinkColumns(page, referrer, calls=True)
    return replace(wanted, columns={**tags, **wanted.columns}, links=links), ()


def _names_channel(header: "Header", wanted: "RoleColumns", form: "ExportFormat | None") -> bool:
    """Tell whether something names the channel, its source or its medium."""
    known = {*wanted.columns, *wanted.sources, *wanted.made, *map(fold_name, header.names)}
    if form is not None:
        known |= {ours for ours in _TELLING if makes_column(form, ours, header.names)}
    named = any(
        (rank_name(ours, name) or (1, 0))[0] == 0 for ours in _TELLING for name in header.names
    )
    return bool(known & set(_TELLING)) or named or find_source_medium(header.names) is not None


def _may_be_filled(own: "Mapping[str, str]", header: "Header", wanted: "RoleColumns") -> bool:
    """Tell whether source and medium are the file's own columns, so that links may fill them."""
    known = {*wanted.columns, *map(fold_name, header.names)}
    called = any((rank_name("channel", name) or (1, 0))[0] == 0 for name in header.names)
    made = {*wanted.sources, *wanted.made}
    both = find_source_medium(header.names) is not None
    channel = called or "channel" in known or both
    return not channel and made.isdisjoint(_TELLING) and bool(own)


def _count_blank(table: Table, own: "Mapping[str, str]") -> int:
    """Return how many of the first rows have neither source nor medium."""
    rows = read_first_rows(table, [table.header.names.index(name) for name in own.values()])
    return int(rows.select(pl.all_horizontal(nullify_blanks(pl.all()).is_null()).sum()).item())


def _add_named(said: LinkColumns, names: "Sequence[str]") -> LinkColumns:
    """Return the columns of links that the settings name, with one that is called as ours is."""
    folded = {fold_name(name): name for name in reversed(names)}
    landing = said.landing or folded.get(_LANDING)
    return said._replace(landing=landing, referrer=said.referrer or folded.get(_REFERRER))


def _find_page(header: "Header") -> str | None:
    """Return the column of the pages of the shop that were looked at, None without any."""
    called = {drop_record(simplify_name(name)): name for name in reversed(header.flat_names)}
    return next((called[plain] for plain in _PAGES if plain in called), None)


def _find_named(ours: str, names: "Sequence[str]") -> str | None:
    """Return the column that is called as landing pages or referrers are, the most telling one."""
    usual = (ours.replace("_", " "), *USUAL_NAMES[ours].whole)
    called = {simplify_name(name): name for name in reversed(names)}
    called = {drop_record(plain): name for plain, name in called.items()} | called
    return next((called[plain] for plain in usual if plain in called), None)


def _is_tagged(table: Table, name: str) -> bool:
    texts = read_column_sample(table, table.header.names.index(name))
    return bool(texts.str.contains(TAGGED).any())


def _holds_hosts(table: Table, name: str) -> bool:
    texts = read_column_sample(table, table.header.names.index(name))
    return bool(texts.str.to_lowercase().str.contains(_HOST).any())


def _find_tagged(table: Table) -> str | None:
    """Return the first column whose links have tags, None without any."""
    names = filter(None, table.header.flat_names)
    return next((name for name in names if _is_tagged(table, name)), None)


def _describe_links(table: Table, links: LinkColumns, own: "Mapping[str, str]") -> str:
    """Return what channels are made of, and what that cannot tell."""
    pairs = {_LANDING: links.landing, _REFERRER: links.referrer}
    mapped = ", ".join(f"{ours}: {quote_name(name)}" for ours, name in pairs.items() if name)
    made = [f"the tags of links in {links.landing}"] if links.landing else []
    made += [f"the hosts in {links.referrer}"] if links.referrer else []
    hold = "hold" if len(own) > 1 else "holds"
    blank = f"where {', '.join(own.values())} {hold} nothing, " if own else ""
    what = f"{blank}channels are made of {' and '.join(made)}"
    said = f"{what}, as touchpoints.columns: {{{mapped}}} says"
    rest = (
        "what has neither counts as direct" if len(made) > 1 else "what has none counts as direct"
    )
    if links.landing is not None and links.referrer is None:
        texts = read_column_sample(table, table.header.names.index(links.landing))
        bare = int((~texts.str.contains(TAGGED)).sum())
        count = f"{bare:,} of the first {format_count(len(texts), 'link')}"
        rest = f"{rest} ({count}), since no column of referrers tells search from other visits"
    return f"touchpoints: {table.source.name}: {said}; {rest}"
