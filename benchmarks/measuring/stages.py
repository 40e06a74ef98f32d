"""The stages of `merito compare` and the functions that each of them begins with."""

from typing import Final

IMPORTS: Final = "start, imports"
REST: Final = "everything else"
STAGES: Final[dict[str, tuple[str, ...]]] = {
    "settings": ("cli.run:load_run",),
    "reading: header, format, the ways of writing": (
        "cli.inputs.touchpoints.read:recognise",
        "cli.inputs.orders.read:recognise",
        "cli.inputs.reading.open:open_table",
        "cli.inputs.reading.fast_path:detect_from_sample",
    ),
    "reading: scan with times, amounts, categories": ("cli.inputs.reading.read:_read_rows",),
    "checking: nulls, early times, large amounts": ("cli.inputs.reading.fast_path:_is_doubtful",),
    "checking: ids": ("cli.inputs.reading.fast_path:_with_clean_ids",),
    "checking: values of each row": ("cli.inputs.reading.fast_path:is_even",),
    "local times to instants, blanks to nulls": ("cli.inputs.reading.fast_path:_finish_rows",),
    "channels": (
        "cli.inputs.touchpoints.read:assign_channels",
        "cli.inputs.touchpoints.read:find_ignored",
    ),
    "repeated order ids, refunds": (
        "cli.inputs.orders.settle:clean_orders",
        "cli.inputs.orders.settle:net_refunds",
        "cli.inputs.orders.settle:_finish_orders",
    ),
    "numbering customers": ("attribution.parts.parts:number_rows",),
    "numbering channels": ("attribution.parts.vocabulary:encode",),
    "cutting into parts": (
        "attribution.parts.parts:Parts.__init__",
        "attribution.parts.parts:Parts.get_part",
    ),
    "sorting": ("attribution.statistics.observed:build_timeline",),
    "windows": ("attribution.statistics.observed:find_journeys",),
    "journeys without an order": ("attribution.statistics.observed:find_nonconverting",),
    "counts of the ledger": ("attribution.statistics.statistics:count_rows",),
    "models of one touch": ("attribution.statistics.credit:_credit_whole_orders",),
    "linear": ("attribution.models.linear:Linear.credit",),
    "time decay": ("attribution.models.time_decay:TimeDecay.credit",),
    "position based": ("attribution.models.position_based:PositionBased.credit",),
    "Shapley": ("attribution.models.shapley:Shapley.credit",),
    "reach of Markov": ("attribution.models.linear:Participation.credit",),
    "credit rows and their sums": ("attribution.statistics.statistics:credit_orders",),
    "customers of each channel": (
        "attribution.statistics.credit:CreditSums.find_shown_customers",
        "attribution.statistics.credit:CreditSums.count",
    ),
    "chains and channel sets": (
        "attribution.statistics.statistics:count_transitions",
        "attribution.statistics.statistics:count_channel_sets",
    ),
    "removal effects": ("attribution.results:make_estimates",),
    "bootstrap": (
        "attribution.comparison.page_intervals:ComparisonReplicates.__init__",
        "attribution.comparison.page_intervals:ComparisonReplicates.get_totals",
        "attribution.comparison.page_intervals:ComparisonReplicates.credit",
        "attribution.comparison.page_intervals:compute_bounds",
        "attribution.comparison.page_intervals:judge_stability",
    ),
    "comparison": ("cli.reports.comparison.tables:compare_models",),
    "output": ("cli.delivery:deliver",),
}
"""Stages in the order of the report: functions as `module:name`, where callers look them up."""
