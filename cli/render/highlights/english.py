"""The sentences in English."""

from typing import Final

from cli.report import HighlightName

SENTENCES: Final = {
    HighlightName.DATA_FINDING: "{message}; {remedy}.",
    HighlightName.MODELS_DISAGREE: (
        "{channel}: {highest} under {highest_model}, {lowest} under {lowest_model}."
        " The models disagree by more than chance explains."
    ),
    HighlightName.PRAISED_BY_LAST_CLICK: (
        "{channel} looks better under {last_model} ({last}) than under {other_model} ({other}):"
        " it closes journeys that other channels open."
    ),
    HighlightName.OPENS_MORE_THAN_IT_CLOSES: (
        "{channel} opened {first} journeys that ended in an order and closed {last};"
        " {last_model} gives it {last_revenue}, {first_model} {first_revenue}."
    ),
    HighlightName.LOSES_UNDER_EVERY_MODEL: (
        "{channel} does not earn back its cost of {cost} under any model: ROAS {low}"
        " ({low_model}) to {high} ({high_model}), where {target} is needed."
    ),
    HighlightName.EARNS_UNDER_EVERY_MODEL: (
        "{channel} earns back its cost of {cost} under every model: ROAS {low} ({low_model})"
        " to {high} ({high_model}), where {target} is needed; which of these orders would have come"
        " without it, only an experiment tells."
    ),
    HighlightName.DEPENDS_ON_THE_MODEL: (
        "Whether {channel} earns back its cost of {cost} depends on the model: ROAS {low}"
        " ({low_model}) to {high} ({high_model}), where {target} is needed."
    ),
    HighlightName.CONTRADICTED_BY_EXPERIMENT: (
        "{experiment}: {channel} caused {incremental} ({metric}), and {model} credits {credited};"
        " chance does not explain the difference ({wrong} of {models} models)."
    ),
    HighlightName.DOES_NOT_SURVIVE_LOST_TOUCHES: (
        "{channel}: {model} says to {decision} it (ROAS {roas}, where {target} is needed), but says"
        " otherwise in {flips} of the draws in which {share} of the touches are lost."
    ),
    HighlightName.RANK_DOES_NOT_SURVIVE_LOST_TOUCHES: (
        "{channel} is number {rank} by revenue under {model}, but not in {moved} of the draws in"
        " which {share} of the touches are lost."
    ),
    HighlightName.UNEXPLAINED_ORDERS: (
        "{share} of the revenue ({revenue}) follows no known touch; the largest part,"
        " {cause_revenue}: {cause}."
    ),
    HighlightName.FEW_CUSTOMERS_CARRY_THE_SHOP: (
        "One customer in ten ({customers} of {everybody}) brings {share} of the revenue, {revenue}."
    ),
    HighlightName.ONE_TIME_BUYERS: (
        "{share} of the customers ({customers} of {everybody}) have ordered once;"
        " those who came back bring {revenue_share} of the revenue, {revenue}."
    ),
    HighlightName.VALUABLE_CUSTOMERS_LEAVING: (
        "Since {since}, {left} customers are no longer among {best}, and {joined} are new among"
        " them; those who left had brought {money} in the {days} days before. {risky} hold"
        " {at_risk} of revenue."
    ),
    HighlightName.MONEY_SLIPPING_AWAY: (
        "{value_lost} of expected value slipped away in the last {days} days, as {customers}"
        " customers kept quiet."
    ),
    HighlightName.KPI: "KPI {kpi}, {period}: {verdict}{goal}, value {value}.",
}
"""By rule a sentence with the names of its figures; none depends on a number being one or many."""
