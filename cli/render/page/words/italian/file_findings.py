"""Findings of the check on rows and days of the files, and what mends them, in Italian."""

from typing import Final

_SPANS = "the touchpoints are from {@touched}, the orders from {@ordered}"
_SPANS_IT = "i contatti vanno dal {@touched}, gli ordini dal {@ordered}"
FILE_FINDINGS: Final = {
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
    "export the orders from earlier on, so that they hold what was given back; or, if {column}"
    " names the orders, set orders.columns: {rest}": (
        "esportare gli ordini da prima, così che contengano i resi; o, se {column} nomina gli"
        " ordini, orders.columns: {rest}"
    ),
    "export the orders from earlier on, so that they hold what was given back; no column of {names}"
    " names their sales, so that where the files hold these, revenue is {$more} too high": (
        "esportare gli ordini da prima, così che contengano i resi; nessuna colonna di {names}"
        " nomina le loro vendite, quindi se i file le hanno, il fatturato è troppo alto di {$more}"
    ),
    "export the orders from earlier on, so that they hold what was given back": (
        "esportare gli ordini da prima, così che contengano i resi"
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
}
"""By English sentence, with the fields of `translation`."""
