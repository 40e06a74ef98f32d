"""Findings of the check on orders and their currencies, and what mends them, in Italian."""

from typing import Final

ORDER_FINDINGS: Final = {
    "{%first} to {%last}": "{%first} al {%last}",
    "no order counts: {why}": "nessun ordine conta: {why}",
    "none of {#orders} order<|s> counts: refunded, or outside the days asked for": (
        "nessuno dei {#orders} ordini conta: rimborsati, o fuori dai giorni richiesti"
    ),
    "export orders; or set orders.keep_status to the statuses of sales": (
        "esportare ordini; o impostare orders.keep_status agli stati delle vendite"
    ),
    "look at the ledger, and at --from and --to": "guardare il registro, e --from e --to",
    "orders count though nothing is known of their status: {&names}": (
        "ordini contati benché del loro stato non si sappia nulla: {&names}"
    ),
    "orders count though it looks like no sale by their status: {&names}": (
        "ordini contati benché dal loro stato non sembrino vendite: {&names}"
    ),
    "orders.drop_status: [{names}] leaves them out, with the others that are no sales": (
        "orders.drop_status: [{names}] li esclude, con gli altri che non sono vendite"
    ),
    "orders.drop_status: [{names}] leaves them out, with the others that are no sales, and"
    " {&others} as well": (
        "orders.drop_status: [{names}] li esclude, con gli altri che non sono vendite, e con loro"
        " {&others}"
    ),
    "orders count though a second status may say otherwise: {&names}": (
        "ordini contati benché un secondo stato possa dire altro: {&names}"
    ),
    "rows count though nothing is known of their type: {&names}": (
        "righe contate benché del loro tipo non si sappia nulla: {&names}"
    ),
    "rows count beside sales, of which they may be the payments: {&names}": (
        "righe contate accanto a vendite, di cui possono essere i pagamenti: {&names}"
    ),
    "orders.drop_types: [{names}] leaves them out": "orders.drop_types: [{names}] le esclude",
    "if those are no sales, set {mapping} and orders.drop_status: [{names}], which leaves out"
    " {&others} as well": (
        "se non sono vendite, impostare {mapping} e orders.drop_status: [{names}], che esclude"
        " anche {&others}"
    ),
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
    " revenue: {&names}": (
        "{#orders} {#orders:ordine|ordini} oltre {#times} volte la mediana di {$median}, il"
        " {#share} % del fatturato: {&names}"
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
    "all {#orders} orders are of whole amounts, {$mean} on average and few of them round, as those"
    " in cents are": (
        "tutti i {#orders} ordini hanno importi interi, {$mean} in media e pochi tondi, come quelli"
        " in centesimi"
    ),
    "if they are in cents, set {setting}": "se sono in centesimi, impostare {setting}",
}
"""By English sentence, with the fields of `translation`."""
