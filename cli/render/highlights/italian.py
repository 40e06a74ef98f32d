"""The sentences in Italian."""

from typing import Final

from cli.report import HighlightName

SENTENCES: Final = {
    HighlightName.DATA_FINDING: "{message}; {remedy}.",
    HighlightName.MODELS_DISAGREE: (
        "{channel}: {highest} secondo {highest_model}, {lowest} secondo {lowest_model}."
        " I modelli divergono più di quanto spieghi il caso."
    ),
    HighlightName.PRAISED_BY_LAST_CLICK: (
        "{channel} appare migliore con {last_model} ({last}) che con {other_model} ({other}):"
        " chiude percorsi aperti da altri canali."
    ),
    HighlightName.OPENS_MORE_THAN_IT_CLOSES: (
        "{channel} ha aperto {first} percorsi conclusi con un ordine e ne ha chiusi {last};"
        " {last_model} gli attribuisce {last_revenue}, {first_model} {first_revenue}."
    ),
    HighlightName.LOSES_UNDER_EVERY_MODEL: (
        "{channel} non ripaga il suo costo di {cost} con nessun modello: ROAS da {low}"
        " ({low_model}) a {high} ({high_model}), mentre serve {target}."
    ),
    HighlightName.EARNS_UNDER_EVERY_MODEL: (
        "{channel} ripaga il suo costo di {cost} con ogni modello: ROAS da {low} ({low_model})"
        " a {high} ({high_model}), mentre serve {target};"
        " quali di questi ordini sarebbero arrivati comunque, lo dice solo un esperimento."
    ),
    HighlightName.DEPENDS_ON_THE_MODEL: (
        "Se {channel} ripaghi il suo costo di {cost} dipende dal modello: ROAS da {low}"
        " ({low_model}) a {high} ({high_model}), mentre serve {target}."
    ),
    HighlightName.CONTRADICTED_BY_EXPERIMENT: (
        "{experiment}: {channel} ha causato {incremental} ({metric}), e {model} attribuisce"
        " {credited}; il caso non spiega la differenza ({wrong} modelli su {models})."
    ),
    HighlightName.DOES_NOT_SURVIVE_LOST_TOUCHES: (
        "{channel}: {model} dice {decision} (ROAS {roas}, mentre serve {target}), ma dice il"
        " contrario nel {flips} delle simulazioni in cui si perde il {share} dei contatti."
    ),
    HighlightName.RANK_DOES_NOT_SURVIVE_LOST_TOUCHES: (
        "{channel} è al posto {rank} per fatturato secondo {model}, ma non nel {moved} delle"
        " simulazioni in cui si perde il {share} dei contatti."
    ),
    HighlightName.UNEXPLAINED_ORDERS: (
        "Il {share} del fatturato ({revenue}) non segue alcun contatto noto; la parte maggiore,"
        " {cause_revenue}: {cause}."
    ),
    HighlightName.FEW_CUSTOMERS_CARRY_THE_SHOP: (
        "Un cliente su dieci ({customers} su {everybody}) porta il {share} del fatturato,"
        " {revenue}."
    ),
    HighlightName.ONE_TIME_BUYERS: (
        "Il {share} dei clienti ({customers} su {everybody}) ha ordinato una volta sola;"
        " chi è tornato porta il {revenue_share} del fatturato, {revenue}."
    ),
    HighlightName.VALUABLE_CUSTOMERS_LEAVING: (
        "Dal {since} clienti usciti dai gruppi {best}: {left}; entrati: {joined}. Chi è uscito"
        " aveva portato {money} nei {days} giorni precedenti. I gruppi {risky} hanno portato"
        " {at_risk} di fatturato."
    ),
    HighlightName.MONEY_SLIPPING_AWAY: (
        "Negli ultimi {days} giorni {value_lost} di valore atteso sono sfumati (clienti rimasti in"
        " silenzio: {customers})."
    ),
    HighlightName.KPI: "KPI {kpi}, {period}: {verdict}{goal}, valore {value}.",
}
"""By rule a sentence with the names of its figures; none depends on a number being one or many."""
