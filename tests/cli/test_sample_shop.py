"""The sample shop's known truths, found again by the commands."""

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.running import SAMPLE

JOURNEY = (
    "Organic Social",
    "Organic Search",
    "Store Visit",
    "Paid Shopping",
    "Retargeting",
    "Organic Search",
    "Paid Search",
    "Comparison",
    "Retargeting",
    "Retargeting",
    "Email",
    "Organic Search",
)


@pytest.fixture
def famous(tmp_path: Path) -> Path:
    """A folder with the rows of one customer."""
    for name in ("touchpoints.csv", "orders.csv"):
        header, *rows = (SAMPLE / name).read_text(encoding="utf-8").splitlines()
        own = [row for row in rows if "C-01907" in row.split(",")[:2]]
        (tmp_path / name).write_text("\n".join([header, *own, ""]), encoding="utf-8")
    return tmp_path


def credit(run: Run, model: str) -> dict[str, float]:
    files = ("--touchpoints", "touchpoints.csv", "--orders", "orders.csv")
    outcome = run("compare", *files, "--model", model, "-q")
    rows = csv.DictReader(io.StringIO(outcome.out))
    return {row["channel"]: float(row[f"{model}_conversions"]) for row in rows}


def test_the_famous_journey_has_its_twelve_touches(run: Run, famous: Path) -> None:
    touches = (famous / "touchpoints.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert tuple(touch.split(",")[2] for touch in touches) == JOURNEY
    assert credit(run, "first")["Organic Social"] == 1
    assert credit(run, "last")["Organic Search"] == 1
    linear = credit(run, "linear")
    assert linear.pop("(unattributed)") == 0
    assert linear == pytest.approx(
        {channel: JOURNEY.count(channel) / 12 for channel in JOURNEY}, abs=1e-6
    )


def test_the_demo_is_the_sample_shop(run: Run, tmp_path: Path) -> None:
    outcome = run("demo", "shop")
    assert outcome.status == 0
    copied = {path.name: path.read_bytes() for path in (tmp_path / "shop").iterdir()}
    kinds = {".csv", ".yaml", ".md"}
    assert copied == {
        path.name: path.read_bytes() for path in SAMPLE.iterdir() if path.suffix in kinds
    }
    assert outcome.err.endswith("try: cd shop && merito compare\n")


def test_the_demo_may_fill_an_empty_folder_and_has_a_name_of_its_own(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "merito-demo").mkdir()
    assert run("demo", "-q").status == 0
    assert (tmp_path / "merito-demo" / "merito.yaml").is_file()
    assert run("demo").status == 2


@pytest.fixture
def measured(tmp_path: Path) -> Path:
    """The sample shop whose experiments are taken in."""
    for file in SAMPLE.glob("*.csv"):
        (tmp_path / file.name).symlink_to(file)
    text = (SAMPLE / "merito.yaml").read_text(encoding="utf-8")
    text = text.replace("# experiments:\n", "experiments:\n").replace("#   - {name:", "  - {name:")
    (tmp_path / "merito.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_experiments_tell_harvest_from_cause(run: Run, measured: Path) -> None:
    models = "last,first,linear,calibrated"
    outcome = run("compare", "--show", "experiments", "--model", models, "-q", cwd=measured)
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    verdicts = {(row["channel"], row["model"]): row["verdict"] for row in rows}
    assert verdicts == {
        ("Retargeting", "last"): "over",
        ("Retargeting", "first"): "too few",
        ("Retargeting", "linear"): "over",
        ("Retargeting", "calibrated"): "agrees",
        ("Organic Social", "last"): "under",
        ("Organic Social", "first"): "agrees",
        ("Organic Social", "linear"): "agrees",
        ("Organic Social", "calibrated"): "agrees",
    }
    assert {row["incremental"] for row in rows} == {"3.000000", "33.000000"}


def test_calibrated_credit_foots_with_the_orders(run: Run, measured: Path) -> None:
    outcome = run("compare", "--model", "linear,calibrated", "-q", "--tidy", cwd=measured)
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    own = {row["channel"]: row for row in rows if row["model"] == "calibrated"}
    base = {row["channel"]: row for row in rows if row["model"] == "linear"}
    sums = [round(sum(float(row["revenue"]) for row in each.values()), 2) for each in (own, base)]
    assert sums == [166_888.58] * 2
    assert float(own["Retargeting"]["revenue"]) < 0.1 * float(base["Retargeting"]["revenue"])
    assert own["Email"]["revenue"] == base["Email"]["revenue"]
    assert float(own["(not caused)"]["conversions"]) > 150
