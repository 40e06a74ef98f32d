"""Files of logins, of devices or of loyalty cards: which of their columns leads to which."""

from itertools import permutations
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.identities.spellings import WAYS
from cli.settings.generated.template import Guess
from cli.settings.sections.exports.files import Role
from cli.settings.sections.exports.identities import Normalise
from cli.starter.columns.candidates import may_name_customers
from cli.starter.ids.logins import read_ids
from cli.starter.ids.shared_ids import clean_ids, clean_rows
from cli.wording import format_count, format_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.starter.evidence import ColumnEvidence
    from cli.starter.inspect import LookedAtFile

_ALIAS, _CUSTOMER, _AT = "alias", "customer_id", "logged_in_at"
_ROLES: Final = (Role.TOUCHPOINTS, Role.ORDERS)
_SOME: Final = 0.05
"""Logins that a further column joins, of those that the best one does, at least."""
_SHARED: Final = 0.05
"""Ids of a further column that several customers share, as telephones of families are, at most."""
_LONG: Final = 6
"""Characters of cards, telephones and cookies at least; ids of customers may be as short as ages.
"""
_COUNT: Final = r"^[0-9]{1,3}$"
"""Numbers that are counts, days or scores as well as ids."""
_NONE: Final = "open: no two of the columns hold ids that other files have as well"


class CustomerFile(NamedTuple):
    """A file of touchpoints or orders, and the columns that its customers are read from."""

    looked: "LookedAtFile"
    columns: tuple[str, ...]


