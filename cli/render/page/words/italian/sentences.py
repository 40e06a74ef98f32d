"""What reports say in English, in Italian: lines of ledgers, verdicts and captions."""

from typing import Final

LINES: Final = {
    "touchpoints": "contatti",
    "orders": "ordini",
    "costs": "costi",
    "spending": "spesa",
    "journeys": "percorsi",
    "segments": "segmenti",
    "migration": "spostamenti",
    "cohorts": "coorti",
    "watch": "KPI",
    "identities": "identità",
    "ids": "identificativi",
    "in the journey of an order": "nel percorso di un ordine",
    "only in journeys of refunded orders or out of the range": (
        "solo in percorsi di ordini rimborsati o fuori dal periodo"
    ),
    "in a journey without an order": "in un percorso senza ordine",
    "outside every window": "fuori da ogni finestra",
    "of customers without an order": "di clienti senza ordini",
    "duplicate rows": "righe doppie",
    "duplicate touchpoint_id": "touchpoint_id doppi",
    "further events of a visit": "altri eventi di una visita",
    "purchases outside of a visit": "acquisti fuori da una visita",
    "with a touch in the window": "con un contatto nella finestra",
    "without one (unattributed)": "senza (non attribuiti)",
    "in the days of the report": "nei giorni del rapporto",
    "outside the days of the report": "fuori dai giorni del rapporto",
    "of customers in the segments": "di clienti nei segmenti",
    "of customers between the days": "di clienti tra i due giorni",
    "of customers in the cohorts": "di clienti nelle coorti",
    "of customers up to the first day": "di clienti fino al primo giorno",
    "counted": "contati",
    "without customer_id": "senza customer_id",
    "refunded": "rimborsati",
    "after the as-of day": "dopo il giorno di riferimento",
    "before the window": "prima della finestra",
    "zero-value orders": "ordini di valore zero",
    "refunds of these orders": "rimborsi di questi ordini",
    "refunded amounts of these orders": "importi rimborsati di questi ordini",
    "further rows of orders": "altre righe di ordini",
    "refunded orders": "ordini rimborsati",
    "refunds of refunded orders": "rimborsi di ordini rimborsati",
    "refunded amounts of refunded orders": "importi rimborsati di ordini rimborsati",
    "refunds of orders not in the file": "rimborsi di ordini che il file non ha",
    "refunds (ignored)": "rimborsi (ignorati)",
    "dropped by status": "esclusi per stato",
    "no sales by type": "non vendite secondo il tipo",
    "no contacts by interaction": "non contatti secondo l'interazione",
    "bad rows": "righe errate",
    "totals rows": "righe di totali",
    "sums of all other rows": "somme di tutte le altre righe",
    "no orders by the format": "non ordini secondo il formato",
    "no touchpoints by the format": "non contatti secondo il formato",
    "no costs by the format": "non costi secondo il formato",
    "ignored (channels.ignore)": "ignorati (channels.ignore)",
    "without alias or customer_id": "senza alias o customer_id",
    "of orders that no file has": "di ordini che nessun file contiene",
    "of aliases that lead to one customer": "di alias che portano a un solo cliente",
    "of aliases that several customers share": "di alias condivisi da più clienti",
    "under an id of their own": "con un identificativo proprio",
    "gained: under an alias of one customer": "recuperati: con un alias di un solo cliente",
    "gained: under a shared alias by its latest login": (
        "recuperati: con un alias condiviso, per l'ultimo accesso"
    ),
    "set aside: under a shared alias and no login tells whose": (
        "messi da parte: con un alias condiviso, e nessun accesso dice di chi"
    ),
    "of one day": "di un giorno",
    "of several days, spread evenly": "di più giorni, ripartiti in parti uguali",
    "of one day, added to another row of its campaign": (
        "di un giorno, sommati a un'altra riga della campagna"
    ),
    "not among the {days}": "non tra gli ordini richiesti ({days})",
    "touches before the order, none in the window": (
        "contatti prima dell'ordine, nessuno nella finestra"
    ),
    "touches after the order only": "contatti solo dopo l'ordine",
    "id never in the touchpoints": "identificativo mai tra i contatti",
    "without an id": "senza identificativo",
}
"""Roles and lines of the ledger and of the coverage."""

