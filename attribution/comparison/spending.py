"""What was spent on the values of a comparison, beside what the models give to them."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.comparison.credit_cube import CreditCube, build_cube, with_blocks_of
from attribution.money import round_to_cents, round_to_total
from attribution.plan import Facet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from attribution.arrays import Floats
    from attribution.comparison.calibration import Calibration
    from attribution.results import AttributionResults

    Amounts = Mapping[str | None, int]
    """Money by value, 1/10 000 of the unit; None is the value of what has none."""

_ROUNDING: Final = 1e-9
"""What sums of shares may lack of a target that they reach exactly."""


def find_threshold(target: float) -> float:
    """Return the ROAS from which on a target is reached, for quotients with rounding errors."""
    return target * (1 - _ROUNDING)


def round_costs(cost: "Floats", names: "Sequence[str]") -> "Floats":
    """Return costs in 1/10 000 of the unit as cents that add up, NaN where they are unknown."""
    known = np.flatnonzero(~np.isnan(cost))
    found = np.full(len(cost), np.nan)
    total = round_to_cents(int(cost[known].sum()))
    found[known] = round_to_total(cost[known], [names[place] for place in known.tolist()], total)
    return found


class Spending(NamedTuple):
    """Costs of the days of a report by value."""

    whole: "Amounts"
    """Of every value that any row of costs names, 0 where none of its rows is of these days."""
    blocks: "Mapping[str | None, Amounts] | None" = None
    """The same by block, where costs can be told apart by it; values without costs may lack."""
    margin: float = 1.0
    """What is left of revenue after the goods, as a share."""

    def list_further(self, values: "Sequence[str | None]") -> list[str | None]:
        """Return the values that costs have and touches do not, by name."""
        further = set(self.whole) - set(values)
        return sorted(further, key=lambda name: (name is None, name or ""))

    def build_cost(
        self, values: "Sequence[str | None]", blocks: "Sequence[str | None] | None"
    ) -> "Floats":
        """Return the cost of each value in the whole and in each block, the last of nobody.

        Shape (blocks, values + 1), with blocks their sum as one more in front; NaN where no row
        of costs names the value, or costs cannot be told apart by the blocks.
        """
        rows = [self._list_costs(values, self.whole)]
        for block in blocks or ():
            found = None if self.blocks is None else self.blocks.get(block, {})
            rows.append(self._list_costs(values, found))
        return np.array([[*row, np.nan] for row in rows])

    def _list_costs(self, values: "Sequence[str | None]", found: "Amounts | None") -> list[float]:
        if found is None:
            return [np.nan] * len(values)
        return [float(found.get(name, 0)) if name in self.whole else np.nan for name in values]


class ComparisonSums(NamedTuple):
    """All that a comparison is made of; see `CreditCube` for the shapes."""

    values: "tuple[str | None, ...]"
    """Those of the touches, then those that only costs have."""
    credit: CreditCube
    new: CreditCube | None = None
    """Credit of the orders of new customers; None without costs, as the next."""
    cost: "Floats | None" = None
    """1/10 000 of the unit, see `Spending.build_cost`."""
    margin: float = 1.0

    def with_blocks_of(self, parts: "ComparisonSums") -> "ComparisonSums":
        """Return the sums of all blocks, followed by the blocks of others."""
        new, cost = self.new, self.cost
        if new is not None and parts.new is not None:
            new = with_blocks_of(new, parts.new)
        if cost is not None and parts.cost is not None:
            cost = np.concatenate([cost[:1], parts.cost[1:]])
        return self._replace(credit=with_blocks_of(self.credit, parts.credit), new=new, cost=cost)


def build_sums(
    findings: "AttributionResults",
    spending: Spending | None,
    calibration: "Calibration | None" = None,
) -> ComparisonSums:
    """Return the credit of a comparison and, where there are costs, what was spent.

    With a calibration there is one value more at the end: what nothing caused.
    """
    sums = _build_plain_sums(findings, spending)
    if calibration is None:
        return sums
    new, cost = sums.new, sums.cost
    return sums._replace(
        credit=calibration.apply_to(sums.credit),
        new=None if new is None else calibration.apply_to(new),
        cost=None if cost is None else np.pad(cost, ((0, 0), (0, 1)), constant_values=np.nan),
    )


def _build_plain_sums(findings: "AttributionResults", spending: Spending | None) -> ComparisonSums:
    names, credit = tuple(findings.values.names), build_cube(findings)
    if spending is None:
        return ComparisonSums(names, credit)
    further = spending.list_further(names)
    values = (*names, *further)
    blocks = None if findings.blocks is None else findings.blocks.names
    return ComparisonSums(
        values,
        credit.insert_values(len(further)),
        build_cube(findings.select_facet(Facet.NEW)).insert_values(len(further)),
        spending.build_cost(values, blocks),
        spending.margin,
    )
