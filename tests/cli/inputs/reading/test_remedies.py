"""Every setting that a message proposes, applied: the run works, or says something else.

A remedy is what stands in a message as KEY: VALUE of a section, other than at the beginning of a
line, where a message quotes the setting that it is about. It is put into the settings as it
is, and the file read again.
"""

import re

import pytest
import yaml

from cli.errors import MeritoError
from cli.inputs.context import ReadContext
from cli.settings.sections.channels import Channels
from cli.settings.sections.root import Settings
from tests.cli.inputs.reading.test_errors import CASES, FOLDER, read_section

_ROLES = "touchpoints|orders|costs|identities"
_VALUE = r'\{[^}]*\}|"[^"]*"(?: or "[^"]*")*|[\w/.-]*[\w/-]'
_REMEDY = re.compile(
    rf"(?<=[ (])(?P<role>{_ROLES})\.(?P<key>[a-z_]+): (?:for example )?(?P<value>{_VALUE})"
)
_PLACES = re.compile(r"\bNAME\b")


def list_remedies(message: str) -> list[tuple[str, str]]:
    """Return key and value, as YAML, of each setting that a message proposes."""
    found = [
        (match["key"], value)
        for match in _REMEDY.finditer(message)
        for value in (match["value"].split(" or ") if '"' in match["value"] else [match["value"]])
        if not _PLACES.search(value)
    ]
    return list(dict.fromkeys(found))


def read_message(case: str, more: dict[str, object]) -> str | None:
    """Return what is wrong with a file under further settings, None where nothing is."""
    path = FOLDER / f"{case}.yaml"
    keys = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    tolerance = Settings(max_bad_rows=keys.pop("max_bad_rows", 0)).max_bad_rows
    context = ReadContext("UTC", tolerance, home=FOLDER, by=keys.pop("by", None))
    channels = Channels.model_validate(keys.pop("channels", {}))
    columns = {**keys.get("columns", {}), **(more.get("columns") or {})}  # type: ignore[dict-item]
    section = {"files": f"{case}.csv", **keys, **more}
    if columns:
        section["columns"] = columns
    try:
        read_section(case, section, context, channels)
    except MeritoError as error:
        return str(error)
    return None


REMEDIES = [
    (path.stem, key, value)
    for path in (FOLDER / f"{case}.expected" for case in CASES)
    for key, value in list_remedies(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("case", "key", "value"), REMEDIES)
def test_a_remedy_leads_on(
    case: str, key: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    before = read_message(case, {})
    after = read_message(case, yaml.safe_load(f"{key}: {value}"))
    assert after != before


def test_there_are_remedies_of_many_kinds() -> None:
    assert {"columns", "rows", "time_format", "decimal"} <= {key for _, key, _ in REMEDIES}


def test_a_remedy_is_found_in_a_sentence() -> None:
    said = 'set orders.time_format: "%d" or "%m"; orders.columns: {revenue: NAME}, orders.rows: x'
    assert list_remedies(said) == [("time_format", '"%d"'), ("time_format", '"%m"'), ("rows", "x")]
