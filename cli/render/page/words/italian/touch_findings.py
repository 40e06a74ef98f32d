"""Findings of the check on touches and what they explain, and what mends them, in Italian."""

from typing import Final

TOUCH_FINDINGS: Final = {
    "{#few} of {#touches} touches ({#share} %) are direct and less than {#minutes} minutes after"
    " another one of their customer, or at the instant of an order: events inside of visits, it"
    " seems, which come last before {#orders} order<|s> ({$money})": (
        "{#few} contatti su {#touches} ({#share} %) sono diretti e meno di {#minutes} minuti dopo"
        " un altro del cliente, o nell'istante di un ordine: eventi dentro visite, pare, ultimi"
        " prima di {#orders} {#orders:ordine|ordini} ({$money})"
    ),
    "export a row a visit; or map what names the visit of each event: touchpoints.columns:"
    " {rest}": (
        "esportare una riga per visita; o indicare che cosa nomina la visita di ogni evento:"
        " touchpoints.columns: {rest}"
    ),
    "the events of the touchpoints name no visit, so one ends after {#minutes} minutes without an"
    " event: {#events} event<|s> of {#all} taken into the visit before": (
        "gli eventi dei contatti non nominano visite, e una finisce dopo {#minutes} minuti senza"
        " eventi: {#events} {#events:evento|eventi} su {#all} uniti alla visita precedente"
    ),
    "export ga_session_id with the events": "esportare ga_session_id con gli eventi",
    "{#customers} customer<|s> with more than {#limit} touches, where 99 % have at most {#usual},"
    " holding {#share} % of all touches: {names}": (
        "{#customers} {#customers:cliente|clienti} con più di {#limit} contatti, mentre il 99 % ne"
        " ha al più {#usual}, con il {#share} % di tutti i contatti: {names}"
    ),
    "look for robots, tests and ids that many people share, and leave them out of the export": (
        "cercare robot, prove e identificativi condivisi da molti, ed escluderli dall'esportazione"
    ),
    "{@role}: {#rows} row<|s> with an id that looks like none and is taken for a customer's:"
    " {names}": (
        "{@role}: {#rows} {#rows:riga|righe} con un identificativo che non pare tale, preso per un"
        " cliente: {names}"
    ),
    "leave these ids blank in the export": "lasciare vuoti questi identificativi",
    "{#touches} touch<|es> under an alias that several customers share, and no login before"
    " <it|them> tells whose": (
        "{#touches} {#touches:contatto|contatti} con un alias condiviso da più clienti, e nessun"
        " accesso precedente dice di chi"
    ),
    "export earlier logins, with the column logged_in_at; or leave shared devices out": (
        "esportare accessi precedenti, con la colonna logged_in_at; o escludere dispositivi"
        " condivisi"
    ),
    "{#orders} order<|s> ({$money}) with several customers in one cell, taken for one whom no touch"
    " knows: {names}": (
        "{#orders} {#orders:ordine|ordini} ({$money}) con più clienti in una cella, presi per uno"
        " che nessun contatto conosce: {names}"
    ),
    "let the company be the customer, by the columns of both: {rest}": (
        "fare dell'azienda il cliente, con le colonne di entrambi: {rest}"
    ),
    "{#orders} order<|s> ({$money}) of customers whose ids the touchpoints write in another way:"
    " {names}": (
        "{#orders} {#orders:ordine|ordini} ({$money}) di clienti il cui identificativo i contatti"
        " scrivono in altro modo: {names}"
    ),
    "export ids as text in both files; or say who is who in a file of logins, identities: {files},"
    " with lines alias,customer_id such as {example}": (
        "esportare gli identificativi come testo in entrambi i file; o dire chi è chi in un file"
        " di accessi, identities: {files}, con righe alias,customer_id come {example}"
    ),
    "if they are the same customers, identities: {way} makes them alike": (
        "se sono gli stessi clienti, identities: {way} li rende uguali"
    ),
    "identities: {way} makes {#pairs} pair<|s> alike; of the others say who is who in a file of"
    " logins, identities: {files}, with lines alias,customer_id such as {example}": (
        "identities: {way} rende uguali {#pairs} {#pairs:coppia|coppie}; per gli altri dire chi è"
        " chi in un file di accessi, identities: {files}, con righe alias,customer_id come"
        " {example}"
    ),
    "the orders have addresses as customers, the touchpoints hashes: {#orders} order<|s> ({$money})"
    " of customers whom no touch knows, not even by MD5, SHA-1 or SHA-256: the hashes are salted,"
    " or of other addresses": (
        "gli ordini hanno indirizzi come clienti, i contatti hash: {#orders}"
        " {#orders:ordine|ordini} ({$money}) di clienti che nessun contatto conosce, neppure per"
        " MD5, SHA-1 o SHA-256: gli hash hanno un sale, o sono di altri indirizzi"
    ),
    "export the same ids in both files; or name a file that has both: {rest}": (
        "esportare gli stessi identificativi in entrambi i file; o nominare un file con entrambi:"
        " {rest}"
    ),
    "{#orders} order<|s> ({$money}) of customers who have one more under an id that differs in #,"
    " zeros or letter case alone: {names}": (
        "{#orders} {#orders:ordine|ordini} ({$money}) di clienti che ne hanno un altro con un"
        " identificativo diverso solo per #, zeri o maiuscole: {names}"
    ),
    "if they are the same orders, leave one of the files out, or export both with ids written"
    " alike": (
        "se sono gli stessi ordini, tralasciare uno dei file, o esportarli con identificativi"
        " uguali"
    ),
    "{place}: no touch has the channel {name}; channels: {known}": (
        "{place}: nessun contatto ha il canale {name}; canali: {known}"
    ),
    "correct the name in merito.yaml": "correggere il nome in merito.yaml",
    "{place}: no touch has the interaction {name}, so this window is never used; there are"
    " {known}": (
        "{place}: nessun contatto ha l'interazione {name}, e questa finestra non serve mai; ci"
        " sono {known}"
    ),
    "name an interaction that exists, or map the column: touchpoints.columns: {rest}": (
        "nominare un'interazione che esiste, o indicare la colonna: touchpoints.columns: {rest}"
    ),
    "{#paying} of {#touches} touch<|es> ({#share} %) come from pages of payment ({names}), last"
    " before {#orders} order<|s> ({$money}) within an hour: customers who come back from paying,"
    " whom another channel won": (
        "{#paying} contatti su {#touches} ({#share} %) vengono da pagine di pagamento ({names}),"
        " ultimi prima di {#orders} {#orders:ordine|ordini} ({$money}) entro un'ora: clienti che"
        " tornano dal pagamento, conquistati da un altro canale"
    ),
    "{#few} of {#touches} touch<|es> ({#share} %) come from {name}, most of them less than"
    " {#minutes} minutes after another one of their customer: pages of the shop itself, it seems,"
    " last before {#orders} order<|s> ({$money})": (
        "{#few} contatti su {#touches} ({#share} %) vengono da {name}, per lo più a meno di"
        " {#minutes} minuti da un altro dello stesso cliente: pagine del negozio stesso, a quanto"
        " pare, ultimi prima di {#orders} {#orders:ordine|ordini} ({$money})"
    ),
    "leave them out with channels: {mapping}": "escluderli con channels: {mapping}",
    "channels that look like one: {names}": "canali che sembrano uno: {names}",
    "each is credited by itself; to have them as one, paste channels: {mapping}": (
        "ognuno ha il suo merito; per averli come uno, incollare channels: {mapping}"
    ),
    "{#few} of {#touches} touch<|es> ({#share} %) have the channel {name} or none": (
        "{#few} contatti su {#touches} ({#share} %) hanno il canale {name} o nessuno"
    ),
    "give them a channel, in the export or by rules on source and medium": (
        "dare loro un canale, nell'esportazione o con regole su sorgente e mezzo"
    ),
    "give them a channel, in the export or by rules on source and medium; merito check --show"
    " unassigned has rules to paste": (
        "dare loro un canale, nell'esportazione o con regole su sorgente e mezzo; merito check"
        " --show unassigned ha regole da incollare"
    ),
    "costs: {$money} of {name} on {#days} day<|s> are the sum of all other rows of each day, which"
    " then count twice": (
        "costi: {$money} di {name} in {#days} {#days:giorno|giorni} sono la somma di tutte le altre"
        " righe di ogni giorno, che così contano due volte"
    ),
    "if they are totals, set {mapping}": "se sono totali, impostare {mapping}",
    "costs: {$money} of {#channels} channel<|s> that no touch has, so that nothing is credited to"
    " it: {names}": (
        "costi: {$money} di {#channels} {#channels:canale|canali} senza contatti, a cui nulla è"
        " attribuito: {names}"
    ),
    "if they are the same, paste {rest}": "se sono gli stessi, incollare {rest}",
    "name the costs as the touches are named: {rest}, or {last}": (
        "chiamare i costi come i contatti: {rest}, o {last}"
    ),
    "name the costs as the touches are named: {rest}": ("chiamare i costi come i contatti: {rest}"),
    "costs: none for {#channels} channel<|s> that look<s|> paid, whose return stays unknown:"
    " {names}": (
        "costi: nessuno per {#channels} {#channels:canale|canali} che {#channels:sembra|sembrano}"
        " a pagamento, il cui ritorno resta ignoto: {names}"
    ),
    "add the file of their costs under costs.files": (
        "aggiungere il file dei loro costi in costs.files"
    ),
    "costs: {$money} of {#campaigns} campaign<|s> that no touch has: {names}": (
        "costi: {$money} di {#campaigns} {#campaigns:campagna|campagne} senza contatti: {names}"
    ),
    "write them alike on both sides; perhaps {names}": (
        "scriverle uguali da entrambe le parti; forse {names}"
    ),
    "write campaigns alike in utm_campaign and in the accounts; by channel nothing is lost": (
        "scrivere le campagne uguali in utm_campaign e negli account; per canale nulla si perde"
    ),
    "{#touched} of {#orders} order<|s> ({#share} %, {#money} % of the revenue) have a touch in the"
    " {@window} before; most of the others ({#most} order<|s>, {$rest}): {@line}": (
        "{#touched} ordini su {#orders} ({#share} %, il {#money} % del fatturato) hanno un"
        " contatto nei {@window} prima; la maggior parte degli altri ({#most}"
        " {#most:ordine|ordini}, {$rest}): {@line}"
    ),
    "try a longer journeys.lookback, as --lookback 90d": (
        "provare un journeys.lookback più lungo, come --lookback 90d"
    ),
    "check that both files have the time zone that is set, and export earlier touches": (
        "controllare che entrambi i file abbiano il fuso orario impostato, ed esportare contatti"
        " precedenti"
    ),
    "compare the ids of both files; where touches are known by cookie or device, merito init"
    " looks for columns that tell whose they are; or name a file of logins under identities;"
    " normalise: loose makes two spellings of an id alike": (
        "confrontare gli identificativi dei due file; dove i contatti sono noti per cookie o"
        " dispositivo, merito init cerca le colonne che dicono di chi sono; oppure nominare un"
        " file di accessi in identities; normalise: loose rende uguali due grafie di un"
        " identificativo"
    ),
    "the touchpoints name orders instead of customers: name the file of orders under identities,"
    " its ids as alias (merito help exports)": (
        "i contatti nominano ordini invece di clienti: nominare il file degli ordini in identities,"
        " con i suoi identificativi come alias (merito help exports)"
    ),
    "export the orders with the customer's id": (
        "esportare gli ordini con l'identificativo del cliente"
    ),
}
"""By English sentence, with the fields of `translation`."""
