"""Sentences of reports in Italian."""

import pytest

from cli.render.number_text import localise
from cli.render.page.words.words import ALL_WORDS
from cli.report import Language, NumberStyle


@pytest.mark.parametrize(
    ("english", "said"),
    [
        (
            (
                '9 orders of more than 50 times the median of 1,119.25, 99.2 % of the revenue: "8"'
                ' (99,999.00), "9, (1.5)" (88,888.00) and 1,007 more'
            ),
            (
                '9 ordini oltre 50 volte la mediana di 1.119,25, il 99,2 % del fatturato: "8"'
                ' (99.999,00), "9, (1.5)" (88.888,00) e altri 1.007'
            ),
        ),
        (
            (
                "orders: 1 row left out because of bad values, which max_bad_rows allows:\n"
                'o.csv:9: revenue: "1,035.00 x" is not a number; correct the value'
            ),
            (
                "ordini: 1 riga esclusa per valori errati, come max_bad_rows permette:\n"
                'o.csv:9: revenue: "1,035.00 x" non è un numero; correggere il valore'
            ),
        ),
        (
            (
                "orders: 1,009 rows left out because of bad values, which max_bad_rows allows:\n"
                "o.csv:2: 7 values, but the header has 6 columns; a value that holds the delimiter"
                ' needs quotes around it\no.csv:3: day: "" is blank; every row needs a value here;'
                ' if the row is a total, set orders.totals: [Sum]\no.csv:4: day: "is blank" is not'
                " a time; the column's times are written as %d/%m/%Y: correct the value\n"
                "… and 1,004 more like these, 1,005 in all"
            ),
            (
                "ordini: 1.009 righe escluse per valori errati, come max_bad_rows permette:\n"
                "o.csv:2: 7 valori, ma l'intestazione ha 6 colonne; un valore che contiene il"
                ' separatore va tra virgolette\no.csv:3: day: "" è vuoto; qui ogni riga ha bisogno'
                " di un valore; se la riga è un totale, impostare orders.totals: [Sum]\no.csv:4:"
                ' day: "is blank" non è una data; le date della colonna sono scritte come'
                " %d/%m/%Y: correggere il valore\n… e altre 1.004 simili, 1.005 in tutto"
            ),
        ),
        (
            (
                "channels: 1,465 touches have no channel but Unassigned (1 pair of source and"
                " medium); rules to paste under channels.rules, with names that suit you:\n"
                "    - {channel: FOO, source: a.example, medium: foo}"
            ),
            (
                "canali: 1.465 contatti non hanno altro canale che Unassigned (1 coppia di source e"
                " medium); regole da incollare in channels.rules, con nomi a piacere:\n"
                "    - {channel: FOO, source: a.example, medium: foo}"
            ),
        ),
        (
            (
                "touchpoints: t.csv: where source, medium hold nothing, channels are made of the"
                " hosts in referrer, as touchpoints.columns: {referrer: referrer} says; what has"
                " none counts as direct"
            ),
            (
                "contatti: t.csv: dove mancano source, medium, i canali sono formati con i siti in"
                " referrer, come dice touchpoints.columns: {referrer: referrer}; chi non ne ha"
                " conta come diretto"
            ),
        ),
        (
            (
                "orders: 1 order (1,035.00) has lines more than a day apart, all counted on the"
                " first of its days; where numbers begin anew, as those of receipts do:"
                " orders.columns: {order_id: {join: [Day, Receipt]}}"
            ),
            (
                "ordini: 1 ordine ha righe distanti più di un giorno (1.035,00), contate tutte nel"
                " primo giorno; se i numeri ricominciano, come quelli degli scontrini:"
                " orders.columns: {order_id: {join: [Day, Receipt]}}"
            ),
        ),
        (
            (
                "orders: o.csv: total_refunded is not read, 1,035.00 in the first rows; if it was"
                " given back, set orders.columns: {refunded: total_refunded}, or {refunded: 0} if"
                " revenue is net of it"
            ),
            (
                "ordini: o.csv: total_refunded non è letta, 1.035,00 nelle prime righe; se è stato"
                " reso, impostare orders.columns: {refunded: total_refunded}, o {refunded: 0} se il"
                " fatturato ne è già al netto"
            ),
        ),
        (
            (
                "orders: 2 lines (35.00) refunded by status, of orders of other lines, taken as"
                " given back"
            ),
            (
                "ordini: 2 righe (35,00) rimborsate per stato, di ordini con altre righe,"
                " considerate rese"
            ),
        ),
        (
            "orders: 1 row more than a year before 99 % of the others, down to 1970-01-01",
            "ordini: 1 riga più di un anno prima del 99 % delle altre, fino al 1970-01-01",
        ),
        (
            "1,200 orders only: shares of channels are mostly chance",
            "solo 1.200 ordini: le quote dei canali sono quasi un caso",
        ),
        ("channels that look like one: 1.5 and (1,5)", "canali che sembrano uno: 1.5 and (1,5)"),
        (
            (
                "orders: 1 order (1,100.00) refunded by status without an amount, taken as given"
                " back in full"
            ),
            (
                "ordini: 1 ordine (1.100,00) rimborsato per stato senza un importo, considerato"
                " reso per intero"
            ),
        ),
        (
            (
                "orders: counted, though nothing is known of their status: In transit 1 (100.00);"
                " orders.drop_status: [cancelled, In transit] leaves those out"
            ),
            (
                "ordini: contati benché del loro stato non si sappia nulla: In transit 1 (100,00);"
                " orders.drop_status: [cancelled, In transit] li esclude"
            ),
        ),
        (
            (
                "orders: left out as no sales by the statuses of shopify: voided 1 (1,040.00),"
                " (blank) 1 (5.00)"
            ),
            (
                "ordini: esclusi secondo gli stati di shopify, poiché non sono vendite: voided 1"
                " (1.040,00), (blank) 1 (5,00)"
            ),
        ),
        (
            "orders: 102 orders have an id that an order of another file has, and all count: 5.60",
            "ordini: 102 hanno l'id di un ordine di un altro file, e contano tutti: 5,60",
        ),
        (
            (
                "orders: left out as no sales by status: cancelled 1 (1,002.00);"
                " orders.drop_status: [failed, lost] counts those"
            ),
            (
                "ordini: esclusi per stato, poiché non sono vendite: cancelled 1 (1.002,00);"
                " orders.drop_status: [failed, lost] li conta"
            ),
        ),
        (
            (
                "orders: counted, though nothing is known of their status: voided 1 (62.00);"
                ' orders.drop_status: ["(blank)", canceled, voided] leaves those out, and (blank) 1'
                " (1,061.00) as well"
            ),
            (
                "ordini: contati benché del loro stato non si sappia nulla: voided 1 (62,00);"
                ' orders.drop_status: ["(blank)", canceled, voided] li esclude, e con loro (blank)'
                " 1 (1.061,00)"
            ),
        ),
        (
            (
                "orders: counted, though a second status may say otherwise: Note: lost 1 (62.00);"
                " if those are no sales, set orders.columns: {second_status: Note} and"
                " orders.drop_status: [lost, voided], which leaves out voided 1 (61.00) as well"
            ),
            (
                "ordini: contati benché un secondo stato possa dire altro: Note: lost 1 (62,00); se"
                " non sono vendite, impostare orders.columns: {second_status: Note} and"
                " orders.drop_status: [lost, voided], che esclude anche voided 1 (61,00)"
            ),
        ),
        (
            (
                "orders.drop_status: [lost, voided] leaves them out, with the others that are no"
                " sales, and voided 1 (61.00) as well"
            ),
            (
                "orders.drop_status: [lost, voided] li esclude, con gli altri che non sono vendite,"
                " e con loro voided 1 (61,00)"
            ),
        ),
        (
            (
                "if those are no sales, set orders.columns: {second_status: Note} and"
                " orders.drop_status: [lost, voided], which leaves out voided 1 (61.00) as well"
            ),
            (
                "se non sono vendite, impostare orders.columns: {second_status: Note} e"
                " orders.drop_status: [lost, voided], che esclude anche voided 1 (61,00)"
            ),
        ),
        (
            (
                "orders: rows left out as no sales by type: stripe_fee 1 (-3.20); orders.columns:"
                " {row_type: {value: sale}} counts those"
            ),
            (
                "ordini: righe escluse secondo type, poiché non sono vendite: stripe_fee 1 (-3,20);"
                " orders.columns: {row_type: {value: sale}} le conta"
            ),
        ),
        (
            (
                "orders: counted, though nothing is known of their type: gift 1 (11.00);"
                " orders.drop_types: [gift] leaves those out"
            ),
            (
                "ordini: righe contate benché del loro type non si sappia nulla: gift 1 (11,00);"
                " orders.drop_types: [gift] le esclude"
            ),
        ),
        (
            "orders: 26 rows at a local time that occurs twice, read as the earlier instant",
            (
                "ordini: 26 righe a un'ora locale che esiste due volte (ora legale), lette come la"
                " prima delle due"
            ),
        ),
        (
            (
                "costs: 1,111.06 EUR of 2 channels that no touch has, without credit:\n    Ghost"
                " (1,011.06)\n    Post (100.00)"
            ),
            (
                "costi: 1.111,06 EUR di 2 canali senza contatti, a cui nulla è attribuito:\n"
                "    Ghost (1,011.06)\n    Post (100.00)"
            ),
        ),
        (
            (
                "costs: 40.00 EUR of 2 months without credit, in (all) alone:\n"
                "    2026-03 (30.00)\n    2026-04 (10.00)"
            ),
            (
                "costi: 40,00 EUR di 2 mesi a cui nulla è attribuito, nel solo totale:\n"
                "    2026-03 (30.00)\n    2026-04 (10.00)"
            ),
        ),
        (
            "Value lost in the last 30 days as of 2026-09-30, money in EUR",
            "Valore sfumato negli ultimi 30 giorni, al 2026-09-30, importi in EUR",
        ),
        (
            (
                "first orders of 2026-01-01 to 2026-03-31, credited by last, lookback 30d; the 12"
                " customers bought first 41.5 days ago on average: who is young has had less time"
                " to buy"
            ),
            (
                "primi ordini dal 2026-01-01 al 2026-03-31, attribuiti secondo last, finestra 30"
                " giorni: 12 clienti con il primo acquisto in media 41,5 giorni fa; chi è arrivato"
                " da poco ha avuto meno tempo per comprare"
            ),
        ),
        ("what nobody says", None),
    ],
)
def test_a_sentence_keeps_its_names_and_turns_its_numbers(english: str, said: str | None) -> None:
    def localise_it(number: str) -> str:
        return localise(number, NumberStyle.IT)

    reports = ALL_WORDS[Language.IT].reports
    assert reports is not None
    assert reports.translate(english, localise_it) == said
