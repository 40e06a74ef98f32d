"""Further columns of orders that tell which are sales: second statuses and yes-or-no columns."""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.formats.columns.steps import nullify_blanks
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.vocabularies.letters import lower_word
from cli.inputs.vocabularies.patterns import matches_names
from cli.inputs.vocabularies.statuses import read_meanings, simplify_status

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

_STATUS: Final = (
    "status",
    "state",
    "stato",
    "statut",
    "estado",
    "durum",
    "durumu",
    "stan",
    "situação",
    "état",
    "etat",
    *("статус", "состояние", "стан", "stav", "állapot", "státusz", "stare", "tila", "tilstand"),
    *("κατάσταση", "מצב", "حالة", "الحالة"),
)
_ENDINGS: Final = ("status", "状态", "狀態", "ステータス", "状況", "状態", "상태")
"""What compounds that name a status end with."""
_SENT: Final = (
    *("fulfillment", "fulfilment", "shipping", "shipment", "delivery", "dispatch", "return"),
    *("spedizione", "consegna", "evasione", "versand", "liefer", "lieferung", "livraison"),
    *("expedition", "envio", "envío", "entrega", "verzending", "levering", "wysyłki", "dostawy"),
    *("kargo", "teslimat", "доставки", "отгрузки", "dopravy", "doručení", "livrării", "szállítás"),
    *("szállítási", "leverans", "toimituksen", "αποστολής", "משלוח", "الشحن", "التوصيل", "배송"),
    *("物流", "发货", "發貨", "配送", "出荷", "発送"),
)
_PAID: Final = (
    *("payment", "financial", "transaction", "billing", "pagamento", "zahlung", "zahlungs"),
    *("paiement", "pago", "betaling", "betaal", "płatności", "odeme", "ödeme", "оплаты"),
    *("платежа", "platby", "plată", "plății", "fizetés", "fizetési", "πληρωμής", "תשלום", "الدفع"),
    *("支付", "付款", "支払い", "支払", "入金", "決済", "입금", "결제"),
)
_ORDERED: Final = (
    *(
        "order",
        "sale",
        "ordine",
        "bestell",
        "bestel",
        "bestellung",
        "auftrag",
        "auftrags",
        "commande",
    ),
    *("pedido", "bestelling", "zamówienia", "sipariş", "siparis", "orderstatus", "заказа"),
    *("замовлення", "objednávky", "objednávka", "rendelés", "comandă", "comenzii", "tilauksen"),
    *("παραγγελίας", "הזמנה", "ההזמנה", "الطلب", "주문", "订单", "訂單", "交易", "注文"),
)
_LINES: Final = ("line", "lineitem", "product", "email", "customer", "risk", "marketing", "stock")
"""Words in the names of columns whose statuses are not those of orders."""
_YES: Final = ("true", "yes", "y", "t", "sì", "si", "ja", "oui", "sí", "wahr", "vero", "sim", "tak")
_NO: Final = ("false", "no", "0", "n", "f", "nein", "non", "nee", "falsch", "falso", "não", "nie")
_NO_SALES: Final = {
    **dict.fromkeys(("cancelled", "canceled", "is cancelled", "is canceled"), "cancelled"),
    **dict.fromkeys(("annullato", "storniert", "annulé", "cancelado", "geannuleerd"), "cancelled"),
    **dict.fromkeys(("anulowane", "iptal", "iptal edildi", "order cancelled"), "cancelled"),
    **dict.fromkeys(("void", "is void", "voided", "is voided"), "voided"),
    **dict.fromkeys(("test", "is test", "test order", "test mode"), "test"),
    **dict.fromkeys(("deleted", "is deleted"), "deleted"),
    **dict.fromkeys(("draft", "is draft"), "draft"),
    **dict.fromkeys(("abandoned", "is abandoned"), "abandoned"),
    **dict.fromkeys(("is refunded", "refunded flag", "fully refunded", "refunded"), "refunded"),
    **dict.fromkeys(("returned", "is returned"), "returned"),
    **dict.fromkeys(("rimborsato", "erstattet", "remboursé", "reembolsado"), "refunded"),
}
"""Columns of yes and no, and the status of orders for which they say yes."""
_SALES: Final = frozenset(
    {
        *("paid", "is paid", "pagato", "bezahlt", "payé", "pagado", "pago", "betaald", "valid"),
        *("ödendi", "success", "is success", "captured", "is captured", "livemode", "live mode"),
        *("won", "is won", "iswon", "completed", "is completed", "confirmed", "is confirmed"),
    }
)
"""Columns of yes and no that say yes of sales."""
_MODES: Final = frozenset(
    {
        *("mode", "environment", "env", "payment mode", "payment environment", "order mode"),
        *("transaction mode", "donation mode", "modalità", "modus", "umgebung", "ambiente"),
    }
)
"""Columns that tell orders made to try the shop from those of customers."""
_TRIED: Final = ("test", "sandbox")
_RETURNED: Final = ("restocked", "returned", "returned to sender", "undeliverable", "undelivered")


