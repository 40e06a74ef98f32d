"""What columns of orders are called."""

from typing import Final

from cli.inputs.tables.usual_names.words import NOT_IDS, TIME_WORDS, UsualNames

ORDER_NAMES: Final = {
    "order_id": UsualNames(
        (
            *("orderid", "order number", "order no", "id order", "order", "order name"),
            *("transaction id", "transactionid", "invoice no", "invoiceno", "invoice"),
            *(
                "invoice number",
                "invoice id",
                "receipt id",
                "sale id",
                "payment id",
                "purchase id",
                "deal id",
            ),
            *("opportunity id", "booking id", "reservation id", "lead id"),
            *("bestellnummer", "id ordine", "numero ordine", "numero de commande", "id"),
            *("reference", "sipariş no", "sipariş numarasi", "sipariş id"),
            *("sipariş kodu", "numer zamówienia", "nr zamówienia", "id zamówienia"),
            *("número do pedido", "nº do pedido", "id do pedido", "bestelnummer"),
            *("ordernummer", "order nr", "bestellnr", "auftragsnummer", "rechnungsnummer"),
            *("numéro de commande", "numéro commande", "reservation number", "booking number"),
            *("payment orderid", "increment id", "entity id", "uuid", "guid"),
        ),
        (
            *("order", "transaction", "invoice", "receipt", "sale", "purchase", "ordine"),
            *("bestellung", "commande", "pedido", "number", "numero", "nummer", "no"),
            *("nr", "sipariş", "zamówienia", "zamówienie", "bestelling", "encomenda"),
            *("deal", "opportunity", "booking", "reservation", "documento", "document"),
            *("dokument", "beleg", "fattura", "scontrino", "ricevuta", "facture", "rechnung"),
            *("uuid", "reference", "référence", "referencia", "riferimento"),
        ),
        (
            *("status", "line", "item", "customer", "user", "client", "currency", "note"),
            *("statut", "stato", "estado", "state"),
            *("tipo", "typ", "art", "totale"),
            *("phone", "items", "coupon", "tarihi", "tutari", "durumu", "data", "stan"),
            *("valor", "datum", "bedrag"),
            *NOT_IDS,
        ),
    ),
    "ordered_at": UsualNames(
        (
            *("order date", "ordered on", "order time", "created at", "purchase date"),
            *("purchased at", "date add", "created", "invoice date", "invoicedate"),
            *("sale date", "sales date"),
            *("paid at", "transaction date", "timestamp", "datetime", "date"),
            *("bestelldatum", "data ordine", "date de commande", "fecha", "datum"),
            *("data", "date created", "date added", "date placed", "sipariş tarihi"),
            *("oluşturulma tarihi", "tarih", "data zamówienia"),
            *("data złożenia zamówienia", "data do pedido", "data da compra"),
            *("besteldatum", "orderdatum", "auftragsdatum", "rechnungsdatum", "closedate"),
            *("reservation date", "event time"),
        ),
        (
            *("order", "ordered", "purchase", "bought", "sold", "won", "close", "closed"),
            *("chiusura", "abschluss", "abschlussdatum", "clôture", "cierre"),
            *("booked", "booking", "tarih", "tarihi", "zamówienia", "besteld"),
            *TIME_WORDS,
        ),
        (
            *(
                "via",
                "promoted",
                "for",
                "expected",
                "est",
                "estimated",
                "lost",
                "due",
                "install",
                "touch",
                "click",
                "city",
                "country",
            ),
            *("postal", "zip", "source", "channel"),
            *("cancelled", "canceled", "refunded", "updated", "shipped", "fulfilled"),
            *("modified", "id", "status", "state", "number", "total", "amount", "name"),
            *("quantity", "item", "durumu", "tutari", "no", "numarasi", "numer", "nr"),
            *("iade", "iptal", "teslim", "kargo", "zwrotu", "anulowania", "wysyłki"),
        ),
    ),
    "revenue": UsualNames(
        (
            *("total", "order total", "order total amount", "grand total", "total paid"),
            "amount paid",
            *("total price", "total amount", "amount", "net sales", "gross sales"),
            *("value", "order value", "sales", "price", "totale", "importo", "gesamt"),
            *("betrag", "montant", "total ttc", "importe", "umsatz", "gesamtbetrag"),
            *("toplam", "toplam tutar", "tutar", "sipariş tutari", "genel toplam"),
            *("ödenen tutar", "wartość zamówienia", "kwota", "suma", "razem", "valor"),
            *("valor total", "total do pedido", "bedrag", "totaal", "totaalbedrag"),
            *("orderbedrag", "event revenue", "purchase revenue", "ecommerce purchase revenue"),
        ),
        (
            *("total", "revenue", "amount", "paid", "value", "sales", "price", "totale"),
            *("importo", "betrag", "montant", "importe", "umsatz", "monetary", "sum"),
            *("summe", "tutar", "tutari", "toplam", "kwota", "wartość", "valor"),
            *("bedrag", "totaal", "gesamtbetrag", "gesamtsumme", "rechnungsbetrag"),
            "bruttobetrag",
        ),
        (
            *("tax", "taxes", "shipping", "discount", "refund", "refunded", "fee"),
            *("fees", "sub", "subtotal", "quantity", "qty", "item", "items", "unit"),
            *("line", "lineitem", "cost", "converted", "weight", "id", "number", "tip"),
            *("excl", "balance", "delivery", "iade", "kdv", "kargo", "indirim", "vergi"),
            *("vat", "rabat", "frete", "desconto", "imposto", "korting", "verzendkosten"),
            *("formatted", "btw", "est", "estimated", "expected"),
        ),
    ),
    "refunded": UsualNames(
        (
            *("amount refunded", "refunded amount", "refund amount", "total refunded"),
            *("refunded total", "refund total", "total refund", "total refund amount"),
            *("order refund amount", "refund", "iade tutari", "iade edilen tutar"),
            *("importo rimborsato", "totale rimborsato", "erstatteter betrag"),
            *("erstattungsbetrag", "montant remboursé", "importe reembolsado"),
            *("kwota zwrotu", "valor reembolsado", "valor estornado"),
            *("terugbetaald bedrag",),
        ),
        (
            *("refunded", "refund", "refunds", "rimborsato", "rimborso", "erstattet"),
            *("reembolsado",),
        ),
        (
            *("converted", "date", "status", "reason", "id", "tarihi", "at", "on", "by"),
            *("shipping", "discount", "quantity", "qty", "items", "fee", "fees"),
        ),
    ),
    "status": UsualNames(
        (
            *("order status", "financial status", "payment status", "transaction status"),
            *("order state", "state", "stato", "stato ordine", "statut", "estado"),
            *("deal stage", "stage", "stage name", "stagename", "bestellstatus", "durum"),
            "sipariş durumu",
            *("ödeme durumu", "status zamówienia", "stan zamówienia", "status do pedido"),
            *("situação", "orderstatus", "bestelstatus", "статус заказа", "статус замовлення"),
            *("stav objednávky", "κατάσταση παραγγελίας", "حالة الطلب", "订单状态"),
            *("訂單狀態", "交易状态", "注文ステータス", "ステータス", "주문상태", "상태"),
            *("auftragsstatus", "zahlungsstatus", "rechnungsstatus", "positionsstatus"),
            "artikelstatus",
        ),
        (
            *("status", "stato", "statut", "estado", "stage", "durum", "durumu", "stan"),
            *("situação", "статус", "stav", "κατάσταση"),
        ),
        (
            *("fulfillment", "shipping", "delivery", "email", "risk", "id", "kargo"),
            *("teslimat", "wysyłki", "доставки", "dopravy", "оплаты", "platby"),
        ),
    ),
    "currency": UsualNames(
        (
            *("currency code", "valuta", "wahrung", "währung", "devise", "moneda"),
            *("para birimi", "waluta", "moeda"),
        ),
        ("currency", "waluta", "moeda"),
        ("converted", "presentment", "rate"),
    ),
    "cancelled_at": UsualNames(("cancelled at", "canceled at", "cancelled date", "canceled date")),
}
"""Columns of ours and what they are called."""
