"""How sure the figures of cohorts are."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import divide_with_default
from attribution.comparison.credit_cube import sum_cells_by_group
from attribution.comparison.intervals import FEW
from attribution.money import UNIT
from cli.report import ColumnKind
from cli.reports.customer_groups import GROUP, draw_groups, list_bounds
from rfm.cohorts.cohort_sums import COHORT, PERIOD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.arrays import Floats
    from attribution.bootstrap import GroupReplicates
    from cli.settings.sections.uncertainty import Uncertainty

_QUOTIENTS: Final = {
    "retention": ColumnKind.SHARE,
    "revenue_per_customer": ColumnKind.MONEY,
    "repeat_share": ColumnKind.SHARE,
}
BOUND_KINDS: Final = {
    f"{name}_{end}": kind for name, kind in _QUOTIENTS.items() for end in ("low", "high")
}
"""Kinds of the columns, at the end of the table."""


def compute_cohort_bounds(
    grouped: pl.DataFrame, last: int, complete: pl.Series, chance: "Uncertainty"
) -> pl.DataFrame:
    """Return the intervals of each row of the cohorts' table, money in units of the currency.

    `grouped` are the cells by group, `last` is the number of the last period. Null where a period
    is not over, or the cohort has fewer than 10 customers. Source: definitions, section 21.
    """
    people = grouped.filter(pl.col(COHORT) == pl.col(PERIOD))
    nowhere = np.zeros(people.height, dtype=np.int64)
    counts = sum_cells_by_group(nowhere, people[GROUP], people["active"], 1)[0]
    draws = draw_groups(chance, counts)
    pieces = list(_iterate_cohorts(grouped, last, draws))
    columns = {
        name: np.concatenate([piece[name] for piece in pieces]) if pieces else np.zeros(0)
        for name in BOUND_KINDS
    }
    frame = pl.DataFrame(
        {name: pl.Series(each, nan_to_null=True) for name, each in columns.items()}
    )
    is_over = complete == "yes"
    return frame.with_columns(pl.when(is_over).then(pl.all()))


def _iterate_cohorts(
    grouped: pl.DataFrame, last: int, draws: "GroupReplicates"
) -> "Iterator[dict[str, Floats]]":
    """Yield the intervals of each cohort, arrays of shape (periods,)."""
    for (cohort,), cells in sorted(grouped.partition_by(COHORT, as_dict=True).items()):
        periods = last - int(cohort) + 1
        places = (cells[PERIOD] - int(cohort)).cast(pl.Int64).to_numpy()
        active, revenue, repeated = (
            sum_cells_by_group(places, cells[GROUP], cells[name], periods)
            for name in ("active", "revenue", "repeated")
        )
        if active[0].sum() < FEW:
            yield dict.fromkeys(BOUND_KINDS, np.full(periods, np.nan))
            continue
        customers = draws.draw(active[:1])
        found: dict[str, Floats] = {}
        for name, sums in (
            ("retention", active),
            ("revenue_per_customer", np.cumsum(revenue, axis=0) / UNIT),
            ("repeat_share", np.cumsum(repeated, axis=0)),
        ):
            quotients = divide_with_default(draws.draw(sums), customers, np.inf)
            found |= list_bounds(name, quotients)
        yield found
