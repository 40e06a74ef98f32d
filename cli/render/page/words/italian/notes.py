"""Notes of reports in Italian."""

from typing import Final

_UNCOVERED = (
    "costs are of {@spent}, the report of {@reported}: {#orders} order<|s> ({$money}) of days"
    " before or after the costs have credit and no cost, so that returns look better than they are"
)
_UNCOVERED_IT = (
    "i costi sono del {@spent}, il resoconto del {@reported}: {#orders} {#orders:ordine|ordini}"
    " ({$money}) di giorni prima o dopo i costi hanno merito e nessun costo, e i ritorni sembrano"
    " migliori di quel che sono"
)

NOTES: Final = {
    f"{_UNCOVERED}; export the costs of these days": (
        f"{_UNCOVERED_IT}; esportare i costi di questi giorni"
    ),
    _UNCOVERED: _UNCOVERED_IT,
    "export the costs of these days": "esportare i costi di questi giorni",
    f"{_UNCOVERED}; export the costs of these days, or leave their orders out with {{options}}": (
        f"{_UNCOVERED_IT}; esportare i costi di questi giorni, o escluderne gli ordini con"
        " {options}"
    ),
    "export the costs of these days, or leave their orders out with {options}": (
        "esportare i costi di questi giorni, o escluderne gli ordini con {options}"
    ),
    "{@dimension}: {#customers} of {#all} customers have score {#score} (evenly {#even} %"
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
    "the as-of day {%day} is that of the latest order, more than a year after the last orders of"
    " {#others} of {#customers} customers: correct its date if that is wrong, or set --as-of"
    " {%other}": (
        "il giorno di riferimento {%day} è quello dell'ordine più recente, più di un anno dopo gli"
        " ultimi ordini di {#others} clienti su {#customers}: correggerne la data se è sbagliata, o"
        " impostare --as-of {%other}"
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
    "value: {first} and {second} of {model} are at bound: customers differ too little, or too few"
    " of them leave, for these parameters to be known; forecasts hold in the limit, standard errors"
    " do not exist": (
        "valore: {first} e {second} di {model} al limite: i clienti differiscono troppo poco, o"
        " troppo pochi se ne vanno, perché questi parametri siano noti; le previsioni valgono al"
        " limite, errori standard non ce ne sono"
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
    "the customers who bought again for money all spend the same": (
        "chi ha ricomprato pagando spende sempre uguale"
    ),
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
    "{model}: {#few} of {#all} {@what} ha<s|ve> fewer than {#least} converting journeys, too few to"
    " say what they do: {names}": (
        "{model}: {#few} su {#all} {@what} con meno di {#least} percorsi che finiscono in un"
        " ordine, troppo pochi per dire che cosa fanno: {names}"
    ),
    "channels": "canali",
    "values of {dimension}": "valori di {dimension}",
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
    "{@role}: {#rows} row<|s> at a local time that occurs twice, read as the earlier instant": (
        "{@role}: {#rows} {#rows:riga|righe} a un'ora locale che esiste due volte (ora legale),"
        " {#rows:letta|lette} come la prima delle due"
    ),
    "{@role}: {#rows} row<|s> at a local time that does not exist, moved to the next instant": (
        "{@role}: {#rows} {#rows:riga|righe} a un'ora locale che non esiste (ora legale),"
        " {#rows:spostata|spostate} al primo istante seguente"
    ),
    "{@role}: {#rows} row<|s> with an amount finer than 1/10 000, rounded half to even": (
        "{@role}: {#rows} {#rows:riga|righe} con un importo più fine di 1/10 000,"
        " {#rows:arrotondata|arrotondate} al pari"
    ),
    "{@role}: {#rows} row<|s> with -- or < 10 instead of a number, read as 0": (
        "{@role}: {#rows} {#rows:riga|righe} con -- o < 10 invece di un numero,"
        " {#rows:letta|lette} come 0"
    ),
    "{@role}: {#rows} row<|s> with a word for nobody (NULL, guest, …) as the customer's id, read as"
    " blank": (
        "{@role}: {#rows} {#rows:riga|righe} con una parola per nessuno (NULL, guest, …) al posto"
        " del cliente, {#rows:letta|lette} come vuota"
    ),
    "{@role}: amounts converted: {rates}": "{@role}: importi convertiti: {rates}",
    "the tags of links in {landing} and the hosts in {referrer}": (
        "i parametri dei link in {landing} e i siti in {referrer}"
    ),
    "the tags of links in {landing}": "i parametri dei link in {landing}",
    "the hosts in {referrer}": "i siti in {referrer}",
    "what has neither counts as direct": "chi non ha né gli uni né gli altri conta come diretto",
    "what has none counts as direct": "chi non ne ha conta come diretto",
    "where numbers begin anew, as those of receipts do: orders.columns: {columns}": (
        "se i numeri ricominciano, come quelli degli scontrini: orders.columns: {columns}"
    ),
    "map an id that tells them apart": "indicare un id che li distingua",
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
    "most money at stake: {$money} (there is no revenue) of {#orders} order<|s>"
    " {@what}; merito check says more ({name})": (
        "il denaro maggiore in gioco: {$money} (non c'è fatturato) di {#orders}"
        " {#orders:ordine|ordini} {@what}; merito check dice di più ({name})"
    ),
    "without a touch in the window": "senza un contatto nella finestra",
    "whose status nobody knows": "di stato ignoto",
    "that a second status may say to be no sales": "che un secondo stato può dire non venduti",
    "in rows whose type nobody knows": "in righe di tipo ignoto",
    "with one amount on all lines": "con lo stesso importo su tutte le righe",
    "in rows left out as bad": "in righe errate, escluse",
    "refunded and in no file": "rimborsati e in nessun file",
    " and {#more} more": " e altri {#more}",
    "{@role}: {#rows} row<|s> left out because of bad values, which max_bad_rows allows:{/lines}": (
        "{@role}: {#rows} {#rows:riga esclusa|righe escluse} per valori errati, come max_bad_rows"
        " permette:{/lines}"
    ),
    "channels: {#rows} touch<|es> <has|have> no channel but Unassigned ({#pairs} pair<|s> of source"
    " and medium); rules to paste under channels.rules, with names that suit you:{rules}": (
        "canali: {#rows} {#rows:contatto non ha|contatti non hanno} altro canale che Unassigned"
        " ({#pairs} {#pairs:coppia|coppie} di source e medium); regole da incollare in"
        " channels.rules, con nomi a piacere:{rules}"
    ),
    "months": "mesi",
    "cents": "centesimi",
    "millionths": "milionesimi",
}
"""What a reader should know besides."""
