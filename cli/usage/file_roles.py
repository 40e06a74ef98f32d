"""Whether a file holds touchpoints, orders or costs, by the first look at its header.

A look for a message, not the recognition of exports: it loads nothing and never fails.
"""

import csv
import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LOOKED_AT: Final = 1 << 16
"""Bytes of a file."""
_LINES: Final = 30
"""Lines that may be the header: some programs write a title above it."""
_PEOPLE: Final = (
    *("customer", "kunde", "cliente", "client", "klant", "klient", "müşteri", "email", "mail"),
    *("visitor", "user", "lead", "contact", "cookie"),
)
"""Words for whom touches and orders name; costs name nobody, though some name an account."""
_WORDS: Final = {
    "touchpoints": {
        **dict.fromkeys(_PEOPLE, 1),
        **dict.fromkeys(("touched", "touchpoint", "pseudo", "utm"), 5),
        **dict.fromkeys(("source", "medium", "referrer", "referer", "visit", "visitor"), 2),
        **dict.fromkeys(("interaction",), 2),
        **dict.fromkeys(("idvisit", "visitorid", "session", "anonymousid", "messageid"), 3),
        **dict.fromkeys(("channel", "event", "page", "member", "campaign", "timestamp"), 1),
        **dict.fromkeys(("sorgente", "mezzo", "fonte", "quelle", "herkunft", "fuente"), 2),
        **dict.fromkeys(("campagna", "kampagne", "campagne", "campaña"), 1),
        **dict.fromkeys(("kanal", "canale", "canal", "kanaal", "kanał", "zeitpunkt"), 2),
    },
    "orders": {
        **dict.fromkeys(_PEOPLE, 1),
        **dict.fromkeys(("ordered", "subtotal", "lineitem", "refunded", "sku", "invoice"), 4),
        **dict.fromkeys(("order", "ordine", "bestellung", "pedido", "commande", "deal"), 3),
        **dict.fromkeys(("bestellnummer", "opportunity", "booking", "reservation"), 3),
        **dict.fromkeys(("revenue", "total", "paid", "payment", "shipping", "transaction"), 2),
        **dict.fromkeys(("amount", "price", "tax", "sale", "purchase", "captured"), 1),
        **dict.fromkeys(("betrag", "umsatz", "importo", "importe", "montant", "bedrag"), 1),
        **dict.fromkeys(("scontrino", "rimborso", "kassenbon", "receipt"), 3),
        **dict.fromkeys(("collected", "ordernumber", "billing", "totale", "gross", "net"), 2),
    },
    "costs": {
        **dict.fromkeys(_PEOPLE, -4),
        **dict.fromkeys(("cost", "kosten", "costo", "coste", "custo", "coût", "spend", "spent"), 4),
        **dict.fromkeys(("spesa", "speso", "gasto", "ausgegebener", "dépense", "dépensé"), 4),
        **dict.fromkeys(("impr", "impressions", "impressioni", "impresiones", "impressões"), 4),
        **dict.fromkeys(
            ("clic", "clics", "clicks", "klicks", "cliques", "kliknięcia", "klikken"), 2
        ),
        **dict.fromkeys(("weergaven", "wyświetlenia", "besteed", "wydana", "usado"), 4),
    },
}
"""Words of column names, in lower case and mostly the singular, and how much each of them tells.

Rows look like headers: those of touches say click and impression, costs count clicks.
"""
_NAMES: Final = {
    "touchpoints": re.compile(r"touch|visit|session|event|traffic|click"),
    "orders": re.compile(r"order|sale|transaction|purchase|deal|ordini|bestell|pedido|commande"),
    "costs": re.compile(r"cost|spend|ads|kosten|spesa|campaign"),
}
_MONTH: Final = re.compile(
    r"[^\W\d_]{3,}\.?[\s'/.-]*(?:20)?[0-9]{2}|20[0-9]{2}[-/.][01]?[0-9]|[01]?[0-9][-/.]20[0-9]{2}"
)
"""A column of a month, of which budgets have several."""
_BUDGET: Final = 6
"""How much they tell that a file is one of costs."""
_ENDINGS: Final = (
    *(".csv", ".tsv", ".txt", ".parquet", ".pq", ".xlsx", ".gz", ".zst"),
    *(".json", ".jsonl", ".ndjson"),
)


def has_table_ending(name: str) -> bool:
    """Return whether a file of this name may hold a table."""
    return name.lower().endswith(_ENDINGS)


def find_role(path: Path) -> str | None:
    """Return touchpoints, orders or costs by a file's header, else by its name, or None."""
    headers = list(_read_headers(path))
    marks = {role: max((_rate(names, role) for names in headers), default=0) for role in _WORDS}
    best = max(marks.values())
    told = [role for role, mark in marks.items() if mark == best]
    if best and len(told) == 1:
        return told[0]
    named = [role for role, words in _NAMES.items() if words.search(path.name.lower())]
    return named[0] if len(named) == 1 else None


def read_columns(path: Path) -> "Sequence[str]":
    """Return the names in the first line of a text file, none of anything else."""
    return next(_read_headers(path), ())


def _rate(names: "Sequence[str]", role: str) -> int:
    """Return how much the names of some columns speak for a role; each word counts once."""
    words = {word for name in names for word in re.split(r"[\W\d_]+", _part_words(name).lower())}
    singular = words | {word.removesuffix("s") for word in words}
    months = sum(_MONTH.fullmatch(name) is not None for name in names) > 1
    budget = _BUDGET if months and role == "costs" else 0
    return budget + sum(mark for word, mark in _WORDS[role].items() if word in singular)


def _part_words(name: str) -> str:
    """Return a name as it is and with its humps apart: orderNumber order Number."""
    return f"{name} {re.sub(r'(?<=[a-z])(?=[A-Z])', ' ', name)}"


def _read_headers(path: Path) -> "Iterator[Sequence[str]]":
    """Yield each of the first lines, cut at the delimiter that it has most of."""
    for line in _read_start(path).splitlines()[:_LINES]:
        mark = max(",;\t|", key=line.count)
        if mark in line:
            try:
                yield [name.strip() for name in next(csv.reader([line], delimiter=mark))]
            except csv.Error:
                continue


def _read_start(path: Path) -> str:
    """Return the beginning of a text file, plain or gzip; nothing of any other."""
    try:
        with path.open("rb") as file:
            content = file.read(_LOOKED_AT)
        if content.startswith(b"\x1f\x8b"):
            with gzip.open(path) as file:
                content = file.read(_LOOKED_AT)
    except (OSError, EOFError, ValueError):
        return ""
    if content.startswith((b"PAR1", b"PK")):
        return ""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if wide else "utf-8-sig", "replace")
    return text.removeprefix("\ufeff")
