"""Names of columns that say their amounts are cents, or millionths as Google Ads' service has."""

from typing import Final

from cli.inputs.tables.name_forms import simplify_name

CENTS: Final = 100
_MILLION: Final = 1_000_000
UNIT_NAMES: Final = {CENTS: "cents", _MILLION: "millionths"}
"""What they are called in sentences."""
_UNITS: Final = {
    **dict.fromkeys(("cents", "cent", "minor", "pence", "centesimi", "centimes"), CENTS),
    **dict.fromkeys(("céntimos", "centavos", "cêntimos", "grosze", "kuruş", "ören"), CENTS),
    **dict.fromkeys(("micros", "micro"), _MILLION),
}


def find_minor_units(name: str) -> int | None:
    """Return how many of its units a column says that one of money has, None where it does not."""
    said = (_UNITS[word] for word in simplify_name(name).split() if word in _UNITS)
    return next(said, None)
