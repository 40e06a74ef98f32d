"""The labels, sentences and terms of a page in English."""

from typing import Final

LABELS: Final = {
    "contents": "Contents",
    "orders": "orders",
    "money": "net revenue",
    "coverage": "of the revenue follows a touch",
    "as_of": "as of",
    "skip": "Skip to the highlights",
    "skip_to_tables": "Skip to the tables",
    "act": "Act",
    "look": "Look",
    "fine": "Good to know",
    "error": "Data are wrong",
    "nothing": "Nothing stands out.",
    "more": "More:",
    "highlights": "In short",
    "disagreement": "Where the models disagree",
    "disagreement_lead": (
        "The same money, shared out by each model. Channels on which the models differ most come"
        " first; a line through a dot is its 95 % interval."
    ),
    "returns": "What it returned",
    "returns_lead": (
        "Revenue for each unit of cost. Right of the dashed line a channel earns its cost back."
    ),
    "journeys": "How channels work together",
    "journeys_lead": "Who opens journeys that end in an order, who assists, who closes.",
    "roles": "Roles of the channels",
    "from": "from",
    "pairs": "Pairs in one journey",
    "pairs_lead": (
        "Lift: how much more often both occur together than if they occurred independently (1)."
    ),
    "paths": "Most frequent paths",
    "lag": "Days from the first touch to the order",
    "customers": "Who the customers are",
    "customers_lead": "Segments by recency, frequency and money: how many, and what they bring.",
    "grid": "Recency by frequency and money",
    "grid_lead": "Customers and their revenue; recent ones on the right, the best at the top.",
    "moves": "Who moved",
    "moves_lead": "Customers by the segment they were in (rows) and are in now (columns).",
    "time": "Over time",
    "time_lead": "Revenue by month under {model}, all channels on one scale.",
    "cohorts": "Who comes back",
    "cohorts_lead": (
        "How many customers ordered first in each period, and the share of them that bought again"
        " so many periods later. A star marks what is not over."
    ),
    "value": "What customers are worth",
    "value_lead": "Expected value of each segment, and what is likely to be lost of it.",
    "holdout": "Forecast beside what came",
    "acquisition": "Customers by the channel that won them",
    "kpis": "KPIs",
    "kpis_lead": (
        "Each KPI beside its target and what it is usually: the median of the last eight like"
        " periods, with 3.5 robust deviations on either side."
    ),
    "experiments": "Experiments",
    "read": "What was read",
    "read_lead": "Each row of the files ends in one line of the ledger.",
    "method": "How it was computed",
    "method_lead": "Formulas, what the settings say, and words.",
    "models": "Models",
    "settings": "Settings that differ from the default",
    "defaults": "All settings have their defaults.",
    "glossary": "Glossary",
    "own": "Segments of one's own",
    "at_risk": "Value that slipped away lately",
    "period": "orders from {first} to {last}",
    "worst": "Most pressing finding:",
    "other": "Further tables",
    "metric": "Metric",
    "conversions": "Conversions",
    "revenue": "Revenue",
    "share": "Share of revenue",
    "roas": "ROAS",
    "noise": "~ may be noise: the interval of the difference to {model} holds zero, or too few"
    " customers tell",
    "first_rows": "The first {shown} of {rows} rows.",
    "first_charts": "The first {shown} of {channels} channels; the table has all of them.",
    "filter": "Filter",
    "copy": "Copy as TSV",
    "copied": "Copied",
    "opens": "opens",
    "assists": "assists",
    "closes": "closes",
    "written": "Written by merito {version}. This page loads nothing from anywhere.",
    "unit": "money in {currency}",
    "total": "Total",
    "sort": "sort",
}
SENTENCES: Final = {
    "dots": "{name}: {values}.",
    "roles": "{name} opens {first}, assists {assist} and closes {last} journeys with an order.",
    "segment": "{name}: {customers} customers ({customers_share}), {revenue} ({revenue_share}).",
    "lag": "{name} days: {journeys} journeys.",
    "path": "{name}: {journeys} journeys.",
    "month": "{name}: {values}.",
    "value": "{name}: worth {clv}, {loss} likely to be lost.",
}
COLUMNS: Final[dict[str, str]] = {
    "clv": "expected value",
    "expected": "usual",
    "expected_low": "usual, from",
    "expected_high": "usual, to",
    "cac": "CAC",
    "ltv": "LTV",
    "ltv_mean": "LTV a customer",
    "ltv_cac": "LTV : CAC",
    "roas": "ROAS",
    "p_alive_mean": "P(alive), mean",
}
FORMULAS: Final = {
    "last": "everything to the last touch before the order",
    "first": "everything to the first touch",
    "last_non_direct": "everything to the last touch that is not direct",
    "last_among": "everything to the last touch of chosen channels",
    "linear": "the same to every touch",
    "time_decay": "halved for every half-life between touch and order",
    "position_based": "set shares to the first and last touch, the rest to those between",
    "participation": "the whole order to every channel that took part; does not add up",
    "markov": "in proportion to the orders lost where a channel is removed from a Markov chain",
    "shapley": "each channel's mean contribution over all orders of joining (Shapley value)",
    "calibrated": "a base model scaled to what experiments measured; the rest was not caused",
    "custom": "a base model with weights changed by rules",
    "weight": "a weight of one's own for each touch",
}
TERMS: Final = (
    ("Touch", "a contact with a channel: a click, a view, a visit"),
    ("Journey", "the touches of a customer within the window before an order"),
    ("(unattributed)", "orders without a touch in the window"),
    ("(not caused)", "credit of tested channels that experiments say they did not earn"),
    ("(new), (none), (others)", "new customers, those in no segment, rows that are added up"),
    ("95 % interval", "where the figure would lie in 95 of 100 other samples of customers"),
    ("ROAS", "revenue / cost"),
    ("CAC", "cost / new customers"),
    ("RFM", "recency, frequency, monetary value: five scores each, 5 is best"),
    ("CLV", "expected revenue of the coming months, discounted"),
    ("LTV", "revenue so far and CLV, times what is left of revenue after the goods"),
    ("P(alive)", "the chance that a customer will buy again"),
)
