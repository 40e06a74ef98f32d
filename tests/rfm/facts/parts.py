"""What the facts of a shop in some parts are made from."""

from collections.abc import Iterable, Sequence

from rfm.customers import Customers
from rfm.facts.customer_facts import FactRequest, FactSources, collect_sources
from tests.rfm.shops import AS_OF, Shop, table


def collect_parts(
    shop: Shop, parts: Sequence[Customers], names: Iterable[str]
) -> list[FactSources]:
    """Return the sources of facts of these names, part by part as `Shop.parts` makes them."""
    number = len(parts)
    customers = sorted({order.customer_id for order in shop.orders})
    part_of = {name: (7 * at + 3) % number for at, name in enumerate(customers)}
    request = FactRequest(frozenset(names), AS_OF, "UTC")
    return [
        collect_sources(
            part, table([o for o in shop.orders if part_of[o.customer_id] == at]), None, request
        )
        for at, part in enumerate(parts)
    ]
