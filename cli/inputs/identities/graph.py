"""Whose alias an id is: logins followed from id to id, up to the customers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.arrays import mark_run_starts
from cli.inputs.identities.origins import ALIAS, LOGIN, OWN, UNKNOWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class IdentityGraph:
    """What logins say about ids."""

    ids: pl.DataFrame
    """One row an id that is not its customer's own: `id` String, `person` String (the customer,
    null where several share it), `group` Int64 (of a shared id, else null)."""
    shared: pl.DataFrame
    """The dated logins of shared ids, one row a group and instant, by both: `group` Int64, `at`
    Datetime us UTC, `person` String or, where that id is shared itself, `next` Int64; neither where
    several customers log in at one instant."""
    uncertain: pl.Series
    """Boolean, for each login: its alias is shared by several customers."""

    def resolve_rows(self, ids: pl.Series, at: pl.Series) -> "ResolvedRows":
        """Return to whom rows with these ids at these instants belong (null ids: nobody, OWN)."""
        rows = pl.DataFrame([ids.alias("id"), at.alias("at")]).with_row_index("row")
        found = rows.join(self.ids, on="id", how="left", maintain_order="left")
        shared = pl.col("group").is_not_null()
        alias = pl.col("person").is_not_null()
        told = _resolve_by_login(self, found.filter(shared).select("row", "at", "group"))
        how = found.select(
            pl.when(shared).then(UNKNOWN).when(alias).then(ALIAS).otherwise(OWN).cast(pl.UInt8)
        ).to_series()
        person = found.select(pl.when(~shared).then(pl.coalesce("person", "id"))).to_series()
        logins = pl.repeat(LOGIN, told.height, dtype=pl.UInt8, eager=True)
        return ResolvedRows(
            person.scatter(told["row"], told["person"]).alias("person"),
            how.scatter(told["row"], logins).alias("how"),
        )


@dataclass(frozen=True, slots=True)
class ResolvedRows:
    """To whom rows belong; both series have their order."""

    person: pl.Series
    """String: the customer, null where that is not known."""
    how: pl.Series
    """UInt8: one of OWN, ALIAS, LOGIN and UNKNOWN."""


def build_graph(logins: pl.DataFrame) -> IdentityGraph:
    """Return whose the ids of some logins are.

    `logins` has `alias`, `customer_id` and `logged_in_at`, see `IdentityInput.frame`. An id that is
    no alias is a customer; so is, of ids that are each other's aliases, the first by code point. An
    alias that leads to one customer, directly or through others, is that customer's. An alias that
    leads to several is shared. The order of the rows does not matter.
    """
    ids = pl.concat([logins["alias"], logins["customer_id"]]).unique().sort()
    coded = ids.alias("id").to_frame().with_row_index("code").with_columns(pl.col("code").cast(int))
    alias, customer = (_encode(logins[name], coded) for name in ("alias", "customer_id"))
    node = _contract(alias, customer, len(ids))
    away = node[alias] != node[customer]
    shared = np.zeros(len(ids), dtype=np.bool_)
    shared[node[alias][away]] = True
    whose = pl.Series("person", ids.gather(node))
    several = pl.Series("several", shared[node])
    table = pl.DataFrame([ids.alias("id"), whose, pl.Series("group", node), several]).select(
        "id",
        pl.when(~pl.col("several")).then("person"),
        pl.when("several").then("group").alias("group"),
    )
    targets = {"group": node[alias], "to": node[customer], "at": logins["logged_in_at"]}
    return IdentityGraph(
        table.filter((pl.col("person") != pl.col("id")).fill_null(value=True)),
        _date_shared(pl.DataFrame(targets).filter(pl.Series(away)), ids, shared),
        pl.Series(shared[node[alias]]),
    )


def _encode(values: pl.Series, coded: pl.DataFrame) -> "Ints":
    found = values.alias("id").to_frame().join(coded, on="id", how="left", maintain_order="left")
    return found["code"].to_numpy()


def _contract(alias: "Ints", customer: "Ints", size: int) -> "Ints":
    """Return for each id, shape (size,), the id that stands for it: a customer or a shared alias.

    `alias` and `customer` are the ends of the logins, numbers of ids, shape (logins,). What is left
    of them after this leads from shared aliases only, each to two others or more.
    """
    node = _find_circles(alias, customer, size)
    while True:
        ends = np.sort(node[alias] * size + node[customer])
        tails, heads = np.divmod(ends[mark_run_starts(ends)], size)
        tails, heads = tails[tails != heads], heads[tails != heads]
        single = np.bincount(tails, minlength=size)[tails] == 1
        if not single.any():
            return node
        following = np.arange(size)
        following[tails[single]] = heads[single]
        node = _find_chain_ends(following)[node]


def _find_chain_ends(following: "Ints") -> "Ints":
    """Return where each chain ends, doubling the steps; there is no circle."""
    while True:
        further = following[following]
        if np.array_equal(further, following):
            return following
        following = further


def _find_circles(alias: "Ints", customer: "Ints", size: int) -> "Ints":
    """Return for each id the smallest of those that are each other's aliases, mostly itself."""
    # Here, because few runs have logins.
    from scipy.sparse import csr_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    graph = csr_array((np.ones(len(alias), dtype=np.int8), (alias, customer)), shape=(size, size))
    count, label = connected_components(graph, directed=True, connection="strong")
    first = np.empty(count, dtype=np.int64)
    # Backwards, so that the first of equal ones is written last.
    first[label[::-1]] = np.arange(size - 1, -1, -1)
    found: Ints = first[label]
    return found


def _date_shared(logins: pl.DataFrame, ids: pl.Series, shared: "NDArray[np.bool_]") -> pl.DataFrame:
    """Return `IdentityGraph.shared`; `logins` has `group`, `at` and `to`, the group's id."""
    one = (
        logins.lazy()
        .drop_nulls("at")
        .group_by("group", "at")
        .agg(pl.col("to").min(), (pl.col("to").min() == pl.col("to").max()).alias("one"))
        .sort("group", "at")
        .collect()
    )
    told, further = one["one"], pl.Series(shared).gather(one["to"])
    return one.select(
        "group",
        "at",
        pl.when(told & ~further).then(ids.gather(one["to"])).alias("person"),
        pl.when(told & further).then("to").alias("next"),
    )


def _resolve_by_login(people: IdentityGraph, rows: pl.DataFrame) -> pl.DataFrame:
    """Return `row` and `person` of the rows whose customer a login tells.

    `rows` has `row`, `at` and `group`. A login may lead to an id that is shared itself, whose
    latest login is looked up in turn.
    """
    told = [pl.DataFrame(schema={"row": pl.UInt32, "person": pl.String})]
    logins = people.shared.sort("at", "group")
    while rows.height:
        found = rows.sort("at").join_asof(logins, on="at", by="group", check_sortedness=False)
        told.append(found.filter(pl.col("person").is_not_null()).select("row", "person"))
        further = found.filter(pl.col("next").is_not_null())
        rows = further.select("row", "at", pl.col("next").alias("group"))
    return pl.concat(told)
