"""The files of a role looked at: their format, or their columns one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cli.inputs.costs.columns import choose_cost_columns
from cli.inputs.files.find import find_sources
from cli.inputs.formats.catalogue import STANDARD, STANDARD_FORMAT, list_formats
from cli.inputs.formats.columns.derived_columns import choose_columns
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
    OrderCustomers,
    OrderRows,
    Orders,
    Role,
    Touchpoints,
)
from cli.settings.sections.exports.identities import Identities, Normalise
from cli.starter.columns.choices import SharedIds
from cli.starter.columns.descriptions import CHANNELLESS
from cli.starter.columns.keys import OPTIONAL, TIME_KEYS
from cli.starter.common_values import describe_zone, find_currency, find_only_currency
from cli.starter.evidence import ColumnEvidence, gather_column_evidence
from cli.starter.order_rows import (
    describe_several_customers,
    find_row_meaning,
    find_status_meanings,
    find_won_statuses,
)
from cli.starter.preview import Preview, preview_file, read_first_rows
from cli.starter.role_columns import (
    RoleChoice,
    choose_file_columns,
    describe_columns,
    describe_records,
)
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
    Role.IDENTITIES: Identities,
}
_ROWS_ALONE: Final = {
    "rows": Guess(OrderRows.ONE_PER_ORDER.value, "likely: no column holds ids, so each row is one")
}
_LIKELY_SHEET: Final = "likely: the only one with a name for each column that is needed"


@dataclass(frozen=True, slots=True)
class LookedAtFile:
    """The first file of a role and what its columns hold."""

    sample: FileSample
    columns: list[ColumnEvidence]
    encoding: str | None = None
    """How the files are encoded, None where that is detected."""
    sheet: str | None = None
    """The sheet of a workbook, None where its header tells it."""
    ids: "dict[tuple[str, Normalise], pl.Series]" = field(
        default_factory=dict, repr=False, compare=False
    )
    """The different ids of columns, by column and how they are made alike, once they are listed."""


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
    currency: Guess | None = None
    """The currency that columns name, open where there are several; None where none does."""
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
        return replace(_inspect_columns(role, first, shared), said=[error.message])
    except SeveralFormatsError as error:
        several = Guess(error.names[0], f"open: {' or '.join(error.names)}", open=True)
        return InspectedRole({"format": several}, [error.message], ("format",))
    except MisplacedFileError as error:
        found = _inspect_columns(role, first, shared)
        # Touches that say what each of them cost are costs as well.
        return found if error.paid else replace(found, said=[error.message, *found.said])
    except UnrecognisedError:
        looked = []
    if not looked or looked[0].named.form is None:
        return _inspect_columns(role, first, shared)
    return _describe_exports(role, looked, first.sample)


def _describe_exports(
    role: Role, looked: "list[RecognisedFile[Files]]", sample: FileSample
) -> InspectedRole:
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
    currency = None
    if len(looked) == 1:
        if looked[0].section.timezone is None:
            keys |= describe_zone(role, sample)
        currency = find_only_currency(role, rows)
    return InspectedRole(
        keys, said, currency=currency, preview=_preview(role, looked[0]), rows=rows
    )


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
    sample, wanted = first.sample, _get_role_columns(SECTIONS[role]())
    chosen = choose_file_columns(role, sample, first.columns, shared, wanted)
    times = _describe_times(first, chosen) | describe_zone(role, sample)
    rows = _describe_rows(sample, chosen) if role is Role.ORDERS else {}
    keys: dict[str, object] = {**times}
    if chosen.listed:
        keys = {"format": STANDARD, **describe_layout(sample), **times}
        keys["columns"] = chosen.guess()
    keys |= rows
    if chosen.kept is not None:
        kinds = list(chosen.kept.kinds)
        keys["keep_status"] = Guess(kinds, f"likely: the rows with {chosen.kept.what}")
    if chosen.channelless:
        keys["channel"] = Guess(None, CHANNELLESS, open=True)
    missing = _list_missing(chosen, times)
    said = [*describe_columns(chosen, first.columns, times, rows)]
    if "columns.channel" in missing:
        said += describe_records(first.columns)
    by_ids = chosen.known.get("customer_id") in shared.counts
    found = InspectedRole(
        keys,
        said,
        missing,
        shared.order_column if by_ids else None,
        _choose_normalise(first, shared, chosen.known["customer_id"]) if by_ids else None,
        chosen.grouped,
        find_currency(sample, chosen.known),
    )
    return found if missing else _with_rows(role, sample, found)


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


def _list_missing(chosen: RoleChoice, times: "Mapping[str, Guess]") -> tuple[str, ...]:
    """Return the keys without which no report can be made."""
    columns = (each.ours for each in chosen.choices if each.theirs is None)
    optional = {*OPTIONAL[chosen.role], *chosen.made}
    needed = [f"columns.{ours}" for ours in columns if ours not in optional]
    return (*needed, *(key for key, each in times.items() if each.open))


def _describe_times(first: LookedAtFile, chosen: RoleChoice) -> dict[str, Guess]:
    """Return how times are written, where it is a way that reading leaves to the settings."""
    columns = {each.name: each for each in first.columns}
    for ours, theirs in chosen.known.items():
        formats = columns[theirs].short_formats
        if not formats or ours not in TIME_KEYS:
            continue
        names = chosen.made[ours].value if ours in chosen.made else None
        clock = first.sample.get_texts(names[1])[0] if isinstance(names, list) else None
        return {"time_format": propose_time_format(formats, clock)}
    return {}


def _describe_rows(sample: FileSample, chosen: RoleChoice) -> dict[str, Guess]:
    """Return what rows and statuses of orders mean."""
    keys: dict[str, Guess] = {}
    made = chosen.made
    known = chosen.priced if "revenue" in made else chosen.known
    source = made["order_id"].value if "order_id" in made else None
    joined = source["join"] if isinstance(source, dict) else ()
    rows = find_row_meaning(sample, known, joined, priced="revenue" in made)
    if rows is not None:
        keys["rows"] = Guess(rows.rows.value, f"likely: {rows.why}")
        several = describe_several_customers(sample, known)
        if several is not None:
            keys["customers"] = Guess(OrderCustomers.FIRST_ROW.value, f"likely: {several}")
    meanings = find_status_meanings(sample, known["status"]) if "status" in known else None
    won = find_won_statuses(sample, known["status"]) if "status" in known else ()
    if won:
        keys["keep_status"] = Guess(list(won), "likely: deals that are open are no sales yet")
    elif meanings is not None:
        names = list(meanings.dropped or meanings.unknown)
        keys["drop_status"] = Guess(names, meanings.sentence, open=True)
    return keys | (_ROWS_ALONE if chosen.alone else {})


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
