"""Amounts in several currencies turned into the report's by the rates of the settings."""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.errors import DataError
from cli.inputs.values.currencies import is_code, name_likely_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal


class CurrenciesError(DataError):
    """The amounts of a role are in several currencies."""

    def __init__(self, role: str, names: "Sequence[str]", unrated: "Sequence[str]") -> None:
        example = ", ".join(f"{name}: 1.23" for name in unrated[-1:])
        super().__init__(
            f"{role} in several currencies: {', '.join(names)}; a report has one: say in "
            f"merito.yaml which, and what a unit of each other one is worth in it, as "
            f"rates: {{{example}}}, or make a file for each"
        )


class OtherCurrencyError(DataError):
    """Costs are in another currency than orders, so that no return can be told."""

    def __init__(self, orders: str, costs: str) -> None:
        super().__init__(
            f"orders are in {orders} and costs in {costs}; say in merito.yaml which of them is the"
            f" report's, and what a unit of the other one is worth in it: currency: {orders},"
            f" rates: {{{costs}: 1.23}}"
        )


class OtherSignError(DataError):
    """Amounts of one role carry a sign that is none of the currency of the other's."""

    def __init__(self, role: str, sign: str, other: str, code: str) -> None:
        likely = name_likely_code(sign)
        super().__init__(
            f"{other} are in {code}, and the amounts of {role} carry {sign}; say in merito.yaml"
            f" which currency that is, and what a unit of it is worth in {code}:"
            f" {role}.columns: {{currency: {{value: {likely}}}}}, currency: {code},"
            f" rates: {{{likely}: 1.23}}"
        )


class HugeTotalError(DataError):
    """The amounts are too large to be added up exactly."""

    def __init__(self) -> None:
        super().__init__(
            "orders: the amounts add up to more than 900 000 000 000 000; "
            "check that the column of the revenue holds amounts"
        )


_PLACES: Final = 10**8
"""Rates are exact to eight decimals."""


class Conversion(NamedTuple):
    """What amounts are multiplied by, by what the file calls their currency."""

    role: str
    rates: "Mapping[str, int]"
    """In 1/100 000 000, of every name in the file."""
    said: str
    """The currencies converted and their rates, in words."""
    into: str | None
    """The report's currency, None where neither the settings nor a row say it."""

    @property
    def note(self) -> str:
        """Return what to tell."""
        return f"{self.role}: amounts converted: {self.said}"

    def convert(self, frame: pl.DataFrame, amounts: "Sequence[str]") -> pl.DataFrame:
        """Return rows with their amounts, Int64, converted; rounds half to even.

        Raises `HugeTotalError` past 64 bits.
        """
        names = [name for name in amounts if name in frame.columns]
        rate = pl.col("currency").cast(pl.String).replace_strict(dict(self.rates), default=_PLACES)
        made = frame.with_columns(_scale(pl.col(name), rate).alias(name) for name in names)
        for name in names:
            if made[name].null_count() > frame[name].null_count():
                raise HugeTotalError
        return made


def find_conversion(
    role: str, names: "Iterable[str]", rates: "Mapping[str, Decimal]", currency: str | None
) -> Conversion | None:
    """Return how amounts of currencies of these names become the report's, None where they are.

    `currency` is the report's, None where the settings do not say: then it is the one that has no
    rate. A row whose currency is blank is in the report's. Raises `CurrenciesError` for currencies
    without a rate.
    """
    codes = {name: name.strip().upper() for name in names}
    known = {name.upper(): rate for name, rate in rates.items()}
    found = sorted(set(codes.values()))
    own = (currency or "").upper()
    foreign = [code for code in found if code in known and code != own]
    if len(found) == 1 and (not foreign or not own):
        return None
    if len(found) - len(foreign) > 1 or (own and {*found} - {*foreign, own}):
        raise CurrenciesError(role, found, [code for code in found if code not in known])
    if not foreign:
        return None
    whole = {
        name: round(known[code] * _PLACES) if code in foreign else _PLACES
        for name, code in codes.items()
    }
    into = own or next((code for code in found if code not in foreign), None)
    return Conversion(role, whole, ", ".join(f"{code} at {known[code]}" for code in foreign), into)


def find_currency(names: "Iterable[str]", conversion: Conversion | None) -> str | None:
    """Return the currency that amounts of these names are in, None where nothing tells its code."""
    codes = {name.strip().upper() for name in names}
    only = next(iter(codes)) if len(codes) == 1 else None
    found = only if conversion is None else conversion.into
    return found if found is not None and is_code(found) else None


def choose_currency(own: str | None, label: str | None) -> str | None:
    """Return the currency of amounts: their own, else the code that the report calls them by."""
    named = (label or "").upper()
    return own or (named if is_code(named) else None)


def list_currency_names(frame: pl.DataFrame) -> list[str]:
    """Return what the column `currency` names, as the file writes it; nothing without one."""
    if "currency" not in frame.columns:
        return []
    return frame["currency"].unique().drop_nulls().cast(pl.String).to_list()


def _scale(amount: pl.Expr, rate: pl.Expr) -> pl.Expr:
    """Return amount times rate, rounded half to even, in 128-bit integers."""
    product = amount.cast(pl.Int128) * rate.cast(pl.Int128)
    size = product.abs()
    whole, rest = size // _PLACES, size % _PLACES
    up = (rest > _PLACES // 2) | ((rest == _PLACES // 2) & (whole % 2 == 1))
    return ((whole + up.cast(pl.Int128)) * product.sign()).cast(pl.Int64, strict=False)
