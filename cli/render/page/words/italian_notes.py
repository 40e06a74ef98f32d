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
    "{role}: {#rows} rows have a date without a time, read as midnight;"
    " journeys.lookback_basis: calendar_days counts whole days for such files": (
        "{@role}: {#rows} righe hanno una data senza ora, letta come mezzanotte;"
        " journeys.lookback_basis: calendar_days conta giorni interi per questi file"
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
    "costs: {#rows} row<|s> cover<|s> several days; their money is spread evenly over them": (
        "costi: {#rows} {#rows:riga copre|righe coprono} più giorni; il denaro è ripartito in parti"
        " uguali"
    ),
    "costs: {$money} of {#count} {what} that no touch has, without credit:{names}": (
        "costi: {$money} di {#count} {#count:canale|canali} senza contatti, a cui nulla è"
        " attribuito:{names}"
    ),
    "costs: none for {names}, paid by the name: what is not known is no 0; add the file under"
    " costs.files": (
        "costi: nessuno per {names}, a pagamento a giudicare dal nome: ciò che non si sa non è 0;"
        " aggiungere il file in costs.files"
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
    "orders: left out as no sales by status: {statuses}": (
        "ordini: esclusi per stato, poiché non sono vendite: {statuses}"
    ),
    "orders: counted, though nothing is known of their status: {statuses}; orders.drop_status:"
    " {drops} leaves those out": (
        "ordini: contati benché del loro stato non si sappia nulla: {statuses};"
        " orders.drop_status: {drops} li esclude"
    ),
    "orders: counted, though a second status may say otherwise: {statuses}; if those are no"
    " sales, set {remedy}": (
        "ordini: contati benché un secondo stato possa dire altro: {statuses}; se non sono vendite,"
        " impostare {remedy}"
    ),
    "orders: {#orders} order<|s> ({$money}) refunded by status without an amount, taken as given"
    " back in full": (
        "ordini: {#orders} {#orders:ordine|ordini} ({$money}) {#orders:rimborsato|rimborsati} per"
        " stato senza un importo, {#orders:considerato reso|considerati resi} per intero"
    ),
    "orders: {#lines} line<|s> ({$money}) refunded by status, of orders of other lines, taken as"
    " given back": (
        "ordini: {#lines} {#lines:riga|righe} ({$money}) {#lines:rimborsata|rimborsate} per stato,"
        " di ordini con altre righe, {#lines:considerata resa|considerate rese}"
    ),
    "orders: rows left out as no sales by {column}: {types}; orders.columns: {row_type:"
    " {value: sale}} counts those": (
        "ordini: righe escluse secondo {column}, poiché non sono vendite: {types}; orders.columns:"
        " {row_type: {value: sale}} le conta"
    ),
    "orders: counted, though nothing is known of their {column}: {types}; orders.drop_types:"
    " {drops} leaves those out": (
        "ordini: righe contate benché del loro {column} non si sappia nulla: {types};"
        " orders.drop_types: {drops} le esclude"
    ),
    "orders: counted beside sales, of which they may be the payments: {types}; orders.drop_types:"
    " {drops} leaves those out": (
        "ordini: righe contate accanto a vendite, di cui possono essere i pagamenti: {types};"
        " orders.drop_types: {drops} le esclude"
    ),
    "orders: {#refunds} refund<|s> ({$money}) of orders that the files do not hold; they lower no"
    " revenue; if a column names the orders, set orders.columns: {refund_of: NAME}": (
        "ordini: {#refunds} {#refunds:rimborso|rimborsi} ({$money}) di ordini che i file non hanno;"
        " non riducono il fatturato; se una colonna nomina gli ordini, orders.columns:"
        " {refund_of: NAME}"
    ),
    "orders: {file}: {column} names its zone, so {#times} time<|s> <is|are> read in {zone}; if"
    " those of {other} are meant, set orders.timezone: {set}": (
        "ordini: {file}: {column} dice il proprio fuso, perciò {#times}"
        " {#times:ora è letta|ore sono lette} in {zone}; se si intendono quelle di {other},"
        " impostare orders.timezone: {set}"
    ),
    "touchpoints: {file}: {column} names its zone, so {#times} time<|s> <is|are> read in {zone}; if"
    " those of {other} are meant, set touchpoints.timezone: {set}": (
        "contatti: {file}: {column} dice il proprio fuso, perciò {#times}"
        " {#times:ora è letta|ore sono lette} in {zone}; se si intendono quelle di {other},"
        " impostare touchpoints.timezone: {set}"
    ),
    "orders: {file}: {column}, which {first} has not, is read as what was refunded; if revenue is"
    " net of it, set orders.columns: {columns}": (
        "ordini: {file}: {column}, che {first} non ha, è letta come ciò che fu rimborsato; se il"
        " fatturato ne è già al netto, impostare orders.columns: {columns}"
    ),
    "touchpoints: channels are made of source and medium by GA4's rules (channels.grouping)": (
        "contatti: i canali sono formati da sorgente e mezzo con le regole di GA4"
        " (channels.grouping)"
    ),
    "touchpoints: {file}: channels are made of {@what}, as touchpoints.columns: {mapped} says;"
    " {@rest}": (
        "contatti: {file}: i canali sono formati con {@what}, come dice touchpoints.columns:"
        " {mapped}; {@rest}"
    ),
    "touchpoints: {file}: where {names} hold<s|> nothing, channels are made of {@what}, as"
    " touchpoints.columns: {mapped} says; {@rest}": (
        "contatti: {file}: dove mancano {names}, i canali sono formati con {@what}, come dice"
        " touchpoints.columns: {mapped}; {@rest}"
    ),
    "the tags of links in {landing} and the hosts in {referrer}": (
        "i parametri dei link in {landing} e i siti in {referrer}"
    ),
    "the tags of links in {landing}": "i parametri dei link in {landing}",
    "the hosts in {referrer}": "i siti in {referrer}",
    "what has neither counts as direct": "chi non ha né gli uni né gli altri conta come diretto",
    "what has none counts as direct": "chi non ne ha conta come diretto",
    "orders: {#orders} order<|s> ({$money}) ha<s|ve> lines more than a day apart, all counted on"
    " the first of <its|their> days; {@rest}": (
        "ordini: {#orders} {#orders:ordine ha|ordini hanno} righe distanti più di un giorno"
        " ({$money}), contate tutte nel primo giorno; {@rest}"
    ),
    "where numbers begin anew, as those of receipts do: orders.columns: {columns}": (
        "se i numeri ricominciano, come quelli degli scontrini: orders.columns: {columns}"
    ),
    "touchpoints: {file}: {column} says {word} in {#marked} row<|s> of the first {#rows} that say"
    " anything, which count as those of customers; leave them out in the export if they are robots"
    " or the shop's own people": (
        "contatti: {file}: {column} dice {word} in {#marked} {#marked:riga|righe} delle prime"
        " {#rows} che dicono qualcosa, che contano come dei clienti; escluderle dall'esportazione"
        " se sono robot o gente del negozio"
    ),
    "map an id that tells them apart": "indicare un id che li distingua",
    "costs: {file} has a column for each month, {first} to {last}: each is read as a row": (
        "costi: {file} ha una colonna per mese, da {first} a {last}: ognuna è letta come una riga"
    ),
    "costs: {file} has a column for each quarter, {first} to {last}: each is read as a row": (
        "costi: {file} ha una colonna per trimestre, da {first} a {last}: ognuna è letta come una"
        " riga"
    ),
    "costs: {file} has a column for each week, {first} to {last}: each is read as a row": (
        "costi: {file} ha una colonna per settimana, da {first} a {last}: ognuna è letta come una"
        " riga"
    ),
    "costs: {file} has a column for each channel, {names}: each is read as a row": (
        "costi: {file} ha una colonna per canale, {names}: ognuna è letta come una riga"
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
    "that a second status may say to be no sales": "che un secondo stato può dire non venduti",
    "in rows whose type nobody knows": "in righe di tipo ignoto",
    "with one amount on all lines": "con lo stesso importo su tutte le righe",
    "in rows left out as bad": "in righe errate, escluse",
    "refunded and in no file": "rimborsati e in nessun file",
    "costs: {file}: the amounts of {column} are whole, large and multiples of 10000, as millionths"
    " of a unit are, and count as they stand; if they are, set {setting}": (
        "costi: {file}: gli importi di {column} sono interi, grandi e multipli di 10000, come lo"
        " sono i milionesimi, e contano così come sono; se lo sono, imposta {setting}"
    ),
    "costs: {file}: commissions count as spent whatever their {column}: {statuses}; take the rows"
    " that are not paid out of the file": (
        "costi: {file}: le commissioni contano come spese qualunque sia {column}: {statuses};"
        " togliere dal file le righe che non si pagano"
    ),
    "costs: {$money} of {name} on {#days} day<|s> are the sum of all other rows of each day, and"
    " left out; costs.totals: [] counts them": (
        "costi: {$money} di {name} in {#days} {#days:giorno|giorni} sono la somma di tutte le altre"
        " righe di ogni giorno e sono esclusi; costs.totals: [] li conta"
    ),
    "costs: {$money} of {name} on {#days} day<|s> are the sum of all other rows of each day, which"
    " then count twice; if they are totals, set {setting}": (
        "costi: {$money} di {name} in {#days} {#days:giorno|giorni} sono la somma di tutte le altre"
        " righe di ogni giorno, che così contano due volte; se sono totali, imposta {setting}"
    ),
    "costs: {$money} of {name} on {#days} day<|s> count beside the other rows of each day, of which"
    " they are not the sum; if they are totals, set {setting}": (
        "costi: {$money} di {name} in {#days} {#days:giorno|giorni} contano accanto alle altre"
        " righe di ogni giorno, di cui non sono la somma; se sono totali, imposta {setting}"
    ),
    "costs: {name}: its days lie {@period} apart, and {$money} counts on these days alone; if a row"
    " is of the {one} that its day begins, costs.period: {same} spreads it": (
        "costi: {name}: i suoi giorni distano {@period}, e {$money} conta in quei giorni soli; se"
        " una riga è di tutto il periodo che inizia quel giorno, costs.period: {same} la ripartisce"
    ),
    "months": "mesi",
    "costs: {name}: {column} names months, weeks or quarters: each row is of all their days": (
        "costi: {name}: {column} nomina mesi, settimane o trimestri: ogni riga vale per tutti i"
        " loro giorni"
    ),
    "orders: {name}: {column} holds 0 and 1 alone, and 1 takes 1.00 from an order; if it marks"
    " refunded orders, set {settings}": (
        "ordini: {name}: {column} ha solo 0 e 1, e 1 toglie 1,00 a un ordine; se segna gli ordini"
        " rimborsati, impostare {settings}"
    ),
    "orders: {name}: {column} is not read, {$money} in the first rows; if it was given back, set"
    " {settings}, or {none} if revenue is net of it": (
        "ordini: {name}: {column} non è letta, {$money} nelle prime righe; se è stato reso,"
        " impostare {settings}, o {none} se il fatturato ne è già al netto"
    ),
    "orders: {name}: {column} lists the refunds of {#orders} order<|s> of the first rows, which are"
    " not read; add up what was given back in a value of its own and set {settings}, or {none} if"
    " revenue is net of it": (
        "ordini: {name}: {column} elenca i rimborsi di {#orders} {#orders:ordine|ordini} delle"
        " prime righe, che non sono letti; sommare il reso in un valore a sé e impostare"
        " {settings}, o {none} se il fatturato ne è già al netto"
    ),
    "orders: {name}: {column} names {@unit}, and its amounts count as they stand; {settings}"
    " divides them": (
        "ordini: {name}: {column} nomina {@unit}, e i suoi importi contano come sono; {settings}"
        " li divide"
    ),
    "costs: {name}: {column} names {@unit}, and its amounts count as they stand; {settings}"
    " divides them": (
        "costi: {name}: {column} nomina {@unit}, e i suoi importi contano come sono; {settings}"
        " li divide"
    ),
    "cents": "centesimi",
    "millionths": "milionesimi",
    "orders: the amounts are in {unit}, and the report calls them {label}; set currency: {same},"
    " or in rates what one {each} is worth": (
        "ordini: gli importi sono in {unit}, il rapporto li dice {label}; impostare currency:"
        " {same}, o in rates quanto vale un {each}"
    ),
}
"""What a reader should know besides."""
