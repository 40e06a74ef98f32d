"""Amounts that come with orders, shared among the values of the touches before them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from attribution.credit_rows.weights import SeenOrders
from attribution.parts.buckets import GROUPS
from attribution.statistics.batches import cut_into_batches
from attribution.statistics.statistics import build_paths, get_groups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribution.arrays import Floats, Ints
    from attribution.credit_rows.weights import Weights
    from attribution.models.base import Paths
    from attribution.statistics.observed import ObservedPart


@dataclass(frozen=True, slots=True, eq=False)
class CreditedAmounts:
    """Amounts of some orders, credited to the values of the touches by resampling group."""

    first_group: int
    sums: "Floats"
    """Shape (groups, values + 1, amounts); what nobody is given stands behind the last value."""

    @staticmethod
    def add_parts(parts: "Iterable[CreditedAmounts]") -> "Floats":
        """Return the sums of all groups, shape (values + 1, amounts); at least one part.

        No two parts share a group, so that the sums do not depend on how many parts there are.
        """
        first, *others = parts
        whole = np.zeros((GROUPS, *first.sums.shape[1:]))
        for part in (first, *others):
            stop = part.first_group + len(part.sums)
            whole[part.first_group : stop] += part.sums
        total: Floats = whole.sum(axis=0)
        return total


def credit_orders(seen: "ObservedPart", orders: "Ints", amounts: "Floats") -> CreditedAmounts:
    """Share amounts of some orders among the values of the touches of their journeys.

    The plan has one window and one model, which is known journey by journey (see
    `effects.learn_effects`); `orders` are places in the part's, ascending; `amounts` has shape
    (orders, amounts). Sums run over whole groups in the order of the customers.
    """
    plan, credited = seen.plan, replace(seen, counted=orders)
    ((view, (place,)),) = plan.views.items()
    paths = build_paths(credited, view)
    groups = get_groups(credited, paths)
    values = len(paths.vocabularies[plan.dimension].names)
    shape = (int(groups.max(initial=-1)) + 1, values + 1, amounts.shape[1])
    sums = np.zeros((shape[0] * shape[1], shape[2]))
    lengths = paths.journeys.last - paths.journeys.first + 1
    for start, stop in cut_into_batches(groups, lengths):
        given = SeenOrders(paths.get_between(start, stop)).weigh(plan.models[place].model)
        cells = _find_cells(given, paths, groups[start:stop], values)
        shares = np.concatenate([given.share, np.ones(len(given.nobody))])
        order = np.concatenate([given.order, given.nobody])
        for column, amount in enumerate(amounts[start:stop].T):
            sums[:, column] += np.bincount(cells, shares * amount[order], minlength=len(sums))
    return CreditedAmounts(seen.first_group, sums.reshape(shape))


def _find_cells(given: "Weights", paths: "Paths", groups: "Ints", values: int) -> "Ints":
    """Return the group and value of each row of credit, then of each order that nobody is given."""
    codes = paths.touches.values[paths.dimension][given.touch].astype(np.int64)
    cells: Ints = np.concatenate(
        [
            groups[given.order] * (values + 1) + codes,
            groups[given.nobody] * (values + 1) + values,
        ]
    )
    return cells
