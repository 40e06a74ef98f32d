"""What columns of costs are called."""

from typing import Final

from cli.inputs.tables.usual_names.words import UsualNames

COST_NAMES: Final = {
    "date": UsualNames(
        (
            *("day", "by day", "start date", "reporting starts", "giorno", "tag", "jour"),
            *("gregorian date", "datum", "fecha", "data", "month", "week", "tarih"),
            *("mese", "monat", "mois", "mes", "settimana", "woche", "semaine", "semana"),
            *("kw", "kalenderwoche", "calendar week", "cw"),
            *("period", "periodo", "quarter", "quartal", "trimestre", "transaction date"),
            *("période", "periode", "zeitraum", "halbjahr", "half year", "semestre"),
            *("gün", "dzień", "dia", "dag", "iso week"),
        ),
        (
            *("date", "day", "start", "starts", "datum", "fecha", "giorno", "tarih"),
            *("gün", "dzień", "dia"),
        ),
        ("end", "ends", "until", "generated"),
    ),
    "cost": UsualNames(
        (
            *("costs", "spend", "spent", "amount spent", "total spent", "total cost"),
            *("media cost", "kosten", "costo", "ausgaben", "depenses", "dépenses"),
            *("commission amount", "commission", "provvigione", "commissione", "provision"),
            *("amount", "importe gastado", "maliyet", "harcama", "harcanan tutar"),
            *("koszt", "wydatki", "custo", "gasto", "valor gasto", "uitgaven"),
            *("besteed bedrag", "coût", "coûts", "coste", "montant dépensé", "importo speso"),
            *("ausgegebener betrag", "ausgaben gesamt", "spesa", "valor usado"),
        ),
        (
            *("cost", "spend", "spent", "kosten", "costo", "ausgaben", "speso"),
            *("gastado", "maliyet", "harcama", "harcanan", "koszt", "wydana", "custo"),
            *("gasto", "uitgaven", "coût", "coste", "spesa", "dépensé", "ausgegebener"),
        ),
        ("per", "cpc", "cpm", "cpa", "average", "avg", "conversion", "budget"),
    ),
    "clicks": UsualNames(
        (
            *("link clicks", "klicks", "clic", "tiklamalar", "tiklama", "kliknięcia"),
            *("cliques", "klikken", "clics", "linkklicks", "link klicks", "taps", "swipe ups"),
        ),
    ),
    "impressions": UsualNames(
        (
            *("impr", "impressionen", "impressioni", "gösterimler", "gösterim"),
            *("wyświetlenia", "impressões", "vertoningen", "displays", "affichages"),
            *("impresiones", "paid impressions"),
        ),
    ),
}
"""Columns of ours and what they are called."""