WORDS: Final = {
    "Total": "Totale",
    "Weighted mean": "Media ponderata",
    "error": "errore",
    "warning": "avviso",
    "info": "informazione",
    "opener": "apre",
    "assistant": "assiste",
    "closer": "chiude",
    "mixed": "misto",
    "too few": "troppo pochi",
    "over": "troppo",
    "under": "troppo poco",
    "agrees": "concorda",
    "ok": "bene",
    "miss": "mancato",
    "anomaly": "anomalia",
    "success": "successo",
    "unknown": "ignoto",
    "idle": "non calcolabile",
    "yes": "sì",
    "no": "no",
    "revenue": "fatturato",
    "conversions": "conversioni",
    "purchases": "acquisti",
    "customers": "clienti",
    "new_customers": "clienti nuovi",
    "average_order_value": "scontrino medio",
    "repeat_share": "quota di ritorno",
    "coverage": "copertura",
    "cost": "costo",
    "share": "quota",
    "new_conversions": "conversioni nuove",
    "cost_to_revenue": "costo : fatturato",
    "weeks": "settimane",
    "quarters": "trimestri",
    "currency": "valuta",
}
"""Verdicts, roles, severities, metrics and quantities."""

ACTIONS: Final = {
    "Reward them, show them new products first and ask for reviews; no discounts needed.": (
        "Premiarli, mostrare loro per primi le novità e chiedere recensioni; niente sconti."
    ),
    "Offer better products and a loyalty programme; ask them to recommend you.": (
        "Proporre prodotti migliori e un programma fedeltà; chiedere che ci raccomandino."
    ),
    "Recommend what goes with their purchases and invite them to the loyalty programme.": (
        "Consigliare ciò che si abbina ai loro acquisti e invitarli al programma fedeltà."
    ),
    "Welcome them, help with the first purchase and give a reason for a second one soon.": (
        "Accoglierli, aiutarli con il primo acquisto e dare presto un motivo per il secondo."
    ),
    "Keep the brand in mind with useful content and a small incentive to buy again.": (
        "Tenere viva la marca con contenuti utili e un piccolo incentivo a ricomprare."
    ),
    "Make a limited-time offer based on what they bought before.": (
        "Fare un'offerta a tempo basata su ciò che hanno comprato."
    ),
    "Share popular products at a discount and reconnect before they forget you.": (
        "Proporre prodotti di successo scontati e riprendere contatto prima che dimentichino."
    ),
    "Win them back in person, by phone or letter; ask what went wrong and make it good.": (
        "Riconquistarli di persona, per telefono o lettera; chiedere che cosa è andato storto e"
        " rimediare."
    ),
    "Send a personal message with a renewed offer and help before they leave.": (
        "Mandare un messaggio personale con un'offerta nuova e aiuto prima che se ne vadano."
    ),
    "Offer other products with a good discount, at low cost per contact.": (
        "Proporre altri prodotti con un buono sconto, a basso costo per contatto."
    ),
    "Try one broad reactivation campaign, then spend no more on them.": (
        "Tentare una sola campagna di riattivazione, poi non spendere altro."
    ),
}
"""What to do with the customers of the built-in segments."""

