"""Amounts of orders from which what was refunded is taken off already."""

from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.detection.number_format import read_amounts
from cli.inputs.tables.name_forms import simplify_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

_SALES: Final = frozenset(
    {
        *("net sales", "net revenue", "net order value", "net sales amount", "net order total"),
        *("net total", "total net", "net amount after refunds", "total after refunds"),
        *("vendite nette", "ricavi netti", "totale netto", "nettoumsatz", "umsatz netto"),
        *("ventes nettes", "chiffre d affaires net", "ventas netas", "vendas líquidas"),
        *("netto omzet", "netto verkopen", "sprzedaż netto"),
    }
)
"""What amounts are called that may be net of refunds, as `simplify_name` gives it."""
_FEES: Final = frozenset(
    {
        *("fee", "fees", "commission", "commissions", "processing", "commissione", "commissioni"),
        *("gebühr", "gebühren", "provision", "frais", "comisión", "comisiones", "taxa", "taxas"),
    }
)
"""Words of what services keep of an amount."""
_SURE: Final = 2
"""Orders with refunds that prove it."""
_MOST: Final = 40
"""Columns that are looked at."""
_Amounts = tuple[int | None, ...]


class NetAmount(NamedTuple):
    """An amount that refunds are taken off, or may be."""

    parts: tuple[str, ...] = ()
    """The column that it is of, and those taken off it; none where its name alone speaks for it."""

    @property
    def sentence(self) -> str:
        """What it is: Gross sales less Discounts and Returns; nothing where that is not known."""
        return f"{self.parts[0]} less {' and '.join(self.parts[1:])}" if self.parts else ""


def find_net_amount(
    names: "Sequence[str]", rows: "pl.DataFrame", revenue: str, refunded: str
) -> NetAmount | None:
    """Return what the first rows say of an amount beside one of refunds, None where it is gross.

    `rows` has texts, the columns named by their place in `names`. An amount is net where in all
    rows it is another one less the refunds, or less a third one as well; it is gross where another
    column is it less the refunds, or it is another one less a third one that holds no refunds.
    """
    own = {revenue, refunded}
    pair = _read_columns(own, names, rows)
    if revenue == refunded or pair.keys() != own:
        return None
    net, back = pair[revenue], [abs(each or 0) for each in pair[refunded]]
    some = [place for place, each in enumerate(back) if each]
    if len(some) >= _SURE:
        amounts = _read_columns(set(names) - own, names, rows)
        others = dict(list(amounts.items())[:_MOST])
        if any(_is_less(other, net, back) for other in others.values()):
            return None
        less = [others[name] for name in others if _holds_no_refunds(others[name], back, some)]
        if any(_is_less(net, gross, off) for gross in others.values() for off in less):
            return None
        for parts in _list_parts(others):
            taken = [back, *(others[part] for part in parts[1:])]
            if _is_less(net, others[parts[0]], *taken):
                return NetAmount((*parts, refunded))
    return NetAmount() if simplify_name(revenue) in _SALES else None


def find_amount_before_fees(
    names: "Sequence[str]", rows: "pl.DataFrame", revenue: str
) -> NetAmount | None:
    """Return what an amount is less fees, None where the first rows do not say so of all of them.

    Those are what a buyer paid, while fees are costs of the one who sells; see `find_net_amount`.
    """
    fee_names = {name for name in names if not _FEES.isdisjoint(simplify_name(name).split())}
    if not fee_names - {revenue}:
        return None
    amounts = _read_columns(names, names, rows)
    net = amounts.pop(revenue, None)
    if net is None:
        return None
    fees = {name: each for name, each in amounts.items() if name in fee_names and any(each)}
    others = [name for name in amounts if name not in fees][:_MOST]
    for taken in (tuple(fees), *((name,) for name in fees)):
        for name in others if taken else ():
            if _is_less(net, amounts[name], *(fees[fee] for fee in taken)):
                return NetAmount((name, *taken))
    return None


def _holds_no_refunds(amounts: "_Amounts", back: "Sequence[int]", some: "Sequence[int]") -> bool:
    """Tell whether an amount is in some order less than what was refunded of it."""
    return any(amounts) and any(abs(amounts[place] or 0) < back[place] for place in some)


def _list_parts(names: "Mapping[str, object]") -> "Iterator[tuple[str, ...]]":
    """Yield what an amount may be of: one column, then one less another."""
    yield from ((name,) for name in names)
    for one, other in combinations(names, 2):
        yield from ((one, other), (other, one))


def _is_less(net: "_Amounts", gross: "_Amounts", *taken: "Sequence[int | None]") -> bool:
    """Tell whether an amount is another less some, in each row."""
    return all(
        one is not None and other is not None and one == other - sum(abs(each or 0) for each in off)
        for one, other, *off in zip(net, gross, *taken, strict=True)
    )


def _read_columns(
    wanted: "Container[str]", names: "Sequence[str]", rows: "pl.DataFrame"
) -> dict[str, _Amounts]:
    """Return the wanted columns that hold amounts, null where they are blank."""
    places = [str(place) for place, name in enumerate(names) if name in wanted]
    if not places:
        return {}
    texts = rows.select(pl.col(places).str.strip_chars().replace("", None))
    # Reading takes long, and no text without a digit is an amount.
    written = texts.select(pl.all().str.contains(r"[0-9]").sum() == pl.all().count())
    found = {}
    for values in (texts[place] for place in places if written[place][0]):
        read = read_amounts(values)
        if read.count() and read.count() == values.count():
            found[names[int(values.name)]] = tuple(read)
    return found
