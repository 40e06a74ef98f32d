"""Words that people know a command or an option by, and what it is called here."""

from typing import Final

_COMMANDS: Final = {
    "merito --version": "version ver about",
    "merito help": "man manual docs doc guide topics usage ? /? /help /h -? tutorial faq",
    "merito help exports": "formats exports connectors",
    "merito help settings": "settings options",
    "merito compare": "comparison model-comparison models-comparison compare-models attribution"
    " attribute attribution-models channels channel conversions roas multi-channel mcf",
    "merito compare --show transitions": "funnel funnels sankey transitions",
    "merito credits": "credit rows raw raw-data audit-rows touch-level row-level fractions",
    "merito customer ID": "person user profile single-customer customer-page",
    "merito journeys": "journey roles role overlap customer-journeys customer-journey",
    "merito journeys --show roles": "assists assisted-conversions",
    "merito journeys --show paths": "paths path conversion-paths conversions-paths conversion-path"
    " attribution-paths top-paths top-conversion-paths",
    "merito journeys --show lag": "lag time-lag",
    "merito journeys --show length": "length path-length",
    "merito journeys --show next": "next next-steps",
    "merito rfm": "segments segment segmentation segmenting rfm-segments rfm-analysis",
    "merito rfm --customers": "customers scores",
    "merito rfm --show channels": "segment-channels channels-by-segment acquisition-channels",
    "merito rfm --show own": "own own-segments custom-segments",
    "merito value": "ltv clv cltv clvs lifetime lifetime-value customer-value churn forecast"
    " predict prediction",
    "merito rfm --since 30d": "migration migrations moves moved movement",
    "merito cohorts": "cohort retention cohort-analysis repeat repeat-rate",
    "merito watch": "kpi kpis alert alerts alarm alarms monitor monitoring anomaly anomalies"
    " targets goals",
    "merito sensitivity": "robustness stability simulate simulation",
    "merito report": "reports all run everything dashboard summary overview export",
    "merito check": "validate verify doctor lint inspect audit ledger data quality test status",
    "merito explain": "models model list describe formula formulas list-models",
    "merito explain last": "last-click last-touch last-interaction",
    "merito explain first": "first-click first-touch",
    "merito explain markov": "data-driven data-driven-attribution dda markov-chain",
    "merito init": "setup config configure configuration new start create import",
    "merito demo shop": "sample samples example examples quickstart try",
}
"""Commands as they are typed, each with words that stand for it."""
COMMANDS: Final = {word: line for line, words in _COMMANDS.items() for word in words.split()}

_OPTIONS: Final = {
    "--touchpoints": "touches touch touchpoint visits sessions events traffic clicks -t",
    "--orders": "order sales transactions purchases conversions revenue",
    "--costs": "cost spend ads",
    "--model": "models -m attribution",
    "--lookback": "window windows lookback-window -w",
    "--by": "group-by groupby group dimension dimensions breakdown -b",
    "--from": "start since begin start-date from-date after",
    "--to": "end until end-date to-date before till",
    "--output": "out outfile file save write",
    "--format": "type as -f",
    "--dialect excel": "excel spreadsheet xls",
    "--dialect": "delimiter sep separator",
    "--as-of": "date today asof on",
    "--last": "days period recent past for",
    "--config": "settings configuration yaml",
    "--quiet": "silent -s",
    "--verbose": "details",
    "--force": "overwrite yes -y",
    "--show": "table tables list",
    "--top": "limit head first-rows first-n max-rows -n",
    "--metric": "measure metrics kpi",
    "--all": "full whole complete",
    "--intervals": "confidence ci interval error-bars",
    "--no-color": "no-colour nocolor monochrome",
    "--customers": "customer per-customer detail",
    "--bad-rows": "errors rejected rejects",
    "--engine": "backend",
    "--format json": "json",
    "--format csv": "csv",
    "--format markdown": "markdown md",
    "--format parquet": "parquet",
    "--help": "usage man -?",
}
OPTIONS: Final = {
    word if word.startswith("-") else f"--{word}": option
    for option, words in _OPTIONS.items()
    for word in words.split()
}
"""Options that people expect, and what does the same here."""


def find_command(words: "tuple[str, ...]") -> str | None:
    """Return the command line that a word stands for, or several together; None for others."""
    whole = "-".join(words).lower().replace("_", "-")
    return COMMANDS.get(whole) or COMMANDS.get(words[0].lower().replace("_", "-"))
