"""The findings of `merito check` and what mends them, in Italian."""

from typing import Final

_SPANS = "the touchpoints are from {@touched}, the orders from {@ordered}"
_SPANS_IT = "i contatti vanno dal {@touched}, gli ordini dal {@ordered}"
FINDINGS: Final = {
    "{%first} to {%last}": "{%first} al {%last}",
    "no order counts: {why}": "nessun ordine conta: {why}",
    "none of {#orders} order<|s> counts: refunded, or outside the days asked for": (
        "nessuno dei {#orders} ordini conta: rimborsati, o fuori dai giorni richiesti"
    ),
    "export orders; or set orders.keep_status to the statuses of sales": (
        "esportare ordini; o impostare orders.keep_status agli stati delle vendite"
    ),
    "look at the ledger, and at --from and --to": "guardare il registro, e --from e --to",
    "orders count though nothing is known of their status: {names}": (
        "ordini contati benché del loro stato non si sappia nulla: {names}"
    ),
    "orders count though it looks like no sale by their status: {names}": (
        "ordini contati benché dal loro stato non sembrino vendite: {names}"
    ),
    "orders.drop_status: [{names}] leaves them out, with the others that are no sales": (
        "orders.drop_status: [{names}] li esclude, con gli altri che non sono vendite"
    ),
    "orders count though a second status may say otherwise: {names}": (
        "ordini contati benché un secondo stato possa dire altro: {names}"
    ),
    "rows count though nothing is known of their type: {names}": (
        "righe contate benché del loro tipo non si sappia nulla: {names}"
    ),
    "rows count beside sales, of which they may be the payments: {names}": (
        "righe contate accanto a vendite, di cui possono essere i pagamenti: {names}"
    ),
    "orders.drop_types: [{names}] leaves them out": "orders.drop_types: [{names}] le esclude",
    "if those are no sales, set {mapping} and orders.drop_status: [{names}]": (
        "se non sono vendite, impostare {mapping} e orders.drop_status: [{names}]"
    ),
    "in each of the {#orders} orders of several lines all lines have one amount; {$money} count"
    " twice if it is the order's total": (
        "in ognuno dei {#orders} ordini di più righe tutte hanno lo stesso importo; {$money} sono"
        " contati due volte se è il totale dell'ordine"
    ),
    "set orders.rows: totals_on_first_row": "impostare orders.rows: totals_on_first_row",
    "{#orders} order<|s> only: shares of channels are mostly chance": (
        "solo {#orders} {#orders:ordine|ordini}: le quote dei canali sono quasi un caso"
    ),
    "report a longer time; look at the intervals before comparing channels": (
        "scegliere un periodo più lungo; guardare gli intervalli prima di confrontare canali"
    ),
    "{#orders} order<|s> with more given back than paid ({$money} in all): {names}": (
        "{#orders} {#orders:ordine|ordini} con più reso che pagato ({$money} in tutto): {names}"
    ),
    "look for refunds that stand there twice, or name the wrong order": (
        "cercare rimborsi ripetuti, o che nominano l'ordine sbagliato"
    ),
    "{#orders} order<|s> of more than {#times} times the median of {$median}, {#share} % of the"
    " revenue: {names}": (
        "{#orders} {#orders:ordine|ordini} oltre {#times} volte la mediana di {$median}, il"
        " {#share} % del fatturato: {names}"
    ),
    "look for a lost decimal mark, tests and orders of resellers": (
        "cercare virgole perdute, prove e ordini di rivenditori"
    ),
    "the orders are in {unit} and the costs in {other}: no return can be told": (
        "gli ordini sono in {unit} e i costi in {other}: nessun ritorno si può dire"
    ),
    "the orders are in {unit} and the costs carry {sign}: no return can be told": (
        "gli ordini sono in {unit} e i costi portano {sign}: nessun ritorno si può dire"
    ),
    "set currency: {unit}, and for example {setting} and in rates what one {other} is worth": (
        "imposta currency: {unit}, e per esempio {setting} e in rates quanto vale un {other}"
    ),
    "the orders are in {unit}, and the report calls them {label}": (
        "gli ordini sono in {unit}, e il rapporto li chiama {label}"
    ),
    "the orders are in {unit}, and the settings name none": (
        "gli ordini sono in {unit}, e le impostazioni non nominano valute"
    ),
    "set currency: {unit}": "impostare currency: {unit}",
    "set currency: {unit}, and in rates what one {other} is worth": (
        "impostare currency: {unit}, e in rates quanto vale un {other}"
    ),
    "{@role}: {#rows} of {#all} row<|s> ({#share} %) left out because of bad values, which"
    " max_bad_rows: {limit} allows": (
        "{@role}: {#rows} righe su {#all} ({#share} %) escluse per valori errati, come"
        " max_bad_rows: {limit} permette"
    ),
    "correct them; --bad-rows FILE saves them with their reasons": (
        "correggerle; --bad-rows FILE le salva con i motivi"
    ),
    "{@role}: {#rows} of {#all} row<|s> ({#share} %) without customer_id, which lead to no order": (
        "{@role}: {#rows} righe su {#all} ({#share} %) senza customer_id, che non portano ad alcun"
        " ordine"
    ),
    "export an id with each touch, that of a cookie at least, and logins for identities": (
        "esportare un identificativo con ogni contatto, almeno quello di un cookie, e gli accessi"
        " per identities"
    ),
    "{@role}: {#rows} of {#all} row<|s> ({#share} %) repeated and counted once": (
        "{@role}: {#rows} righe su {#all} ({#share} %) ripetute e contate una volta"
    ),
    "look for exports that overlap": "cercare esportazioni che si sovrappongono",
    "touchpoints: {#rows} row<|s> equal to another of the same date and kept: without a time of day"
    " {rest}": (
        "contatti: {#rows} {#rows:riga uguale|righe uguali} a un'altra della stessa data e"
        " {#rows:tenuta|tenute}: senza l'ora può trattarsi di visite a sé"
    ),
    "export touches with their time, or with a touchpoint_id": (
        "esportare i contatti con l'ora, o con un touchpoint_id"
    ),
    "{@role}: {#rows} of {#all} row<|s> with a date but no time, read as {@instant}": (
        "{@role}: {#rows} righe su {#all} con una data ma senza ora, letta come {@instant}"
    ),
    "midnight": "mezzanotte",
    "the last instant of the day": "l'ultimo istante del giorno",
    "export times; or count whole days: journeys.lookback_basis: calendar_days": (
        "esportare le ore; o contare giorni interi: journeys.lookback_basis: calendar_days"
    ),
    "{#refunds} refund<|s> ({$money}) of orders that the files do not hold, which lower<s|> no"
    " revenue": (
        "{#refunds} {#refunds:rimborso|rimborsi} ({$money}) di ordini che i file non hanno, e che"
        " non riducono il fatturato"
    ),
    "export the orders from earlier on, so that they hold what was given back; or, if a column"
    " names the orders, set orders.columns: {rest}": (
        "esportare gli ordini da prima, così che contengano i resi; o, se una colonna nomina gli"
        " ordini, orders.columns: {rest}"
    ),
    "costs: {a} and {b} both hold {#days} day<|s> of the same campaign ({$money} together), added"
    " up: right for two accounts, twice the money for one account exported twice": (
        "costi: {a} e {b} hanno entrambi {#days} {#days:giorno|giorni} della stessa campagna"
        " ({$money} insieme), sommati: giusto per due account, il doppio per uno esportato due"
        " volte"
    ),
    "name only one of the files if both are exports of one account": (
        "nominare uno solo dei file se entrambi vengono da un solo account"
    ),
    "{#early} of {#orders} order<|s> ({#share} %) less than {@window} after the touchpoints begin"
    " on {%day}: the start of their journeys may be missing": (
        "{#early} ordini su {#orders} ({#share} %) a meno di {@window} dall'inizio dei contatti"
        " ({%day}): può mancare l'inizio dei loro percorsi"
    ),
    "--from {%day} leaves them out; or export earlier touches": (
        "--from {%day} li esclude; o esportare contatti precedenti"
    ),
    f"{_SPANS}: no touch can have led to an order": (
        f"{_SPANS_IT}: nessun contatto può aver portato a un ordine"
    ),
    "export both files for the same days; check the order of day and month in their dates": (
        "esportare entrambi i file per gli stessi giorni; controllare l'ordine di giorno e mese"
    ),
    f"{_SPANS}: {{#orders}} order<|s> after the last touch": (
        f"{_SPANS_IT}: {{#orders}} {{#orders:ordine|ordini}} dopo l'ultimo contatto"
    ),
    "export the touchpoints up to {%last}, or leave these orders out with --to {%end}": (
        "esportare i contatti fino al {%last}, o escludere questi ordini con --to {%end}"
    ),
    f"{_SPANS}: touches go on for {{#days}} days after the last order and look as if they led to"
    " nothing": (
        f"{_SPANS_IT}: i contatti continuano per {{#days}} giorni dopo l'ultimo ordine e sembrano"
        " non portare a nulla"
    ),
    "export the orders up to the day of the last touch": (
        "esportare gli ordini fino al giorno dell'ultimo contatto"
    ),
    "{@role}: {#rows} row<|s> more than a year after 99 % of the others, up to {%day};"
    " the as-of day may be theirs": (
        "{@role}: {#rows} {#rows:riga|righe} più di un anno dopo il 99 % delle altre, fino al"
        " {%day}; il giorno di riferimento può essere il loro"
    ),
    "correct these rows, or the year in {where}.time_format; or set --as-of": (
        "correggere queste righe, o l'anno in {where}.time_format; o impostare --as-of"
    ),
    "{@role}: {#rows} row<|s> more than a year before 99 % of the others, down to {%day}": (
        "{@role}: {#rows} {#rows:riga|righe} più di un anno prima del 99 % delle altre, fino al"
        " {%day}"
    ),
    "correct these rows, or the year in {where}.time_format": (
        "correggere queste righe, o l'anno in {where}.time_format"
    ),
    "{#orders} order<|s> come after the as-of day {%day} and are in no segment": (
        "{#orders} {#orders:ordine|ordini} dopo il giorno di riferimento {%day}, in nessun segmento"
    ),
    "choose a later --as-of, or leave them out with --to": (
        "scegliere un --as-of posteriore, o escluderli con --to"
    ),
    "{#days} day<|s> without any touch, though their weekdays usually have some: {@stretches}": (
        "{#days} {#days:giorno|giorni} senza contatti, benché di solito ce ne siano: {@stretches}"
    ),
    "look for exports that are missing, and for days when tracking was broken": (
        "cercare esportazioni mancanti e giorni di tracciamento interrotto"
    ),
    "the level of {@what} jumps: {@jumps}": "il livello di {@what} salta: {@jumps}",
    "touches": "contatti",
    "on {%day} from {#before} to {#after} a week": "il {%day} da {#before} a {#after} a settimana",
    "{@first}, on {%day} from {#before} to {#after} a week": (
        "{@first}, il {%day} da {#before} a {#after} a settimana"
    ),
    "find out what changed there: tracking, consent, an export's filter, or the business; --from"
    " and --to report one side alone": (
        "capire che cosa è cambiato: tracciamento, consenso, un filtro dell'esportazione, o gli"
        " affari; --from e --to mostrano una parte sola"
    ),
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
    "compare the ids of both files; where touches are known by cookie or device, name a file of"
    " logins under identities; normalise: loose makes two spellings of an id alike": (
        "confrontare gli identificativi dei due file; dove i contatti sono noti per cookie o"
        " dispositivo, nominare un file di accessi in identities; normalise: loose rende uguali"
        " due grafie di un identificativo"
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
