"""Notes on what was read of touchpoints, orders and costs in Italian."""

from typing import Final

EXPORT_NOTES: Final = {
    "no touchpoints are named, so that the report tells of customers alone": (
        "nessun file di contatti è indicato: il rapporto parla dei soli clienti"
    ),
    "no touchpoints are named: merito rfm, cohorts, value, watch and report need none; compare,"
    " journeys and credits do": (
        "nessun file di contatti è indicato: merito rfm, cohorts, value, watch e report ne fanno a"
        " meno; compare, journeys e credits no"
    ),
    "{role}: {#rows} rows have a date without a time, read as midnight;"
    " journeys.lookback_basis: calendar_days counts whole days for such files": (
        "{@role}: {#rows} righe hanno una data senza ora, letta come mezzanotte;"
        " journeys.lookback_basis: calendar_days conta giorni interi per questi file"
    ),
    "costs: {#rows} row<|s> cover<|s> several days; their money is spread evenly over them": (
        "costi: {#rows} {#rows:riga copre|righe coprono} più giorni; il denaro è ripartito in parti"
        " uguali"
    ),
    "costs: {$money} of {#count} {what} that no touch has, without credit:{names}": (
        "costi: {$money} di {#count} {#count:canale|canali} senza contatti, a cui nulla è"
        " attribuito:{names}"
    ),
    "costs: {$money} of {#months} month<|s> without credit, in (all) alone:{names}": (
        "costi: {$money} di {#months} {#months:mese|mesi} a cui nulla è attribuito, nel solo"
        " totale:{names}"
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
    "orders: left out as no sales by status: {&statuses}; orders.drop_status: [] counts those": (
        "ordini: esclusi per stato, poiché non sono vendite: {&statuses}; orders.drop_status: [] li"
        " conta"
    ),
    "orders: left out as no sales by status: {&statuses}; orders.drop_status: [{names}] counts"
    " those": (
        "ordini: esclusi per stato, poiché non sono vendite: {&statuses}; orders.drop_status:"
        " [{names}] li conta"
    ),
    "orders: left out as no sales by status: {&statuses}": (
        "ordini: esclusi per stato, poiché non sono vendite: {&statuses}"
    ),
    "orders: left out as no sales by the statuses of {formats}: {&statuses}": (
        "ordini: esclusi secondo gli stati di {formats}, poiché non sono vendite: {&statuses}"
    ),
    "orders: counted, though nothing is known of their status: {&statuses}; orders.drop_status:"
    " {drops} leaves those out, and {&others} as well": (
        "ordini: contati benché del loro stato non si sappia nulla: {&statuses};"
        " orders.drop_status: {drops} li esclude, e con loro {&others}"
    ),
    "orders: counted, though nothing is known of their status: {&statuses}; orders.drop_status:"
    " {drops} leaves those out": (
        "ordini: contati benché del loro stato non si sappia nulla: {&statuses};"
        " orders.drop_status: {drops} li esclude"
    ),
    "orders: {#orders} order<|s> <has|have> an id that an order of another file has, and all count:"
    " {$money}": (
        "ordini: {#orders} {#orders:ha|hanno} l'id di un ordine di un altro file, e contano tutti:"
        " {$money}"
    ),
    "orders: no column of {names} is a status, so that all {#rows} row<|s> count<s|>: {$money}": (
        "ordini: nessuna colonna di {names} è uno stato, quindi {#rows:conta|contano} tutte le"
        " righe, {#rows}: {$money}"
    ),
    "orders: no column of {names} is {by}, so that <its|their> orders are under (none):"
    " {#rows} row<|s>, {$money}": (
        "ordini: nessuna colonna di {names} è {by}, quindi i relativi ordini stanno sotto (none):"
        " {#rows} {#rows:riga|righe}, {$money}"
    ),
    "touchpoints: no column of {names} is {by}, so that <its|their> touchpoints are under (none):"
    " {#rows} row<|s>": (
        "contatti: nessuna colonna di {names} è {by}, quindi i relativi contatti stanno sotto"
        " (none): {#rows} {#rows:riga|righe}"
    ),
    "orders: counted, though a second status may say otherwise: {&statuses}; if those are no"
    " sales, set {remedy}, which leaves out {&others} as well": (
        "ordini: contati benché un secondo stato possa dire altro: {&statuses}; se non sono"
        " vendite, impostare {remedy}, che esclude anche {&others}"
    ),
    "orders: counted, though a second status may say otherwise: {&statuses}; if those are no"
    " sales, set {remedy}": (
        "ordini: contati benché un secondo stato possa dire altro: {&statuses}; se non sono"
        " vendite, impostare {remedy}"
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
    "orders: rows left out as no sales by {column}: {&types}; orders.columns: {row_type:"
    " {value: sale}} counts those": (
        "ordini: righe escluse secondo {column}, poiché non sono vendite: {&types}; orders.columns:"
        " {row_type: {value: sale}} le conta"
    ),
    "orders: counted, though nothing is known of their {column}: {&types}; orders.drop_types:"
    " {drops} leaves those out": (
        "ordini: righe contate benché del loro {column} non si sappia nulla: {&types};"
        " orders.drop_types: {drops} le esclude"
    ),
    "orders: counted beside sales, of which they may be the payments: {&types}; orders.drop_types:"
    " {drops} leaves those out": (
        "ordini: righe contate accanto a vendite, di cui possono essere i pagamenti: {&types};"
        " orders.drop_types: {drops} le esclude"
    ),
    "orders: {#refunds} refund<|s> ({$money}) <is|are> in an earlier file as well, of the same"
    " order, time and amount, but with another value elsewhere: both are taken off; if they are"
    " one, leave it out of one of the files": (
        "ordini: {#refunds} {#refunds:rimborso|rimborsi} ({$money}) {#refunds:è|sono} anche in un"
        " file precedente, con lo stesso ordine, ora e importo ma un altro valore altrove: entrambi"
        " sono tolti; se sono uno solo, toglierlo da uno dei file"
    ),
    "orders: {#refunds} refund<|s> ({$money}) of orders that the files do not hold; they lower no"
    " revenue; if a column names the orders, set orders.columns: {refund_of: NAME}": (
        "ordini: {#refunds} {#refunds:rimborso|rimborsi} ({$money}) di ordini che i file non hanno;"
        " non riducono il fatturato; se una colonna nomina gli ordini, orders.columns:"
        " {refund_of: NAME}"
    ),
    "orders: {#refunds} refund<|s> ({$money}) of orders that the files do not hold; they lower no"
    " revenue; if {column} names the orders, set orders.columns: {rest}": (
        "ordini: {#refunds} {#refunds:rimborso|rimborsi} ({$money}) di ordini che i file non hanno;"
        " non riducono il fatturato; se {column} nomina gli ordini, orders.columns: {rest}"
    ),
    "orders: {#refunds} refund<|s> ({$money}) of orders that the files do not hold; they lower no"
    " revenue; no column of {names} names their sales, so that where the files hold these, revenue"
    " is {$more} too high": (
        "ordini: {#refunds} {#refunds:rimborso|rimborsi} ({$money}) di ordini che i file non hanno;"
        " non riducono il fatturato; nessuna colonna di {names} nomina le loro vendite, quindi se i"
        " file le hanno, il fatturato è troppo alto di {$more}"
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
    "orders: {#orders} order<|s> ({$money}) ha<s|ve> rows of several customers, and <is|are> of the"
    " one in <its|their> first": (
        "ordini: {#orders} {#orders:ordine ha|ordini hanno} righe di più clienti ({$money}), e"
        " {#orders:è|sono} di quello della prima"
    ),
    "orders: {#orders} order<|s> ({$money}) ha<s|ve> lines more than a day apart, all counted on"
    " the first of <its|their> days; {@rest}": (
        "ordini: {#orders} {#orders:ordine ha|ordini hanno} righe distanti più di un giorno"
        " ({$money}), contate tutte nel primo giorno; {@rest}"
    ),
    "touchpoints: {file}: {column} says {word} in {#marked} row<|s> of the first {#rows} that say"
    " anything, which count as those of customers; leave them out in the export if they are robots"
    " or the shop's own people": (
        "contatti: {file}: {column} dice {word} in {#marked} {#marked:riga|righe} delle prime"
        " {#rows} che dicono qualcosa, che contano come dei clienti; escluderle dall'esportazione"
        " se sono robot o gente del negozio"
    ),
    "costs: {file} has a column for each month, {first} to {last}: each is read as a row": (
        "costi: {file} ha una colonna per mese, da {first} a {last}: ognuna è letta come una riga"
    ),
    "costs: {file} has a column for each quarter, {first} to {last}: each is read as a row": (
        "costi: {file} ha una colonna per trimestre, da {first} a {last}: ognuna è letta come una"
        " riga"
    ),
    "costs: {file} has a column for each half-year, {first} to {last}: each is read as a row": (
        "costi: {file} ha una colonna per semestre, da {first} a {last}: ognuna è letta come una"
        " riga"
    ),
    "costs: {file} has a column for each week, {first} to {last}: each is read as a row": (
        "costi: {file} ha una colonna per settimana, da {first} a {last}: ognuna è letta come una"
        " riga"
    ),
    "costs: {file} has a column for each channel, {names}: each is read as a row": (
        "costi: {file} ha una colonna per canale, {names}: ognuna è letta come una riga"
    ),
    "costs: {file}: the amounts of {column} are whole, large and multiples of 10000, as millionths"
    " of a unit are, and count as they stand; if they are, set {setting}": (
        "costi: {file}: gli importi di {column} sono interi, grandi e multipli di 10000, come lo"
        " sono i milionesimi, e contano così come sono; se lo sono, imposta {setting}"
    ),
    "orders: {file}: {column} and {tax} are whole in all of the first {#count} row<|s> with both,"
    " as amounts in cents are, and count as they stand; if they are in cents, set {setting}": (
        "ordini: {file}: {column} e {tax} sono interi in tutte le prime righe che li hanno"
        " ({#count}), come lo sono gli importi in centesimi, e contano così come sono; se sono in"
        " centesimi, impostare {setting}"
    ),
    "costs: {file}: commissions count as spent whatever their {column}: {&statuses}; take the rows"
    " that are not paid out of the file": (
        "costi: {file}: le commissioni contano come spese qualunque sia {column}: {&statuses};"
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
    "costs: {name}: {column} names months, weeks, quarters or half-years: each row is of all their"
    " days": (
        "costi: {name}: {column} nomina mesi, settimane, trimestri o semestri: ogni riga vale"
        " per tutti i loro giorni"
    ),
    "costs: {name}: {week} is read as {@period}, as ISO 8601 counts weeks; if yours are others,"
    " write the first day of each instead": (
        "costi: {name}: {week} è letta come {@period}, come conta le settimane ISO 8601; se le tue"
        " sono altre, scrivi invece il primo giorno di ognuna"
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
    "orders: the amounts are in {unit}, and the report calls them {label}; set currency: {same},"
    " or in rates what one {each} is worth": (
        "ordini: gli importi sono in {unit}, il rapporto li dice {label}; impostare currency:"
        " {same}, o in rates quanto vale un {each}"
    ),
}
