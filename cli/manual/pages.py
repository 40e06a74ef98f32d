"""The topics there are, and their text."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.errors import MeritoError, suggest_nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

TOPICS: Final = (
    *("files", "exports", "channels", "settings", "models", "segments", "trust"),
    *("cron", "spreadsheets", "spark"),
)
"""In the order in which somebody needs them."""
_WORDS: Final = {
    "files": "file csv parquet columns input inputs data identities logins cookies refunds begin",
    "exports": "export formats shopify woocommerce stripe paypal ads google meta connectors",
    "channels": "channel ga4 utm sources source medium grouping unassigned analytics",
    "settings": "setting config configuration yaml merito.yaml options environment variables",
    "models": "model attribution formulas markov-chain data-driven last-click",
    "segments": "own-segments where facts conditions rfm_segment customer-segments",
    "trust": "intervals interval bootstrap noise uncertainty sensitivity limits confidence",
    "cron": "crontab nightly night schedule automation status exit-status statuses exit monitoring"
    " kpis kpi alarm alarms",
    "spreadsheets": "spreadsheet excel xlsx sheets libreoffice calc dialect dialects",
    "spark": "cluster memory large spill engine engines big performance speed databricks",
}
"""Words that somebody may look a topic up by."""
_FOLDER: Final = Path(__file__).parent / "topics"


class UnknownTopicError(MeritoError):
    """Help was asked for on something that the manual does not have."""

    def __init__(self, name: str, commands: "Sequence[str]" = ()) -> None:
        hint = suggest_nearest(name, (*TOPICS, *commands))
        super().__init__(
            f'no help on "{name}"{hint} Topics: {", ".join(TOPICS)}, and every command'
        )


def find_topic(word: str) -> str:
    """Return the topic of a name or of a word for it; raises UnknownTopicError."""
    plain = word.lower().replace("_", "-")
    found = (topic for topic in TOPICS if plain == topic or plain in _WORDS[topic].split())
    topic = next(found, None)
    if topic is None:
        raise UnknownTopicError(word)
    return topic


def read_topic(name: str) -> str:
    """Return the Markdown of a topic, without the marks for what writes its examples."""
    lines = (_FOLDER / f"{name}.md").read_text(encoding="utf-8").splitlines()
    return "".join(f"{line}\n" for line in lines if not line.startswith("<!--"))


def describe_topic(name: str) -> str:
    """Return what a topic is about: what its heading says behind the name."""
    heading = read_topic(name).partition("\n")[0]
    return heading.removeprefix(f"# {name}: ")