class _Judgement(NamedTuple):
    """Which values of a column say that an order is no sale, and which ones may."""

    certain: pl.Expr
    """What is surely no sale or given back, as `WORD (COLUMN)`; null elsewhere."""
    doubtful: pl.Expr
    """What may be none, as `COLUMN: WORD`; null elsewhere."""


def is_of_orders(name: str) -> bool:
    """Tell whether statuses in a column may be those of orders, not of products or messages."""
    return set(lower_word(simplify_name(name)).split()).isdisjoint(_LINES)


def make_second_status(
    names: "Mapping[int, str]",
    texts: "Mapping[int, pl.Expr]",
    statuses: "Container[str]" = (),
) -> tuple[str, pl.Expr] | None:
    """Return the first column of further statuses and what they all say; None without any.

    `names` are the columns that are not read, by position, `texts` their values, `statuses` those
    that hold statuses though no name tells it. What is certain goes before what is not; blank
    where neither says anything.
    """
    found = [
        (name, judged)
        for place, name in names.items()
        if (judged := _judge_column(name, texts[place], statuses)) is not None
    ]
    if not found:
        return None
    both = (*(each.certain for _, each in found), *(each.doubtful for _, each in found))
    return found[0][0], pl.coalesce(both)


def _judge_column(name: str, text: pl.Expr, statuses: "Container[str]") -> _Judgement | None:
    """Return what a column says of orders, by its name; None where it is no such column."""
    plain = lower_word(simplify_name(name))
    said = nullify_blanks(text).str.strip_chars()
    if plain in _NO_SALES:
        return _judge_flags(name, said, plain)
    if plain in _SALES:
        return _label(name, said, (), (), doubts=said.str.to_lowercase().is_in(_NO))
    if plain in _MODES:
        return _label(name, said, _TRIED, ())
    words = plain.split()
    named = _names_status(words) and is_of_orders(name)
    certain, doubtful = _choose_words(words) if named else ((), ())
    if certain:
        return _label(name, said, certain, doubtful)
    if name not in statuses and not named:
        return None
    meanings = read_meanings()
    return _label(name, said, (), (*meanings["no_sale"], *meanings["refunded"]))


def _choose_words(words: "Sequence[str]") -> "tuple[Sequence[str], Sequence[str]]":
    """Return which statuses are no sales and which ones may be none, by the words of a name."""
    meanings = read_meanings()
    no_sale, given_back, unpaid = (meanings[each] for each in ("no_sale", "refunded", "unpaid"))
    if _has_word(words, _SENT):
        # The state that something is sent to is a region.
        sent = () if "state" in words else meanings["cancelled"]
        return sent, (*no_sale, *given_back, *_RETURNED)
    if _has_word(words, _PAID):
        sure = [word for word in no_sale if word not in unpaid]
        return (*sure, *given_back), (*unpaid, *meanings["open"])
    if len(words) == 1 or _has_word(words, _ORDERED):
        return (*no_sale, *given_back), meanings["open"]
    return (), ()


def _names_status(words: "Sequence[str]") -> bool:
    return any(word in _STATUS or word.endswith(_ENDINGS) for word in words)


def _has_word(words: "Sequence[str]", known: "Sequence[str]") -> bool:
    """Tell whether a word is known or begins a compound: Zahlungsstatus."""
    stems = (word.removesuffix(ending) for word in words for ending in _ENDINGS)
    return any(word in known for word in (*words, *stems))


def _judge_flags(name: str, text: pl.Expr, plain: str) -> _Judgement:
    """Return what a column of yes and no says; 1 may be a number of pieces in some."""
    low = text.str.to_lowercase()
    sure = (*_YES, "1") if plain.startswith("is ") else _YES
    word = pl.lit(_NO_SALES[plain])
    return _Judgement(
        pl.when(low.is_in(sure)).then(pl.concat_str(word, pl.lit(f" ({name})"))),
        pl.when((low == "1") & ~low.is_in(sure)).then(pl.lit(f"{name}: 1")),
    )


def _label(
    name: str,
    text: pl.Expr,
    certain: "Sequence[str]",
    doubtful: "Sequence[str]",
    doubts: pl.Expr | None = None,
) -> _Judgement:
    """Return what a column says, with its name; `doubts` tell what else may be no sale."""
    plain = simplify_status(text)
    may = matches_names(plain, doubtful) if doubts is None else doubts
    return _Judgement(
        pl.when(matches_names(plain, certain)).then(pl.concat_str(text, pl.lit(f" ({name})"))),
        pl.when(may).then(pl.concat_str(pl.lit(f"{name}: "), text)),
    )


def list_unread(
    names: "Sequence[str]", fields: "Iterable[int]", made: "Iterable[pl.Expr]"
) -> "Iterator[tuple[int, str]]":
    """Yield position and name of the columns that are neither read nor part of what is made."""
    read = {str(place) for place in fields}
    read.update(root for each in made for root in each.meta.root_names())
    for place, name in enumerate(names):
        if str(place) not in read:
            yield place, name
