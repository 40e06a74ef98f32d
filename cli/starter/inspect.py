"""The files of a role looked at: their format, or their columns one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cli.inputs.costs.columns import choose_cost_columns
from cli.inputs.detection.net_amounts import find_net_amount
from cli.inputs.files.find import find_sources
from cli.inputs.formats.catalogue import STANDARD, STANDARD_FORMAT, list_formats
from cli.inputs.formats.derived_columns import choose_columns
from cli.inputs.formats.errors import (
    AbsentColumnError,
    MisplacedFileError,
    SeveralFormatsError,
    SumsReportError,
    UnrecognisedError,
)
from cli.inputs.formats.recognise import RecognisedFile, recognise
from cli.inputs.orders.read import choose_order_columns
from cli.inputs.tables.header import read_header
from cli.inputs.touchpoints.read import choose_touchpoint_columns
from cli.settings.generated.flow_style import to_flow
from cli.settings.generated.template import Guess
from cli.settings.sections.exports.files import (
    Costs,
    Files,
    OrderRows,
    Orders,
    Role,
    Touchpoints,
)
from cli.starter.choices import (
    CHANNELLESS,
    CHANNELS,
    OPTIONAL,
    TIME_KEYS,
    ColumnChoice,
    SharedIds,
    choose_role_columns,
)
from cli.starter.common_values import describe_zone, find_currency
from cli.starter.evidence import ColumnEvidence, gather_column_evidence
from cli.starter.made_columns import add_unit_price, find_made_columns
from cli.starter.order_rows import (
    KeptKinds,
    find_kept_kinds,
    find_row_meaning,
    find_status_meanings,
)
from cli.starter.preview import Preview, preview_file, read_first_rows
from cli.starter.sample import FileSample, read_file_sample
from cli.starter.sheets import open_likely_sheet
from cli.starter.short_years import propose_time_format
from cli.starter.text_layout import describe_layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import polars as pl

    from cli.inputs.tables.columns import RoleColumns

SECTIONS: Final[Mapping[Role, type[Files]]] = {
    Role.TOUCHPOINTS: Touchpoints,
    Role.ORDERS: Orders,
    Role.COSTS: Costs,
}
_ROWS_ALONE: Final = {
    "rows": Guess(OrderRows.ONE_PER_ORDER.value, "likely: no column holds ids, so each row is one")
}
_LIKELY_SHEET: Final = "likely: the only one with a name for each column that is needed"
_TAGGED: Final = ("source", "medium", "landing_page")
_BY_RULES: Final = "channels are made of source and medium by GA4's rules (channels.grouping)"
_UNTAGGED: Final = (
    "visits without tags or click ids count as direct ({:,} of the first {:,} links), since no"
    " column of referrers tells search from other visits; if one does: columns: {{referrer: NAME}}"
)
_RECORDS: Final = (
    "{} holds records of JSON, whose properties no column has: where they name the source of a"
    " visit, export the events as JSON, a record a line"
)


@dataclass(frozen=True, slots=True)
class LookedAtFile:
    """The first file of a role and what its columns hold."""

    sample: FileSample
    columns: list[ColumnEvidence]
    encoding: str | None = None
    """How the files are encoded, None where that is detected."""
    sheet: str | None = None
    """The sheet of a workbook, None where its header tells it."""


@dataclass(frozen=True, slots=True)
class InspectedRole:
    """What the files of a role came to."""

    keys: dict[str, object]
    """Keys of their section."""
    said: list[str]
    """What was decided and what is open, for stderr."""
    open: tuple[str, ...] = ()
    """Keys without which no report can be made."""
    order_column: str | None = None
    """Column of the orders whose ids stand for the customers of touches; None where none do."""
    normalise: Guess | None = None
    """What makes the customers' ids alike in the other file; None where they are, or nothing does.
    """
    grouped: bool = False
    """Whether channels of touches are to be made of source and medium."""
    currency: str | None = None
    """The only currency that a column names."""
    preview: Preview = field(default_factory=lambda: Preview(()))
    rows: "pl.DataFrame | None" = None
    """The first rows as reports read them, None where they cannot be read."""


def look_at_first(
    role: Role, files: "Sequence[str]", home: "Path", encoding: str | None
) -> LookedAtFile:
    """Return the first file of a role as texts; raises errors of exit status 2."""
    section = SECTIONS[role].model_validate({"files": list(files), "encoding": encoding})
    source = find_sources(section.files, role.value, None)[0]
    text, sheet = open_likely_sheet(section, role, source, list_formats(role, home))
    sample = read_file_sample(text, role.value)
    return LookedAtFile(sample, gather_column_evidence(sample), encoding, sheet)


def inspect_files(
    role: Role,
    files: "Sequence[str]",
    home: "Path",
    first: LookedAtFile,
    shared: SharedIds,
) -> InspectedRole:
    """Return the format of the files, or the columns of the first one where it has none."""
    found = _inspect_files(role, files, home, first, shared)
    told: dict[str, object] = {} if first.encoding is None else {"encoding": first.encoding}
    if first.sheet is None:
        return replace(found, keys={**told, **found.keys})
    told["sheet"] = Guess(first.sheet, _LIKELY_SHEET)
    said = [f"sheet: {to_flow(first.sheet)} ({_LIKELY_SHEET})", *found.said]
    return replace(found, keys={**told, **found.keys}, said=said)


def _inspect_files(
    role: Role,
    files: "Sequence[str]",
    home: "Path",
    first: LookedAtFile,
    shared: SharedIds,
) -> InspectedRole:
    said = {"files": list(files), "encoding": first.encoding, "sheet": first.sheet}
    section = SECTIONS[role].model_validate(said)
    try:
        looked = recognise(section, role, None, home)
    except SumsReportError as error:
        return replace(_inspect_columns(role, first, shared), said=[str(error)])
    except SeveralFormatsError as error:
        several = Guess(error.names[0], f"open: {' or '.join(error.names)}", open=True)
        return InspectedRole({"format": several}, [str(error)], ("format",))
    except (MisplacedFileError, UnrecognisedError):
        looked = []
    if not looked or looked[0].named.form is None:
        return _inspect_columns(role, first, shared)
    return _describe_exports(role, looked)


def _describe_exports(role: Role, looked: "list[RecognisedFile[Files]]") -> InspectedRole:
    """Return what is known of exports of known programs."""
    alike = len({file.named.name for file in looked}) == 1
    keys: dict[str, object] = {"format": looked[0].named.name} if alike else {}
    mark = looked[0].section.delimiter
    if len(looked) == 1 and mark not in (None, ","):
        keys["delimiter"] = "tab" if mark == "\t" else mark
    said = [
        f"{file.source.name} is {file.named.name}"
        + (f": {file.named.form.title}" if file.named.form else "")
        for file in looked
    ]
    if not alike:
        return InspectedRole(keys, said)
    absent = _find_absent(role, looked)
    if absent is not None:
        ours = absent.ours
        keys["columns"] = {ours: Guess(None, f"open: {looked[0].named.name} has none", open=True)}
        return InspectedRole(keys, [*said, str(absent)], (f"columns.{ours}",))
    rows = read_first_rows(looked[0], _get_role_columns, role.value)
    return InspectedRole(keys, said, preview=_preview(role, looked[0]), rows=rows)


def _find_absent(role: Role, looked: "list[RecognisedFile[Files]]") -> AbsentColumnError | None:
    """Return what an export lacks, None where nothing is missing; channels may be grouped later."""
    for file in looked:
        filled = file.section
        head = read_header(file.source, role.value, filled, ())
        wanted = _get_role_columns(filled)
        wanted = replace(wanted, needed=wanted.needed - {"channel"})
        try:
            choose_columns(file.source.name, file.named.form, wanted, head)
        except AbsentColumnError as error:
            return error
    return None


def _inspect_columns(role: Role, first: LookedAtFile, shared: SharedIds) -> InspectedRole:
    """Return the columns of a file of no known export, and what its rows are."""
    sample = first.sample
    choices = choose_role_columns(role, first.columns, shared)
    known = {each.ours: each.theirs for each in choices if each.theirs is not None}
    net = _find_net_amount(sample, known)
    choices = [each for each in choices if net is None or each.ours != "refunded"]
    kept = find_kept_kinds(sample, known) if role is Role.ORDERS else None
    paid = kept is not None and "order_id" not in known
    alone = [each for each in choices if each.ours == "order_id" and (paid or not each.candidates)]
    choices = [each for each in choices if each not in alone]
    priced = add_unit_price(first.columns, known) if role is Role.ORDERS else known
    wanted = _get_role_columns(SECTIONS[role]())
    made = find_made_columns(sample, wanted, priced, first.columns)
    if kept is not None:
        made["status"] = Guess(kept.column, f"likely: it tells the rows that have {kept.what}")
    listed = {each.ours: each for each in choices if each.theirs != each.ours or each.ours in made}
    times = _describe_times(first, known, made) | describe_zone(role, sample)
    keys: dict[str, object] = {**times}
    if listed:
        keys = {"format": STANDARD, **describe_layout(sample), **times}
        keys["columns"] = {ours: _guess_column(each) for ours, each in listed.items()} | made
    said = [_tell_choice(each) for each in listed.values() if each.ours not in made]
    said += [f"columns.{ours}: {to_flow(each.value)} ({each.why})" for ours, each in made.items()]
    said += [_tell_times(key, each) for key, each in times.items()]
    if net is not None:
        said.append(f"{known.pop('refunded')} is not read as refunded: {net}")
    tagged = "channel" not in known and not known.keys().isdisjoint(_TAGGED)
    grouped = tagged and role is Role.TOUCHPOINTS
    if grouped:
        said.append(_BY_RULES)
        said += _tell_untagged(first, known)
    if role is Role.ORDERS:
        more = _describe_rows(sample, priced if "revenue" in made else known, made) | (
            _ROWS_ALONE if alone else {}
        )
        said += [f"{key}: {each.value} ({each.why})" for key, each in more.items() if not each.open]
        keys |= more
    if kept is not None:
        keys["keep_status"] = Guess(list(kept.kinds), f"likely: the rows with {kept.what}")
        said.append(_tell_kept(kept))
    if role is Role.COSTS and known.keys().isdisjoint(CHANNELS):
        keys["channel"] = Guess(None, CHANNELLESS, open=True)
        said.append(f"channel is {CHANNELLESS}")
    missing = _list_missing(role, choices, made, times)
    if "columns.channel" in missing:
        said += [_RECORDS.format(each.name) for each in first.columns if each.holds_records]
    by_ids = known.get("customer_id") in shared.counts
    found = InspectedRole(
        keys,
        said,
        missing,
        shared.order_column if by_ids else None,
        _choose_normalise(first, shared, known["customer_id"]) if by_ids else None,
        grouped,
        find_currency(sample, known),
    )
    return found if missing else _with_rows(role, sample, found)


def _find_net_amount(sample: FileSample, known: "Mapping[str, str]") -> str | None:
    """Return what the revenue is where what was refunded is taken off it, None where it is not."""
    if not {"revenue", "refunded"} <= known.keys():
        return None
    names, rows = sample.names, sample.rows
    found = find_net_amount(names, rows, known["revenue"], known["refunded"])
    return f"{known['revenue']} is {found.sentence}" if found and found.parts else None


def _tell_untagged(first: LookedAtFile, known: "Mapping[str, str]") -> list[str]:
    """Return what becomes of links without tags, where no referrer tells more of them."""
    if "landing_page" not in known or "referrer" in known:
        return []
    links = next(each for each in first.columns if each.name == known["landing_page"])
    bare = links.filled - links.tagged
    return [_UNTAGGED.format(bare, links.filled)] if bare else []


def _with_rows(role: Role, sample: FileSample, found: InspectedRole) -> InspectedRole:
    """Return what was found with the first rows as it reads them."""
    file = _make_recognised(role, sample, found.keys)
    rows = read_first_rows(file, _get_role_columns, role.value)
    return replace(found, preview=_preview(role, file), rows=rows)


def _choose_normalise(first: LookedAtFile, shared: SharedIds, customers: str) -> Guess | None:
    """Return how the ids of customers, in a column, are made alike to those of the other file."""
    if shared.normalise is None:
        return None
    column = next(each for each in first.columns if each.name == customers)
    why = f"likely: {column.name}: {shared.describe(column)}"
    return Guess(shared.normalise.value, why)


def _list_missing(
    role: Role,
    choices: "Sequence[ColumnChoice]",
    made: "Mapping[str, Guess]",
    times: "Mapping[str, Guess]",
) -> tuple[str, ...]:
    """Return the keys without which no report can be made."""
    columns = (each.ours for each in choices if each.theirs is None)
    needed = [f"columns.{ours}" for ours in columns if ours not in {*OPTIONAL[role], *made}]
    return (*needed, *(key for key, each in times.items() if each.open))


def _tell_times(key: str, style: Guess) -> str:
    return f"{key} is {style.why}" if style.open else f"{key}: {style.value} ({style.why})"


def _tell_kept(kept: KeptKinds) -> str:
    lacks = kept.what.split()[-1]
    return f"keep_status: {to_flow(list(kept.kinds))} (likely: other rows have no {lacks})"


def _guess_column(choice: ColumnChoice) -> Guess:
    return Guess(choice.theirs, choice.sentence, open=choice.theirs is None)


def _tell_choice(choice: ColumnChoice) -> str:
    if choice.theirs is None:
        return f"columns.{choice.ours} is {choice.sentence}"
    return f"{choice.theirs} is read as {choice.ours} ({choice.sentence})"


def _describe_times(
    first: LookedAtFile, known: "Mapping[str, str]", made: "Mapping[str, Guess]"
) -> dict[str, Guess]:
    """Return how times are written, where it is a way that reading leaves to the settings."""
    columns = {each.name: each for each in first.columns}
    for ours, theirs in known.items():
        formats = columns[theirs].short_formats
        if not formats or ours not in TIME_KEYS:
            continue
        names = made[ours].value if ours in made else None
        clock = first.sample.get_texts(names[1])[0] if isinstance(names, list) else None
        return {"time_format": propose_time_format(formats, clock)}
    return {}


def _describe_rows(
    sample: FileSample, known: "Mapping[str, str]", made: "Mapping[str, Guess]"
) -> dict[str, Guess]:
    """Return what rows and statuses of orders mean."""
    keys: dict[str, Guess] = {}
    source = made["order_id"].value if "order_id" in made else None
    joined = source["join"] if isinstance(source, dict) else ()
    rows = find_row_meaning(sample, known, joined, priced="revenue" in made)
    if rows is not None:
        keys["rows"] = Guess(rows.rows.value, f"likely: {rows.why}")
    meanings = find_status_meanings(sample, known["status"]) if "status" in known else None
    if meanings is not None:
        names = list(meanings.dropped or meanings.unknown)
        keys["drop_status"] = Guess(names, meanings.sentence, open=True)
    return keys


def _make_recognised(
    role: Role, sample: FileSample, keys: "Mapping[str, object]"
) -> RecognisedFile[Files]:
    """Return a file with the settings that were found for it."""
    said: dict[str, object] = {}
    for key, value in keys.items():
        if isinstance(value, dict):
            said[key] = {ours: each.value for ours, each in value.items() if not each.open}
        elif not isinstance(value, Guess):
            said[key] = value
        elif not value.open:
            said[key] = value.value
    section = SECTIONS[role].model_validate({"files": [sample.source.name], **said})
    return RecognisedFile(sample.source, STANDARD_FORMAT, section, None)


def _preview(role: Role, file: RecognisedFile[Files]) -> Preview:
    return preview_file(file, _get_role_columns, role.value)


def _get_role_columns(section: Files) -> "RoleColumns":
    match section:
        case Touchpoints():
            return choose_touchpoint_columns(section)
        case Orders():
            return choose_order_columns(section)
        case Costs():
            return choose_cost_columns(section)
        case _:
            raise TypeError(section)
