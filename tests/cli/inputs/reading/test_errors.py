"""Every mistake has a file that provokes it, and the exit status and message beside it.

Beside NAME.expected stand the file, NAME.csv, and what differs from the default settings,
NAME.yaml: keys of the section of the role (NAME begins with it), `max_bad_rows`, `channels` and
`by`.
"""

from functools import partial
from pathlib import Path

import pytest
import yaml

from cli.errors import MeritoError
from cli.inputs.context import ReadContext
from cli.inputs.costs.read import read_costs
from cli.inputs.identities.read import read_identities
from cli.inputs.orders.read import read_orders
from cli.inputs.touchpoints.read import read_touchpoints
from cli.settings.sections.channels import Channels
from cli.settings.sections.exports.files import Costs, Orders, Touchpoints
from cli.settings.sections.exports.identities import Identities
from cli.settings.sections.root import Settings

FOLDER = Path(__file__).parents[3] / "errors" / "inputs"
CASES = sorted(path.stem for path in FOLDER.glob("*.expected"))


def message_of(case: str) -> str:
    path = FOLDER / f"{case}.yaml"
    keys = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    tolerance = Settings(max_bad_rows=keys.pop("max_bad_rows", 0)).max_bad_rows
    context = ReadContext("UTC", tolerance, home=FOLDER, by=keys.pop("by", None))
    channels = Channels.model_validate(keys.pop("channels", {}))
    section = {"files": f"{case}.csv", **keys}
    read = partial(read_section, case, section, context, channels)
    with pytest.raises(MeritoError) as caught:
        read()
    return f"exit status {caught.value.exit_status}\n{caught.value}\n"


def read_section(
    case: str, section: dict[str, object], context: ReadContext, channels: Channels
) -> None:
    if case.startswith("orders"):
        read_orders(Orders.model_validate(section), context)
    elif case.startswith("costs"):
        read_costs(Costs.model_validate(section), context)
    elif case.startswith("identities"):
        read_identities(Identities.model_validate(section), context)
    else:
        read_touchpoints(Touchpoints.model_validate(section), context, channels)


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_as_expected(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    assert message_of(case) == (FOLDER / f"{case}.expected").read_text(encoding="utf-8")


def test_every_file_has_its_message() -> None:
    names = {path.name.partition(".")[0] for path in FOLDER.iterdir() if path.is_file()}
    assert sorted(names) == CASES
    assert len(CASES) > 60
