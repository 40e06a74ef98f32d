"""What reports say in English, in Italian: lines of ledgers, verdicts, captions and notes."""

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
    "no orders by the format": "non ordini secondo il formato",
    "no touchpoints by the format": "non contatti secondo il formato",
    "no costs by the format": "non costi secondo il formato",
    "ignored (channels.ignore)": "ignorati (channels.ignore)",
    "without alias or customer_id": "senza alias o customer_id",
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
    "idle": "fermo",
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
    "no holdout: {@why}": "nessun periodo di prova: {@why}",
    "it has no days": "non ha giorni",
    "holdout, {#days} days from {%first}, {#customers} customers:"
    " purchases {@purchases}, revenue {@revenue}": (
        "periodo di prova, {#days} giorni dal {%first}, {#customers} clienti: acquisti"
        " {@purchases}, fatturato {@revenue}"
    ),
    "{#share} %": "{#share} %",
    "without any to compare with": "senza nulla con cui confrontare",
    "a customer may be in several segments: shares are of all customers and do not add up": (
        "un cliente può stare in più segmenti: le quote sono di tutti i clienti e non si sommano"
    ),
}
"""What stands below the tables of a page."""

NOTES: Final = {
    "{@dimension}: {#customers} of {#all} customers ha<s|ve> score {#score} (evenly {#even} %"
    " would), which hardly tells them apart; limits of your own do: rfm.method: thresholds": (
        "{@dimension}: {#customers} clienti su {#all} hanno il punteggio {#score} (in parti uguali"
        " sarebbe il {#even} %), che quasi non li distingue; limiti propri lo fanno: rfm.method:"
        " thresholds"
    ),
    "{@dimension}: every customer ({#customers}) has {#value}, so its score tells nobody apart;"
    " limits of your own say what it is worth: rfm.method: thresholds": (
        "{@dimension}: ogni cliente ({#customers}) ha {#value}, e il punteggio non distingue"
        " nessuno; limiti propri dicono quanto vale: rfm.method: thresholds"
    ),
    "recency": "recenza",
    "frequency": "frequenza",
    "monetary": "valore",
    "segment {segment}: entry {#place} of rfm.segments can match nobody, entries before it take all"
    " its scores; move it up or delete it": (
        "segmento {segment}: la voce {#place} di rfm.segments non può valere per nessuno, le voci"
        " prima prendono tutti i suoi punteggi; spostarla in alto o toglierla"
    ),
    "value: only {#customers} customer<|s> ha<s|ve> bought again; below {#fewest} the forecast is"
    " mostly chance, take it as an order of magnitude": (
        "valore: solo {#customers} {#customers:cliente ha|clienti hanno} ricomprato; sotto"
        " {#fewest} la previsione è quasi un caso, va presa come ordine di grandezza"
    ),
    "value: left out, only {#customers} customer<|s> ha<s|ve> bought again, fewer than {#fewest};"
    " merito value forecasts all the same": (
        "valore: tralasciato, solo {#customers} {#customers:cliente ha|clienti hanno} ricomprato,"
        " meno di {#fewest}; merito value fa comunque la previsione"
    ),
    "value: on the holdout the forecast of {@quantity} was {@miss}; do not take the values as"
    " amounts of money (seasons, subscriptions and campaigns are not in the model), at most as an"
    " order of customers": (
        "valore: nel periodo di prova la previsione di {@quantity} era {@miss}; i valori non sono"
        " somme di denaro (stagioni, abbonamenti e campagne non sono nel modello), al più un"
        " ordine dei clienti"
    ),
    "{#share} % too high": "del {#share} % troppo alta",
    "{#share} % too low": "del {#share} % troppo bassa",
    "wrong, there was none at all": "sbagliata, non ce n'è stato alcuno",
    "value: customers who buy more often spend more by purchase (correlation {#r}); the spend model"
    " takes the two as independent, so that the value of frequent customers is too low": (
        "valore: chi compra più spesso spende di più a ogni acquisto (correlazione {#r}); il"
        " modello di spesa li prende come indipendenti, e il valore dei clienti assidui è troppo"
        " basso"
    ),
    "value: customers who buy more often spend less by purchase (correlation {#r}); the spend model"
    " takes the two as independent, so that the value of frequent customers is too high": (
        "valore: chi compra più spesso spende di meno a ogni acquisto (correlazione {#r}); il"
        " modello di spesa li prende come indipendenti, e il valore dei clienti assidui è troppo"
        " alto"
    ),
    "value: {names} of {model} <is|are> at bound: customers differ too little, or too few of them"
    " leave, for these parameters to be known; forecasts hold in the limit, standard errors do not"
    " exist": (
        "valore: {names} di {model} al limite: i clienti differiscono troppo poco, o troppo pochi"
        " se ne vanno, perché questi parametri siano noti; le previsioni valgono al limite, errori"
        " standard non ce ne sono"
    ),
    "value: {@reason}; every purchase is taken to be worth the mean of all repeat purchases,"
    " {#value}": (
        "valore: {@reason}; ogni acquisto è preso al valore medio di tutti gli acquisti ripetuti,"
        " {#value}"
    ),
    "the customers who bought again all spend the same": "chi ha ricomprato spende sempre uguale",
    "no customer bought again for money": "nessun cliente ha ricomprato pagando",
    "{#customers} customer bought again for money": "{#customers} cliente ha ricomprato pagando",
    "value: no holdout ({@why}), so nothing says how good the forecast is": (
        "valore: nessun periodo di prova ({@why}), e nulla dice quanto sia buona la previsione"
    ),
    "value: {model} has the smallest error of purchases by customer on the holdout ({errors});"
    " chosen by it, its printed error is a little too good": (
        "valore: {model} ha l'errore minore negli acquisti per cliente nel periodo di prova"
        " ({errors}); scelto così, il suo errore stampato è un po' troppo bello"
    ),
    "{#early} of {#orders} orders come less than {@window} after the touchpoints begin, so that the"
    " start of their journeys may be missing": (
        "{#early} ordini su {#orders} vengono meno di {@window} dopo l'inizio dei contatti, e può"
        " mancare l'inizio dei loro percorsi"
    ),
    "{#early} of {#orders} orders come less than {@window} after the touchpoints begin, so that the"
    " start of their journeys may be missing; --from {%day} leaves them out": (
        "{#early} ordini su {#orders} vengono meno di {@window} dopo l'inizio dei contatti, e può"
        " mancare l'inizio dei loro percorsi; --from {%day} li tralascia"
    ),
    "{model}: {#few} of {#all} {what} have fewer than {#least} converting journeys, too few to say"
    " what they do: {names}": (
        "{model}: {#few} su {#all} ({what}) hanno meno di {#least} percorsi con ordine, troppo"
        " pochi per dire che cosa fanno: {names}"
    ),
    "{model}: the interval is wider than the credit itself: {names}": (
        "{model}: l'intervallo è più largo del merito stesso: {names}"
    ),
    "{model}: no journey ended without an order (an export of buyers alone?), so that a removal"
    " effect says no more than how many orders' journeys lead through the channel": (
        "{model}: nessun percorso è finito senza ordine (esportati solo i compratori?), e un"
        " effetto di rimozione dice solo quanti percorsi di ordini passano dal canale"
    ),
    "{model}: {base} credits nothing to {channel} in the days of its experiments, so that its"
    " credit stays as it is": (
        "{model}: {base} non attribuisce nulla a {channel} nei giorni dei suoi esperimenti, e il"
        " suo merito resta com'è"
    ),
    "{model}: what experiments measured of {channel} is below 0 ({#measured}) and counts as 0": (
        "{model}: quanto gli esperimenti hanno misurato di {channel} è sotto 0 ({#measured}) e"
        " conta come 0"
    ),
    "{role}: {#rows} rows have a date without a time, read as midnight;"
    " journeys.lookback_basis: calendar_days counts whole days for such files": (
        "{@role}: {#rows} righe hanno una data senza ora, letta come mezzanotte;"
        " journeys.lookback_basis: calendar_days conta giorni interi per questi file"
    ),
    "touchpoints: {#touches} touches share their instant with another of the customer; they are"
    " ordered by {by}": (
        "contatti: {#touches} hanno lo stesso istante di un altro del cliente; sono ordinati per"
        " {by}"
    ),
    "touchpoints: {#rows} rows equal another of the same date and are kept: without a time of day"
    " they may be visits of their own": (
        "contatti: {#rows} righe uguali a un'altra della stessa data e tenute: senza l'ora possono"
        " essere visite a sé"
    ),
    "orders: left out as no sales by status: {statuses}; orders.drop_status: [] counts those": (
        "ordini: esclusi per stato, poiché non sono vendite: {statuses}; orders.drop_status: [] li"
        " conta"
    ),
    "orders: {#refunds} refund<|s> ({$money}) of orders that the files do not hold; they lower no"
    " revenue; if a column names the orders, set orders.columns: {refund_of: NAME}": (
        "ordini: {#refunds} {#refunds:rimborso|rimborsi} ({$money}) di ordini che i file non hanno;"
        " non riducono il fatturato; se una colonna nomina gli ordini, orders.columns:"
        " {refund_of: NAME}"
    ),
    "touchpoints: channels are made of source and medium by GA4's rules (channels.grouping)": (
        "contatti: i canali sono formati da sorgente e mezzo con le regole di GA4"
        " (channels.grouping)"
    ),
    "interaction basis: touches of {@days} may still lead to orders that the files do not have,"
    " since the orders reach less than {@window} beyond them": (
        "base d'interazione: i contatti dal {@days} possono ancora portare a ordini che i file non"
        " hanno, poiché gli ordini arrivano meno di {@window} oltre di essi"
    ),
    "interaction basis: touches of {@days} may still lead to orders that the files do not have,"
    " since the orders reach less than {@window} beyond them; {$part} of the costs of {$costs} are"
    " theirs": (
        "base d'interazione: i contatti dal {@days} possono ancora portare a ordini che i file non"
        " hanno, poiché gli ordini arrivano meno di {@window} oltre di essi; {$part} dei costi di"
        " {$costs} sono loro"
    ),
    "none of the orders counts ({@days}); those of the files are from {%first} to {%last}": (
        "nessun ordine conta ({@days}); quelli dei file vanno dal {%first} al {%last}"
    ),
    "orders from {%first} to {%last}": "ordini dal {%first} al {%last}",
    "orders from {%first} on": "ordini dal {%first} in poi",
    "orders up to {%last}": "ordini fino al {%last}",
    "{model}: left out, since the data say nothing: no order has a touch, or no channel makes a"
    " difference": (
        "{model}: tralasciato, poiché i dati non dicono nulla: nessun ordine ha un contatto, o"
        " nessun canale fa differenza"
    ),
    "channels: credit counts on the day of its touch (interaction basis), in periods that ended"
    " {#days} day<|s> ago or earlier: their orders are known": (
        "canali: il merito conta nel giorno del contatto (base d'interazione), in periodi finiti da"
        " {#days} {#days:giorno|giorni} o più: i loro ordini sono noti"
    ),
    "{#count}d": "{#count} {#count:giorno|giorni}",
    "{#count}h": "{#count} {#count:ora|ore}",
    "{#count}w": "{#count} {#count:settimana|settimane}",
    "most money at stake: {$money} ({#share} % of the revenue) of {#orders} order<|s>"
    " {@what}; merito check says more ({name})": (
        "il denaro maggiore in gioco: {$money} (il {#share} % del fatturato) di {#orders}"
        " {#orders:ordine|ordini} {@what}; merito check dice di più ({name})"
    ),
    "without a touch in the window": "senza un contatto nella finestra",
    "whose status nobody knows": "di stato ignoto",
    "in rows whose type nobody knows": "in righe di tipo ignoto",
    "with one amount on all lines": "con lo stesso importo su tutte le righe",
    "in rows left out as bad": "in righe errate, escluse",
    "refunded and in no file": "rimborsati e in nessun file",
}
"""What a reader should know besides."""
