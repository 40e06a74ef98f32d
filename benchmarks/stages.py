"""The stages of `merito compare` and the functions that each of them begins with."""

from typing import Final

IMPORTS: Final = "start, imports"
REST: Final = "everything else"
STAGES: Final[dict[str, tuple[str, ...]]] = {
    "settings": ("cli.configured:configured",),
    "reading: header, format, the ways of writing": (
        "cli.inputs.touchpoints:recognised",
        "cli.inputs.orders:recognised",
        "cli.inputs.reading:opened",
        "cli.inputs.scan:sample_decisions",
    ),
    "reading: scan with times, amounts, categories": ("cli.inputs.reading:_rows",),
    "checking: nulls, early times, large amounts": ("cli.inputs.scan:_doubtful",),
    "checking: blank texts": ("cli.inputs.scan:has_blanks",),
    "checking: values of each row": ("cli.inputs.scan:even",),
    "local times to instants, blanks to nulls": ("cli.inputs.scan:_finished",),
    "channels": ("cli.inputs.touchpoints:channelled", "cli.inputs.touchpoints:ignored"),
    "repeated order ids, refunds": (
        "cli.inputs.settling:cleaned",
        "cli.inputs.settling:netted",
        "cli.inputs.settling:_finished",
    ),
    "numbering customers": ("attribution.customers:encode",),
    "numbering channels": ("attribution.vocabulary:encode",),
    "cutting into parts": ("attribution.parts:Parts.__init__", "attribution.parts:Parts.part"),
    "sorting": ("attribution.observed:timeline",),
    "windows": ("attribution.observed:journeys",),
    "journeys without an order": ("attribution.observed:nonconverting",),
    "counts of the ledger": ("attribution.statistics:counts_of",),
    "models of one touch": ("attribution.credit:_whole",),
    "linear": ("attribution.models.linear:Linear.credit",),
    "time decay": ("attribution.models.time_decay:TimeDecay.credit",),
    "position based": ("attribution.models.position_based:PositionBased.credit",),
    "Shapley": ("attribution.models.shapley:Shapley.credit",),
    "reach of Markov": ("attribution.models.linear:Participation.credit",),
    "credit rows and their sums": ("attribution.statistics:credited",),
    "customers of each channel": (
        "attribution.credit:Tally.seen",
        "attribution.credit:Tally.count",
    ),
    "chains and channel sets": (
        "attribution.statistics:chained",
        "attribution.statistics:channel_sets",
    ),
    "removal effects": ("attribution.findings:estimates",),
    "bootstrap": (
        "attribution.sureness:Resampled.__init__",
        "attribution.sureness:Resampled.totals",
        "attribution.sureness:Resampled.credit",
        "attribution.sureness:bounds",
        "attribution.sureness:stability",
    ),
    "comparison": ("cli.reports.comparison:comparison",),
    "output": ("cli.delivery:deliver",),
}
"""Stages in the order of the report: functions as `module:name`, where callers look them up."""
