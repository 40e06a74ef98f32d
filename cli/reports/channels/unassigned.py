"""Sources and mediums that no rule makes a channel of, and rules that would."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.models import Participation
from attribution.plan import NamedModel
from cli.engines.attribute import attribute
from cli.engines.rows import RowRequest
from cli.errors import join_lines
from cli.inputs.channels.rules import UNASSIGNED
from cli.inputs.totals import list_attributes
from cli.inputs.values.combinations import find_combinations
from cli.money import convert_to_cents, format_money, to_units
from cli.report import ColumnKind, Table
from cli.reports.attribution_plan import build_plan
from cli.reports.channels.suggested_rules import build_rule, select_unmatched
from cli.settings.generated.flow_style import to_flow
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.dataset.dataset import Dataset
    from cli.engines.rows import Prepare
    from cli.settings import Settings
    from cli.settings.sections.channels import Channels

_KINDS: Final = {
    "source": ColumnKind.TEXT,
    "medium": ColumnKind.TEXT,
    "touches": ColumnKind.COUNT,
    "orders": ColumnKind.COUNT,
    "revenue": ColumnKind.MONEY,
    "rule": ColumnKind.TEXT,
}
_TYPES: Final = {ColumnKind.TEXT: pl.String, ColumnKind.COUNT: pl.Int64, ColumnKind.MONEY: pl.Int64}
_PAIR: Final = "pair\0"
_MOST: Final = 5
"""Pairs in a sentence."""
_LONGEST: Final = 300
"""Letters of a rule that is worth pasting."""


def find_unassigned_pairs(shop: "Dataset", settings: "Settings") -> pl.DataFrame:
    """Return the pairs of source and medium whose touches no rule gives a channel.

    One row a pair, by revenue, touches and name: `source` and `medium` in small letters, blanks
    as (direct) and (none); `touches`; `orders` and `revenue` (1/10 000) of the counted orders
    whose journey in the first window of the report holds such a touch; `rule`, one line of YAML
    for `channels.rules` that would give them a channel. No row where no touch was grouped.
    """
    assert shop.touches is not None  # noqa: S101 - read_shop reads them
    nothing = pl.DataFrame(schema={name: _TYPES[kind] for name, kind in _KINDS.items()})
    name = shop.touches.unassigned
    if name is None:
        return nothing
    prepare = partial(_pair_unmatched, name=name, settings=settings.channels)
    counted = pl.concat(shop.stock.map_each(partial(_count_touches, prepare=prepare)))
    if not counted.height:
        return nothing
    found = (
        counted.group_by(_PAIR, "source", "medium")
        .agg(pl.col("touches").sum())
        .join(_sum_over_journeys(shop, settings, prepare), on=_PAIR, how="left")
        .with_columns(pl.col("orders", "revenue").fill_null(0))
        .sort("revenue", "touches", "source", "medium", descending=[True, True, False, False])
        .drop(_PAIR)
    )
    rules = [to_flow(build_rule(*pair)) for pair in found.select("source", "medium").rows()]
    return found.with_columns(pl.Series("rule", rules, pl.String)).select(*_KINDS)


def build_unassigned_table(pairs: pl.DataFrame) -> Table:
    """Return the pairs of `find_unassigned_pairs` as a table of the report."""
    none = "Unassigned: none"
    some = "Unassigned: sources and mediums without a channel, and rules for channels.rules"
    money = [to_units(amount) for amount in pairs["revenue"].to_list()]
    return Table(
        name="unassigned",
        title=some if pairs.height else none,
        frame=convert_to_cents(pairs, _KINDS),
        kinds=_KINDS,
        exact=pairs.with_columns(pl.Series("revenue", money, dtype=pl.Float64)),
    )


def list_unassigned_notes(pairs: pl.DataFrame) -> "Iterator[str]":
    """Yield how much is unassigned, with rules to paste for the pairs that matter most."""
    if not pairs.height:
        return
    touches = int(pairs["touches"].sum())
    many = format_count(pairs.height, "pair")
    rows = format_count(touches, "touch", ("has", "have"))
    what = f"{rows} no channel but {UNASSIGNED} ({many} of source and medium)"
    said = [f"channels: {what}; rules to paste under channels.rules, with names that suit you:"]
    shown = pairs.filter(pl.col("rule").str.len_chars() <= _LONGEST).head(_MOST)
    for pair in shown.iter_rows(named=True):
        count = format_count(pair["touches"], "touch")
        money = format_money(pair["revenue"])
        said.append(f"    - {pair['rule']}  # {count}, {money} in their journeys")
    if pairs.height > shown.height:
        said.append(f"    # and {pairs.height - shown.height:,} more")
    yield join_lines(*said)


def _pair_unmatched(touches: pl.DataFrame, name: str, settings: "Channels") -> pl.DataFrame:
    """Return the touches that no rule matches, with their pair of source and medium."""
    left = select_unmatched(touches, name, settings)
    pairs = find_combinations(left.select("source", "medium"))
    text = pairs.distinct.select(pl.concat_str("source", "medium", separator="\0").alias(_PAIR))
    return left.with_columns(pairs.spread(text.to_series().cast(pl.Categorical)))


def _count_touches(
    touches: pl.DataFrame | None, _: pl.DataFrame, prepare: "Prepare"
) -> pl.DataFrame:
    """Return the pairs of some touches and how many of them have each."""
    assert touches is not None  # noqa: S101 - as above
    names = (_PAIR, "source", "medium")
    found = prepare(touches).group_by(names).agg(pl.len().cast(pl.Int64).alias("touches"))
    return found.with_columns(pl.col(names).cast(pl.String))


def _sum_over_journeys(shop: "Dataset", settings: "Settings", prepare: "Prepare") -> pl.DataFrame:
    """Return for each pair the orders whose journey holds it, and their revenue."""
    whole = build_plan(settings, days=shop.days)
    asked = replace(
        whole,
        models=(NamedModel("participation", Participation()),),
        windows=whole.windows[:1],
        dimension=_PAIR,
        max_touches=None,
    )
    known = dict.fromkeys([*list_attributes(shop.stock.columns), "source", "medium", _PAIR])
    found = attribute(shop.stock, asked, RowRequest(tuple(known), prepare=prepare))
    names = pl.DataFrame({_PAIR: found.values.names}).with_row_index("value")
    return (
        found.statistics.credit.filter(pl.col("value") < len(found.values.names))
        .group_by("value")
        .agg(pl.col("conversions", "revenue").sum().round().cast(pl.Int64))
        .join(names.with_columns(pl.col("value").cast(pl.Int64)), on="value")
        .select(_PAIR, pl.col("conversions").alias("orders"), "revenue")
    )
