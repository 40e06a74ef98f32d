"""What the columns of exports are called, in several languages."""

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

from cli.errors import find_nearest
from cli.inputs.tables.name_forms import drop_record, simplify_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ALIKE: Final = 0.85


class UsualNames(NamedTuple):
    """How a column of ours is called in exports; names as `simplify_name` gives them."""

    whole: tuple[str, ...]
    """Whole names, the most telling first."""
    words: tuple[str, ...] = ()
    """Words in names, the most telling first."""
    never: tuple[str, ...] = ()
    """Words that say something else."""


_TIME_WORDS: Final = (
    *("timestamp", "created", "datetime", "date", "time", "datum", "data", "fecha", "zeit"),
    *("orario", "heure", "day", "ts"),
)
_NOT_IDS: Final = (
    *("date", "time", "name", "amount", "total", "type", "count", "marketing"),
    *("country", "city", "region", "segment", "language", "gender"),
)
_FIRST_EVER: Final = ("initial",)
"""Words of what brought a customer for the first time, whatever the visit."""
USUAL_NAMES: Final = {
    "customer_id": UsualNames(
        (
            *("customer id", "customerid", "user id", "userid", "client id"),
            *("visitor id", "user pseudo id", "distinct id", "contact id", "email"),
            *("cookie id", "cookie", "device id"),
            *("e mail", "email address", "customer email", "email billing"),
            *("billing email", "buyer email", "customer", "kundennummer", "kunden id"),
            *("id cliente", "id client", "cliente", "klant", "müşteri no"),
            *("müşteri numarasi", "müşteri id", "müşteri", "e posta", "eposta"),
            *("e posta adresi", "nr klienta", "id klienta", "klient", "adres e mail"),
            *("id do cliente", "código do cliente", "klantnummer", "klant id"),
            *("e mailadres",),
        ),
        (
            *("email", "mail", "customer", "user", "client", "cliente", "kunde"),
            *("kunden", "visitor", "contact", "buyer", "member", "subscriber"),
            *("anonymous", "phone", "müşteri", "posta", "klient", "klienta", "klant"),
            *("clientes", "comprador", "kupujący", "loyalty", "tessera", "fedeltà", "fidelity"),
            *("telephone", "telefono", "cellulare", "telefon", "telefone", "téléphone"),
            *("teléfono", "handynummer", "msisdn"),
        ),
        _NOT_IDS,
    ),
    "touched_at": UsualNames(
        (
            *("attributed touch time", "touch time", "click time", "click date"),
            *("timestamp", "event timestamp", "event time", "visited at", "visit time"),
            *("datetime", "session start", "created at", "occurred at", "date", "datum"),
            *("data", "tarih", "ziyaret tarihi", "zaman", "oturum başlangici"),
            *("data wizyty", "data da visita", "bezoekdatum", "tijdstip"),
        ),
        (
            *("touched", "visited", "visit", "event", "session", "ziyaret", "oturum"),
            *("wizyty", "visita", "bezoek"),
            *_TIME_WORDS,
        ),
    ),
    "channel": UsualNames(
        (
            *("channel group", "channel grouping", "default channel group"),
            *("marketing channel", "channel name", "canale", "kanal", "canal"),
            "network name",
            *("kanal grubu", "kanał", "grupo de canais", "kanaalgroep", "kanaal"),
        ),
        (
            *("channel", "canale", "kanal", "canal", "kanał", "kanaal", "attribution"),
            *("herkunft", "provenienza"),
        ),
    ),
    "source": UsualNames(
        (
            *("utm source", "mkt source", "session source", "traffic source", "campaign source"),
            *("first source", "quelle", "sorgente", "kaynak", "źródło", "origem"),
            *("fonte", "bron"),
        ),
        ("source", "kaynak", "źródło", "origem", "bron"),
        _FIRST_EVER,
    ),
    "medium": UsualNames(
        (
            *("utm medium", "mkt medium", "session medium", "traffic medium", "campaign medium"),
            *("mezzo", "ortam", "mecra", "meio", "mídia"),
        ),
        ("medium", "ortam", "meio"),
        _FIRST_EVER,
    ),
    "campaign": UsualNames(
        (
            *("utm campaign", "mkt campaign", "session campaign", "campaign name", "campagna"),
            *("kampagne", "campagne", "campana", "kampanya", "kampanya adi", "kampania"),
            *("campanha",),
        ),
        ("campaign", "kampanya", "kampania", "campanha"),
        (*_FIRST_EVER, "source", "medium", "id", "start", "end", "type", "status"),
    ),
    "landing_page": UsualNames(
        (
            *("landing page", "landing page url", "landing url", "landing site", "landing"),
            "landingpage",
            "entry page",
            "entry url",
            "entry page url",
            "first page",
            "start page",
            "first landing page",
            "session landing page",
            "landing page location",
            "einstiegsseite",
            *("pagina di destinazione", "pagina di ingresso", "page de destination", "zielseite"),
            *("página de destino", "landingspagina", "strona docelowa", "açiliş sayfasi"),
        ),
    ),
    "referrer": UsualNames(
        (
            *("referrer", "referer", "http referer", "referrer url", "referring site"),
            *("page referrer", "document referrer", "context page referrer", "page referer"),
            *("referring url", "referer url", "refr url", "referrer host", "referrer hostname"),
            *("referrer domain", "referring domain", "referring host", "refr urlhost"),
            *("ref domain", "referer domain", "referer host"),
            "initial referrer",
        ),
    ),
    "interaction": UsualNames(("interaction type", "event type", "type"), ("interaction",)),
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
            *_NOT_IDS,
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
            *_TIME_WORDS,
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
    "date": UsualNames(
        (
            *("day", "by day", "start date", "reporting starts", "giorno", "tag", "jour"),
            *("gregorian date", "datum", "fecha", "data", "month", "week", "tarih"),
            *("mese", "monat", "mois", "mes", "settimana", "woche", "semaine", "semana"),
            *("kw", "kalenderwoche", "calendar week", "cw"),
            *("period", "periodo", "quarter", "quartal", "trimestre", "transaction date"),
            *("gün", "dzień", "dia", "dag", "kw", "kalenderwoche", "calendar week", "iso week"),
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
            *("besteed bedrag",),
        ),
        (
            *("cost", "spend", "spent", "kosten", "costo", "ausgaben", "speso"),
            *("gastado", "maliyet", "harcama", "harcanan", "koszt", "wydana", "custo"),
            *("gasto", "uitgaven"),
        ),
        ("per", "cpc", "cpm", "cpa", "average", "avg", "conversion", "budget"),
    ),
    "clicks": UsualNames(
        (
            *("link clicks", "klicks", "clic", "tiklamalar", "tiklama", "kliknięcia"),
            *("cliques", "klikken"),
        ),
    ),
    "impressions": UsualNames(
        (
            *("impr", "impressionen", "impressioni", "gösterimler", "gösterim"),
            *("wyświetlenia", "impressões", "vertoningen"),
        ),
    ),
}
"""Columns of ours and what they are called."""


