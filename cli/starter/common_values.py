"""What a column of a file says of all its rows: their currency, the zone of their times."""

from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.reading.columns.header_zones import find_only_zone
from cli.inputs.values.currencies import find_code_in_name, find_codes, is_code
from cli.settings.generated.template import Guess
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.starter.sample import FileSample


def find_currency(sample: "FileSample", known: "Mapping[str, str]") -> str | None:
    """Return the only currency that a column names, or that stands beside the amounts or above."""
    if "currency" in known:
        texts = sample.get_texts(known["currency"]).drop_nulls()
        codes = texts.str.to_uppercase().unique().to_list()
    else:
        codes = _find_codes_of(sample, known["revenue"]) if "revenue" in known else []
    return str(codes[0]) if len(codes) == 1 else None


def find_only_currency(role: Role, rows: "pl.DataFrame | None") -> str | None:
    """Return the only currency of orders as they are read, None where they name none or several."""
    if role is not Role.ORDERS or rows is None or "currency" not in rows.columns:
        return None
    codes = rows["currency"].cast(pl.String).drop_nulls().str.strip_chars().unique().to_list()
    named = [code.upper() for code in codes if code]
    return named[0] if len(named) == 1 and is_code(named[0]) else None


def _find_codes_of(sample: "FileSample", amounts: str) -> list[str]:
    named = find_code_in_name(amounts)
    return find_codes(sample.get_texts(amounts)) or ([] if named is None else [named])


def describe_zone(role: Role, sample: "FileSample") -> dict[str, Guess]:
    """Return the zone that a column of orders names in all rows."""
    if role is not Role.ORDERS:
        return {}
    for name in sample.names:
        zone = find_only_zone(name, sample.get_texts(name)) if name else None
        if zone is not None:
            return {"timezone": Guess(zone, f"likely: the only one in {name}")}
    return {}
