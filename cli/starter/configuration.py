"""The configuration file that is written, section by section."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.inputs.files.errors import EncodingError, MixedEncodingsError
from cli.inputs.formats.catalogue import FOLDER
from cli.interrupts import allow_interrupts
from cli.outputs.destinations import write_file, write_with_folder
from cli.outputs.targets import name_files, refuse_target
from cli.reports.channels.suggested_rules import suggest_rules
from cli.settings.generated.template import Guess, make_template
from cli.settings.sections.exports.files import Role, Touchpoints
from cli.starter.columns.candidates import has_named_costs
from cli.starter.common_values import combine_currencies, combine_zones
from cli.starter.errors import FileInTheWayError, UntoldEncodingError
from cli.starter.given_files import (
    GivenRole,
    inspect_roles,
    list_layouts,
    make_paths_relative,
)
from cli.starter.inspect import InspectedRole, look_at_first
from cli.starter.kpis import propose_kpis
from cli.starter.layouts import (
    FileLayout,
    describe_layouts,
    have_one_layout,
    keep_shared_cuts,
    list_unfit,
    make_formats,
)
from cli.starter.login_sections import (
    make_file_logins,
    make_order_logins,
    make_touch_logins,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.starter.preview import Preview

_CHECK_NAMES: Final = "suggested for what those leave Unassigned; check their names"
_ABOUT_KPIS: Final = (
    'What merito watch looks at; add what you aim at: target: ">= 4", change: ">= -5%"'
)
_READ: Final = (Role.IDENTITIES, Role.COSTS, Role.TOUCHPOINTS, Role.ORDERS)
"""Roles in the order in which their files are named: the last one holds for a file of several."""


@dataclass(frozen=True, slots=True)
class StarterResult:
    """What `init` has written and seen."""

    notes: list[str]
    """What was decided, and what is open."""
    previews: "Mapping[str, Preview]"
    """The first rows, by role."""

    def describe_rows(self) -> str:
        """Return the first rows of each role as reports read them."""
        shown = {role: each.lines for role, each in self.previews.items() if each.lines}
        parts = ("\n".join([f"{role}, as it is read:", *shown[role]]) for role in shown)
        return "".join(f"{part}\n" for part in parts)


def write_starter_config(
    asked: "Mapping[Role, Sequence[str]]",
    target: Path,
    encodings: "Mapping[Role, str | None]",
    *,
    force: bool,
) -> StarterResult:
    """Write a configuration for the given files by role and return what was decided.

    `encodings` are those that somebody has said, by role. Raises TakenTargetError,
    FileInTheWayError, UntoldEncodingError, what opening the files raises, and UnwritableError.
    """
    asked = {role: files for role, files in asked.items() if files}
    by_role = {role.value: asked[role] for role in sorted(asked, key=_READ.index)}
    read = dict(each for role, files in by_role.items() for each in name_files(role, files))
    refuse_target(target, read, force=True)
    if target.exists() and not force:
        raise FileInTheWayError(target)
    allow_interrupts()
    devices = asked.pop(Role.IDENTITIES, ())
    given, notes = _inspect_all(asked, target, encodings)
    if Role.COSTS not in given and Role.TOUCHPOINTS in given:
        paid, about_costs = _find_costs_of_touches(given[Role.TOUCHPOINTS], target)
        given, notes = given | paid, [*notes, *about_costs]
    sources = (each.first.sample.source for each in given.values())
    guessed = list(dict.fromkeys(note for source in sources for note in source.notes))
    formats: dict[str, str] = {}
    if devices:
        logins = make_file_logins(devices, given, target, encodings.get(Role.IDENTITIES))
    else:
        logins = make_touch_logins(given, target)
    for role in given:
        made, found = _give_formats(role, given, target)
        formats |= made
        given = given | {role: replace(given[role], found=found)}
    if not devices:
        # The column of orders may be that of a single file.
        logins = make_order_logins(given, target) or logins
    sections, said = _make_sections(given, target, logins)
    _write_all(make_template(sections).encode(), formats, target)
    previews = {role.value: each.found.preview for role, each in given.items()}
    return StarterResult([*guessed, *notes, *said, _tell_next_step(given, target)], previews)


def _write_all(settings: bytes, formats: "Mapping[str, str]", target: Path) -> None:
    """Write a configuration and the formats that it names beside it: all of them or none."""
    if not formats:
        write_file(settings, target)
        return
    folder = target.resolve().parent / FOLDER
    texts = {folder / f"{name}.yaml": text.encode() for name, text in formats.items()}
    write_with_folder({**texts, target: settings}, folder)


def _inspect_all(
    files: "dict[Role, Sequence[str]]", target: Path, encodings: "Mapping[Role, str | None]"
) -> "tuple[dict[Role, GivenRole], list[str]]":
    """Return what the files of each role came to, touchpoints and orders the right way round.

    With it a note where they were given the other way round.
    """
    home = target.resolve().parent
    try:
        looked = {
            role: look_at_first(role, paths, home, encodings.get(role))
            for role, paths in files.items()
        }
    except (EncodingError, MixedEncodingsError) as error:
        raise UntoldEncodingError(error) from None
    found = inspect_roles(files, looked, target)
    pair = (Role.TOUCHPOINTS, Role.ORDERS)
    if not all(role in found and found[role].found.open for role in pair):
        return found, []
    touches, orders = pair
    turned = {**files, touches: files[orders], orders: files[touches]}
    seen = {**looked, touches: looked[orders], orders: looked[touches]}
    other = inspect_roles(turned, seen, target)
    if any(other[role].found.open for role in pair):
        return found, []
    names = looked[touches].sample.source.name, looked[orders].sample.source.name
    return other, [
        f"{names[0]} holds orders and {names[1]} touchpoints, by their columns: written so"
    ]


def _give_formats(
    role: Role, given: "Mapping[Role, GivenRole]", target: Path
) -> tuple[dict[str, str], InspectedRole]:
    """Return formats for the files of a role that call their columns differently.

    With them what the role comes to: nothing but its files, since each format says the rest.
    """
    home = target.resolve().parent
    layouts = list_layouts(role, given, home)
    own = _with_currency_of_all(given[role], layouts)
    if not layouts or have_one_layout(layouts):
        keys = keep_shared_cuts(own.found.keys, layouts)
        return {}, _with_zone_of_all(replace(own.found, keys=keys), layouts)
    unfit = [(each, names) for each in layouts if (names := list_unfit(each))]
    if unfit:
        said = [
            f"{each.name} has other columns than {layouts[0].name} and needs a format of its own,"
            f" {FOLDER}/NAME.yaml (merito help exports), which cannot make {', '.join(names)}"
            for each, names in unfit
        ]
        return {}, replace(own.found, said=[*own.found.said, *said])
    formats = make_formats(layouts, home)
    by_order = next((name for each in layouts if (name := each.found.order_column)), None)
    if not formats:
        return {}, _with_zone_of_all(own.found, layouts)
    said = [f"{each.name}: {line}" for each in layouts for line in each.found.said]
    said.append(describe_layouts(formats))
    return formats, replace(own.found, keys={}, said=said, open=(), order_column=by_order)


def _with_currency_of_all(given: GivenRole, files: "Sequence[FileLayout]") -> GivenRole:
    """Return what was found in the files of a role with the currency of all instead of the first.

    `files` is empty where there is one alone.
    """
    if not files:
        return given
    named = combine_currencies([(each.name, each.found.currency) for each in files])
    return replace(given, found=replace(given.found, currency=named))


def _with_zone_of_all(found: InspectedRole, files: "Sequence[FileLayout]") -> InspectedRole:
    """Return what was found with the zone of all files of a role, which one section is for."""
    if not files:
        return found
    told = ((each.name, each.found.keys.get("timezone")) for each in files)
    zone = combine_zones([(name, each if isinstance(each, Guess) else None) for name, each in told])
    keys = {key: each for key, each in found.keys.items() if key != "timezone"}
    if zone is None:
        return replace(found, keys=keys)
    if not zone.open:
        return replace(found, keys={**keys, "timezone": zone})
    said = [each for each in found.said if not each.startswith("timezone: ")]
    said.append(f"timezone: {zone.why}")
    return replace(found, keys={**keys, "timezone": zone}, said=said)


def _find_costs_of_touches(
    touches: GivenRole, target: Path
) -> "tuple[dict[Role, GivenRole], list[str]]":
    """Return touchpoints as costs too where a column of theirs is called so, with a note."""
    if touches.found.open or not has_named_costs(touches.first.columns):
        return {}, []
    found = inspect_roles({Role.COSTS: touches.files}, {Role.COSTS: touches.first}, target)
    if found[Role.COSTS].found.open:
        return {}, []
    name = touches.first.sample.source.name
    return found, [f"{name} says what touches cost as well: written as costs too"]


def _make_sections(
    given: "Mapping[Role, GivenRole]", target: Path, known: "tuple[dict[str, object], str]"
) -> tuple[dict[str, object], list[str]]:
    """Return the sections of the file, and what was decided; `known` are logins."""
    sections: dict[str, object] = {}
    said: list[str] = []
    for role, each in given.items():
        found = each.found
        sections[role.value] = {"files": make_paths_relative(each.files, target), **found.keys}
        said += [f"{role.value}: {sentence}" for sentence in found.said]
        if found.preview.problem:
            said.append(f"{role.value}: the first rows cannot be read: {found.preview.problem}")
        if found.currency is not None:
            sections["currency"] = found.currency
            said += [f"currency: {found.currency.why}"] if found.currency.open else []
        if found.grouped and not found.open:
            rules = suggest_rules(_make_touchpoints(each))
            if rules:
                sections["channels"] = {"rules": rules}
                said.append(f"channels.rules: {len(rules)} {_CHECK_NAMES}")
    logins, about = known
    ways = (each.found.normalise for each in given.values())
    normalise = next((way for way in ways if way is not None), None)
    if logins:
        sections["identities"] = logins
        said.append(about)
    elif normalise is not None:
        sections["identities"] = {"normalise": normalise}
        said.append(f"identities.normalise: {normalise.value} ({normalise.why})")
    rows = {role: each.found.rows for role, each in given.items()}
    kpis = propose_kpis({role: some for role, some in rows.items() if some is not None})
    if kpis:
        sections["kpis"] = Guess(kpis, _ABOUT_KPIS)
        period = kpis[0]["period"]
        said.append(f"kpis: {len(kpis)} proposed, by {period}; set targets, then: merito watch")
    return sections, said


def _make_touchpoints(given: GivenRole) -> Touchpoints:
    """Return the section of the touchpoints as it is written."""
    keys: dict[str, object] = {"files": list(given.files)}
    for key, value in given.found.keys.items():
        if isinstance(value, dict):
            keys[key] = {ours: each.value for ours, each in value.items()}
        else:
            keys[key] = value.value if isinstance(value, Guess) else value
    return Touchpoints.model_validate(keys)


def _tell_next_step(given: "Mapping[Role, GivenRole]", target: Path) -> str:
    """Return what is to be done with the file."""
    left = [f"{role.value}.{key}" for role, each in given.items() for key in each.found.open]
    known = [each.found.currency for each in given.values() if each.found.currency is not None]
    wrote = f"wrote {target}; set timezone"
    wrote += "" if known and not known[0].open else " and currency"
    return f"{wrote}{''.join(f', {key}' for key in left)} there, then: merito check"