def propose_columns(wanted: "Mapping[str, str]", names: "Iterable[str]") -> dict[str, str]:
    """Return a column for each one of ours that usually has such a name, no column twice.

    `wanted` are our names and what they should be called; a name that is mistyped is found too.
    """
    free = [name for name in names if name]
    found: dict[str, str] = {}
    for ours, theirs in wanted.items():
        near = [find_nearest(theirs, free)] if theirs != ours else []
        guess = next((name for name in (*near, *_rank_columns(ours, free)) if name), None)
        if guess is not None:
            found[ours] = guess
            free.remove(guess)
    return found


def _rank_columns(ours: str, names: "list[str]") -> list[str]:
    """Return the columns that may be one of ours by their names, the likeliest first."""
    ranks = {name: rank for name in names if (rank := rank_name(ours, name)) is not None}
    ranked = sorted(ranks, key=ranks.__getitem__)
    return ranked or [name for name in [find_nearest(ours, names)] if name and _is_typo(ours, name)]


def _is_typo(ours: str, name: str) -> bool:
    """Tell whether a name has the words of ours but for a letter: revenues, order-id."""
    return SequenceMatcher(None, ours, name.lower()).ratio() > _ALIKE


def rank_name(ours: str, name: str) -> tuple[int, int] | None:
    """Return how a name speaks for a column of ours, None where it does not.

    First 0 where it is called so and 1 where a word says so; then its place among such names.
    """
    usual = USUAL_NAMES.get(ours, UsualNames(()))
    plain = simplify_name(name)
    whole = (ours.replace("_", " "), *usual.whole)
    if plain in whole:
        return 0, whole.index(plain)
    if drop_record(plain) in whole:
        return 0, len(whole) + whole.index(drop_record(plain))
    words = plain.split()
    if not set(words).isdisjoint(usual.never):
        return None
    said = [rank for rank, word in enumerate(usual.words) if word in words]
    return (1, said[0]) if said else None
