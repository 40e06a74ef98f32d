"""The labels, sentences and terms of a page in Italian."""

from typing import Final

LABELS: Final = {
    "contents": "Indice",
    "orders": "ordini",
    "money": "fatturato netto",
    "coverage": "del fatturato segue un contatto",
    "as_of": "situazione al",
    "skip": "Vai ai punti principali",
    "skip_to_tables": "Vai alle tabelle",
    "act": "Da fare",
    "look": "Da guardare",
    "fine": "Da sapere",
    "error": "Dati errati",
    "nothing": "Nulla di rilevante.",
    "more": "Dettagli:",
    "highlights": "In breve",
    "disagreement": "Dove i modelli non concordano",
    "disagreement_lead": (
        "Lo stesso denaro, ripartito da ciascun modello. Prima i canali su cui i modelli divergono"
        " di più; la linea attraverso un punto è il suo intervallo al 95 %."
    ),
    "returns": "Quanto ha reso",
    "returns_lead": (
        "Fatturato per ogni unità di costo. A destra della linea tratteggiata un canale ripaga il"
        " suo costo."
    ),
    "journeys": "Come lavorano insieme i canali",
    "journeys_lead": "Chi apre i percorsi che finiscono in un ordine, chi assiste, chi chiude.",
    "roles": "Ruoli dei canali",
    "from": "da",
    "pairs": "Coppie nello stesso percorso",
    "paths_between": "… # …: altrettanti contatti nel mezzo, non mostrati",
    "pairs_lead": (
        "Lift: quanto più spesso compaiono insieme rispetto a canali indipendenti tra loro (1)."
    ),
    "paths": "Percorsi più frequenti",
    "lag": "Giorni dal primo contatto all'ordine",
    "customers": "Chi sono i clienti",
    "customers_lead": "Segmenti per recenza, frequenza e valore: quanti sono e quanto portano.",
    "grid": "Recenza per frequenza e valore",
    "grid_lead": "Clienti e loro fatturato; i recenti a destra, i migliori in alto.",
    "moves": "Chi si è spostato",
    "moves_lead": "Clienti per segmento di partenza (righe) e di arrivo (colonne).",
    "time": "Nel tempo",
    "time_lead": "Fatturato per mese secondo {model}, tutti i canali sulla stessa scala.",
    "cohorts": "Chi ritorna",
    "cohorts_lead": (
        "Quanti clienti hanno fatto il primo ordine in ogni periodo, e la quota che ha ricomprato"
        " tanti periodi dopo. L'asterisco segna ciò che non è ancora finito."
    ),
    "value": "Quanto valgono i clienti",
    "value_lead": "Valore atteso di ogni segmento, e quanto se ne perderà probabilmente.",
    "holdout": "Previsione e realtà",
    "acquisition": "Clienti per canale che li ha acquisiti",
    "kpis": "KPI",
    "kpis_lead": (
        "Ogni KPI accanto al suo obiettivo e al suo valore abituale: la mediana degli ultimi otto"
        " periodi simili, con 3,5 deviazioni robuste da una parte e dall'altra."
    ),
    "experiments": "Esperimenti",
    "read": "Che cosa è stato letto",
    "read_lead": "Ogni riga dei file finisce in una riga del registro.",
    "method": "Come è stato calcolato",
    "method_lead": "Formule, impostazioni e termini.",
    "models": "Modelli",
    "settings": "Impostazioni diverse da quelle predefinite",
    "defaults": "Tutte le impostazioni sono quelle predefinite.",
    "glossary": "Glossario",
    "own": "Segmenti propri",
    "at_risk": "Valore sfumato di recente",
    "period": "ordini dal {first} al {last}",
    "worst": "Il rilievo più urgente:",
    "other": "Altre tabelle",
    "metric": "Misura",
    "conversions": "Conversioni",
    "revenue": "Fatturato",
    "share": "Quota del fatturato",
    "roas": "ROAS",
    "noise": "~ può essere un caso: l'intervallo della differenza da {model} comprende lo zero,"
    " o i clienti sono troppo pochi per dirlo",
    "first_rows": "Le prime {shown} di {rows} righe.",
    "first_charts": "I primi {shown} di {channels} canali; la tabella li ha tutti.",
    "filter": "Filtra",
    "copy": "Copia come TSV",
    "copied": "Copiato",
    "opens": "apre",
    "assists": "assiste",
    "closes": "chiude",
    "written": "Scritto da merito {version}. Questa pagina non carica nulla da altrove.",
    "unit": "importi in {currency}",
    "total": "Totale",
    "sort": "ordina",
}
SENTENCES: Final = {
    "dots": "{name}: {values}.",
    "roles": "{name}: percorsi con ordine aperti {first}, assistiti {assist}, chiusi {last}.",
    "segment": "{name}: {customers} clienti ({customers_share}), {revenue} ({revenue_share}).",
    "lag": "{name} giorni: {journeys} percorsi.",
    "path": "{name}: {journeys} percorsi.",
    "month": "{name}: {values}.",
    "value": "{name}: valore {clv}, {loss} probabilmente persi.",
}
FORMULAS: Final = {
    "last": "tutto all'ultimo contatto prima dell'ordine",
    "first": "tutto al primo contatto",
    "last_non_direct": "tutto all'ultimo contatto non diretto",
    "last_among": "tutto all'ultimo contatto di canali scelti",
    "linear": "in parti uguali a ogni contatto",
    "time_decay": "dimezzato per ogni tempo di dimezzamento tra contatto e ordine",
    "position_based": "quote fisse al primo e all'ultimo contatto, il resto agli altri",
    "participation": "l'intero ordine a ogni canale presente; la somma supera il totale",
    "markov": "in proporzione agli ordini persi togliendo un canale da una catena di Markov",
    "shapley": "contributo medio di ogni canale su tutti gli ordini d'ingresso (Shapley)",
    "calibrated": "un modello di base scalato a quanto misurano gli esperimenti",
    "custom": "un modello di base con pesi cambiati da regole",
    "weight": "un peso proprio per ogni contatto",
}
TERMS: Final = (
    ("Contatto", "un incontro con un canale: un clic, una visualizzazione, una visita"),
    ("Percorso", "i contatti di un cliente nella finestra prima di un ordine"),
    ("(unattributed)", "ordini senza un contatto nella finestra"),
    ("(not caused)", "merito di canali che, per gli esperimenti, non hanno causato ordini"),
    ("(new), (none), (others)", "clienti nuovi, in nessun segmento, righe sommate insieme"),
    ("Intervallo al 95 %", "dove cadrebbe la cifra in 95 di 100 altri campioni di clienti"),
    ("ROAS", "fatturato / costo"),
    ("CAC", "costo / clienti nuovi"),
    ("RFM", "recenza, frequenza, valore: cinque punteggi ciascuno, 5 è il migliore"),
    ("CLV", "fatturato atteso dei prossimi mesi, scontato"),
    ("LTV", "fatturato finora e CLV, per la quota che resta del fatturato tolte le merci"),
    ("P(attivo)", "la probabilità che un cliente compri ancora"),
)
