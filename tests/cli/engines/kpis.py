"""KPIs of every kind, for shops that have the channel Email."""

from pathlib import Path

from tests.running import SAMPLE

KPIS = """
segments: [{name: Big, where: "monetary > 100"}]
kpis:
  - {name: Revenue, metric: revenue, period: week}
  - {name: New, metric: new_customers, period: day}
  - {name: Coverage, metric: coverage}
  - {name: Email, metric: conversions, channel: Email, model: markov, period: week}
  - {name: Email for new customers, metric: new_conversions, channel: Email}
  - {name: Champions, metric: customers, rfm_segment: Champions}
  - {name: Big, metric: share, segment: Big, period: quarter}
"""


def write_watched_shop(folder: Path, shop: Path = SAMPLE) -> None:
    """Write the files of a shop anew, its settings with KPIs."""
    for file in shop.iterdir():
        if file.is_file() and file.name != "merito.yaml":
            (folder / file.name).symlink_to(file)
    settings = (shop / "merito.yaml").read_text(encoding="utf-8")
    (folder / "merito.yaml").write_text(settings + KPIS, encoding="utf-8")