CAPTIONS: Final = {
    "refunds that are still to come will lower the latest periods": (
        "i rimborsi che devono ancora arrivare abbasseranno gli ultimi periodi"
    ),
    " (change {goal})": " (variazione {goal})",
    " ({target}, change {goal})": " ({target}, variazione {goal})",
    "{kpi}: unknown, since {why}": "{kpi}: ignoto ({why})",
    "credited: by the model to the channel in these days; factor: incremental / credited": (
        "attribuito: dal modello al canale in questi giorni; fattore: incrementale / attribuito"
    ),
    "over: the model credits more than was caused; under: less; agrees: it may be chance": (
        "troppo: il modello attribuisce più di quanto è stato causato; troppo poco: meno;"
        " concorda: può essere il caso"
    ),
    "{models}: each order of these days is shared among its own touches": (
        "{models}: ogni ordine di questi giorni è ripartito tra i suoi contatti"
    ),
    "{model} and {spend}, {#months} months ahead at a discount of {#rate} % a month, on revenue": (
        "{model} e {spend}, {#months} mesi avanti con uno sconto del {#rate} % al mese, sul"
        " fatturato"
    ),
    "alive: customers who still buy, each counted by the chance of it (p alive); clv: what they are"
    " expected to bring in this time; value if alive: the same if all of them still buy; expected"
    " loss: the difference": (
        "attivi: i clienti che comprano ancora, ognuno contato per la sua probabilità; valore"
        " atteso: quanto porteranno in questo tempo; perdita attesa: quanto porterebbero in più se"
        " tutti comprassero ancora"
    ),
    "no holdout: {@why}": "nessun periodo di prova: {@why}",
    "it has no days": "non ha giorni",
    "holdout, {#days} day<|s> from {%first}, {#customers} customer<|s>:"
    " purchases {@purchases}, revenue {@revenue}": (
        "periodo di prova, {#days} {#days:giorno|giorni} dal {%first}, {#customers}"
        " {#customers:cliente|clienti}: acquisti {@purchases}, fatturato {@revenue}"
    ),
    "{#share} %": "{#share} %",
    "without any to compare with": "senza nulla con cui confrontare",
    "first orders of {@days}, credited by {model}, lookback {@window}; the {#customers}"
    " customer<|s> bought first {#age} days ago on average: who is young has had less time to"
    " buy": (
        "primi ordini dal {@days}, attribuiti secondo {model}, finestra {@window}:"
        " {#customers} {#customers:cliente|clienti} con il primo acquisto in media {#age} giorni"
        " fa; chi è arrivato da poco ha avuto meno tempo per comprare"
    ),
    "nobody's first order is of {@days}": "nessun primo ordine è dal {@days}",
    "ltv = (revenue to date + clv), on revenue, since returns.margin is not set": (
        "LTV = fatturato finora + valore atteso, sul fatturato, poiché returns.margin non è"
        " impostato"
    ),
    "ltv = (revenue to date + clv), with {#share} % of revenue left after the goods"
    " (returns.margin)": (
        "LTV = fatturato finora + valore atteso, con il {#share} % del fatturato che resta tolte le"
        " merci (returns.margin)"
    ),
    "costs of {@days}: {$money}": "costi dal {@days}: {$money}",
    "what winning them cost is unknown: name the files with --costs, or costs.files": (
        "quanto è costato acquisirli non si sa: indicare i file con --costs, o costs.files"
    ),
    "{model}: each order is shared among its own touches here, so that the sums differ from those"
    " of merito compare, which shares all orders at once": (
        "{model}: qui ogni ordine è ripartito tra i suoi contatti, e le somme differiscono da"
        " quelle di merito compare, che ripartisce tutti gli ordini insieme"
    ),
    "--to {%asked} is after the as-of day, {%as_of}, with which this table ends; --as-of sets it": (
        "--to {%asked} è dopo il giorno di riferimento, {%as_of}, con cui la tabella finisce;"
        " --as-of lo imposta"
    ),
    "--to {%asked} is after the as-of day, {%as_of}, with which this table ends; {$cost} of costs"
    " come after it; --as-of sets it": (
        "--to {%asked} è dopo il giorno di riferimento, {%as_of}, con cui la tabella finisce;"
        " {$cost} di costi vengono dopo; --as-of lo imposta"
    ),
    "a customer may be in several segments: shares are of all customers and do not add up": (
        "un cliente può stare in più segmenti: le quote sono di tutti i clienti e non si sommano"
    ),
}
"""What stands below the tables of a page."""
