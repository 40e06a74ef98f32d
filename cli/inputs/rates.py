"""Amounts in several currencies turned into the report's by the rates of the settings."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.errors import CurrenciesError, HugeTotalError

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_RATES: Final[Mapping[str, Decimal]] = {}
_PLACES: Final = 10**8
"""Rates are exact to eight decimals."""


def converted(
    role: str,
    frame: pl.DataFrame,
    amounts: "Sequence[str]",
    rates: "Mapping[str, Decimal]",
    currency: str | None,
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Return rows with their amounts, Int64, in the report's currency, and what to tell.

    `currency` is the report's, None where the settings do not say: then it is the one that has no
    rate. A row whose currency is blank is in the report's. Rounds half to even. Raises
    `CurrenciesError` for currencies without a rate, `HugeTotalError` past 64 bits.
    """
    if "currency" not in frame.columns:
        return frame, ()
    names = frame["currency"].unique().drop_nulls().cast(pl.String)
    codes = dict(zip(names, names.str.strip_chars().str.to_uppercase(), strict=True))
    known = {name.upper(): rate for name, rate in rates.items()}
    found = sorted(set(codes.values()))
    own = (currency or "").upper()
    foreign = [code for code in found if code in known and code != own]
    if len(found) == 1 and (not foreign or not own):
        return frame, ()
    if len(found) - len(foreign) > 1 or (own and {*found} - {*foreign, own}):
        raise CurrenciesError(role, found, [code for code in found if code not in known])
    if not foreign:
        return frame, ()
    whole = {
        name: round(known[code] * _PLACES) if code in foreign else _PLACES
        for name, code in codes.items()
    }
    rate = pl.col("currency").cast(pl.String).replace_strict(whole, default=_PLACES)
    names_said = ", ".join(f"{code} at {known[code]}" for code in foreign)
    columns = [_scaled(pl.col(name), rate).alias(name) for name in amounts if name in frame.columns]
    made = frame.with_columns(columns)
    for name in (name for name in amounts if name in frame.columns):
        if made[name].null_count() > frame[name].null_count():
            raise HugeTotalError
    return made, (f"{role}: amounts converted: {names_said}",)


def _scaled(amount: pl.Expr, rate: pl.Expr) -> pl.Expr:
    """Return amount times rate, rounded half to even, in 128-bit integers."""
    product = amount.cast(pl.Int128) * rate.cast(pl.Int128)
    size = product.abs()
    whole, rest = size // _PLACES, size % _PLACES
    up = (rest > _PLACES // 2) | ((rest == _PLACES // 2) & (whole % 2 == 1))
    return ((whole + up.cast(pl.Int128)) * product.sign()).cast(pl.Int64, strict=False)