class _Pair(NamedTuple):
    """Two columns of a file of logins, one leading to the other."""

    alias: str
    customer: str
    joined: int
    """Different aliases of rows both of whose ids the other files name."""
    ambiguous: int
    """Aliases that lead to several customers."""
    bought: bool
    """Whether the orders name customers of the second."""
    also: tuple[str, ...] = ()
    """Further columns that lead to the second, such as a cookie and a telephone beside a card."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """All columns that lead to the customer."""
        return (self.alias, *self.also)


def describe_login_files(
    files: "Sequence[LookedAtFile]", others: "Mapping[Role, Sequence[CustomerFile]]"
) -> tuple[dict[str, object], str]:
    """Return the columns of files of logins and how ids are made alike, and a note on them.

    `others` are the files of touchpoints and orders. Of several columns that lead to customers a
    file has but its own.
    """
    for way in (Normalise.AUTO, *WAYS):
        pairs = _choose_pairs(files, others, way)
        if any(pairs):
            found = [(file, pair) for file, pair in zip(files, pairs, strict=True) if pair]
            return _make_keys(found, way)
    open_columns = {ours: Guess(None, _NONE, open=True) for ours in (_ALIAS, _CUSTOMER)}
    names = format_list([file.sample.source.name for file in files])
    return {"columns": open_columns}, f"identities: {names}: {_NONE}"


def _list_customers(files: "Sequence[CustomerFile]", way: Normalise) -> pl.Series:
    """Return the different customers that files of a role name."""
    found = [pl.Series([], dtype=pl.String)]
    for file in files:
        found += [clean_ids(each, way) for each in read_ids(file.looked, file.columns).values()]
    return pl.concat(found).unique()


def _choose_pairs(
    files: "Sequence[LookedAtFile]",
    others: "Mapping[Role, Sequence[CustomerFile]]",
    way: Normalise,
) -> list[_Pair | None]:
    """Return of each file the two columns that it joins others by, None where it joins none.

    A file may lead to ids of another one, which leads to customers.
    """
    known = {role: _list_customers(others.get(role, ()), way) for role in _ROLES}
    pairs: list[_Pair | None] = [None for _ in files]
    chained = pl.Series([], dtype=pl.String)
    while True:
        found = [
            pair or _choose_pair(file, known, chained, way)
            for file, pair in zip(files, pairs, strict=True)
        ]
        if found == pairs:
            return pairs
        pairs = found
        named = [
            CustomerFile(file, (*pair.aliases, pair.customer))
            for file, pair in zip(files, pairs, strict=True)
            if pair is not None
        ]
        chained = _list_customers(named, way)


def _choose_pair(
    file: "LookedAtFile",
    known: "Mapping[Role, pl.Series]",
    chained: pl.Series,
    way: Normalise,
) -> _Pair | None:
    """Return the two columns that most logins join by, None where none do."""
    named = {each.name: may_name_customers(each) for each in file.columns if each.may_hold_ids}
    ids = pl.DataFrame([clean_rows(file.sample.get_texts(name), way).alias(name) for name in named])
    names = [name for name, customers in named.items() if customers or not _may_count(ids[name])]
    pairs = [_rate_pair(ids.select(pair), known, chained) for pair in permutations(names, 2)]
    useful = [pair for pair in pairs if pair.joined]
    best = max(useful, key=lambda pair: (pair.joined, -pair.ambiguous, pair.bought), default=None)
    if best is None:
        return None
    others = (pair for pair in useful if pair.customer == best.customer and pair is not best)
    also = (each.alias for each in others if _leads_too(each, best) and _are_long(ids[each.alias]))
    return best._replace(also=tuple(also))


def _may_count(ids: pl.Series) -> bool:
    """Tell whether values may be counts or days: small numbers that some rows share."""
    known = ids.drop_nulls()
    return known.n_unique() < len(known) and bool(known.str.contains(_COUNT).all())


def _leads_too(pair: _Pair, best: _Pair) -> bool:
    """Tell whether a column leads to the customers of the best one, and hardly by chance."""
    return pair.joined >= best.joined * _SOME and pair.ambiguous <= pair.joined * _SHARED


def _are_long(ids: pl.Series) -> bool:
    """Tell whether most ids of a column are longer than ages and points, which are none."""
    known = ids.drop_nulls()
    return (known.str.len_chars() >= _LONG).sum() * 2 >= known.len()


def _rate_pair(ids: pl.DataFrame, known: "Mapping[Role, pl.Series]", chained: pl.Series) -> _Pair:
    """Return how well the first column of some ids leads to the second."""
    bought = known[Role.ORDERS]
    every = pl.concat([*known.values(), chained])
    alias, customer = ids.columns
    both = _are_in(ids[alias], every) & _are_in(ids[customer], every)
    rows = ids.drop_nulls().unique()
    several = rows.group_by(alias).len().filter(pl.col("len") > 1)
    return _Pair(
        alias,
        customer,
        ids[alias].filter(both).n_unique(),
        several.height,
        _are_in(ids[customer], bought).sum() >= _are_in(ids[alias], bought).sum(),
    )


def _are_in(ids: pl.Series, known: pl.Series) -> pl.Series:
    return ids.is_in(known.implode()).fill_null(value=False)


def _make_keys(
    files: "Sequence[tuple[LookedAtFile, _Pair]]", way: Normalise
) -> tuple[dict[str, object], str]:
    """Return the keys of the section and a note, by the columns of each file."""
    joined = sum(pair.joined for _, pair in files)
    why = f"likely: both ids of {format_count(joined, 'login')} stand in other files"
    times, undated = _name_times(files)
    names = {
        _ALIAS: [alias for _, pair in files for alias in pair.aliases],
        _CUSTOMER: [pair.customer for _, pair in files],
        _AT: times,
    }
    columns = {
        ours: Guess(listed[0] if len(listed) == 1 else listed, why)
        for ours, each in names.items()
        if (listed := list(dict.fromkeys(each))) and listed != [ours]
    }
    keys: dict[str, object] = {"columns": columns} if columns else {}
    if way is not Normalise.AUTO:
        keys["normalise"] = Guess(way.value, "likely: the files write one id in two ways")
    led = (f"{file.sample.source.name}: {_describe_pair(pair)}" for file, pair in files)
    return keys, f"identities: {'; '.join(led)} ({why}){undated}"


def _describe_pair(pair: _Pair) -> str:
    """Say which columns lead to which."""
    return f"{format_list(pair.aliases)} {'lead' if pair.also else 'leads'} to {pair.customer}"


def _name_times(files: "Sequence[tuple[LookedAtFile, _Pair]]") -> tuple[list[str], str]:
    """Return the columns of times, and what to say where they cannot be read.

    A file may lack a column of our own name, and none that the settings map.
    """
    found = {file.sample.source.name: _find_time(file, pair) for file, pair in files}
    times = [each.name for each in found.values() if each is not None]
    without = [name for name, each in found.items() if each is None]
    if not without or {*times} <= {_AT}:
        return times, ""
    return [], f"; logins count without their times: there are none in {format_list(without)}"


def _find_time(file: "LookedAtFile", pair: _Pair) -> "ColumnEvidence | None":
    """Return the only column of times of a file, which dates the logins of shared devices."""
    found = [
        each
        for each in file.columns
        if each.holds_times and each.timed and each.name not in (*pair.aliases, pair.customer)
    ]
    return found[0] if len(found) == 1 else None
