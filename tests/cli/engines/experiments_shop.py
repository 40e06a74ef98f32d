"""The sample shop with experiments, and models calibrated by them."""

from pathlib import Path

from tests.running import SAMPLE

EXPERIMENTS = """\
experiments:
  - {name: pause, channel: Retargeting, from: 2026-03-01, to: 2026-03-28, metric: conversions,
     incremental: 3, low: -9, high: 15}
  - {name: lift, channel: Organic Social, from: 2026-05-01, to: 2026-05-31, metric: revenue,
     incremental: 2000, low: 1200, high: 2800}
models: [last, {name: scaled, calibrated: {base: markov}}, calibrated]
costs: {files: costs.csv}
"""


def write_experiments(folder: Path) -> None:
    """Put the sample shop into a folder, with experiments and models calibrated by them."""
    for file in SAMPLE.glob("*.csv"):
        (folder / file.name).symlink_to(file)
    settings = (SAMPLE / "merito.yaml").read_text(encoding="utf-8")
    (folder / "merito.yaml").write_text(settings + EXPERIMENTS, encoding="utf-8")
