"""What a column of a file says of all its rows: their currency, the zone of their times."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.reading.columns.header_zones import find_only_zone
from cli.inputs.values.currencies import find_code_in_name, find_codes, is_code
from cli.settings.generated.template import Guess
from cli.settings.sections.exports.files import Role
from cli.wording import format_examples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.starter.sample import FileSample

_ONLY: Final = "certain: the only one in the orders"


def find_currency(sample: "FileSample", known: "Mapping[str, str]") -> Guess | None:
    """Return the only currency that a column names, or that stands beside the amounts or above."""
    if "currency" in known:
        texts = sample.get_texts(known["currency"]).drop_nulls()
        codes = texts.str.to_uppercase().unique().to_list()
    else:
        codes = _find_codes_of(sample, known["revenue"]) if "revenue" in known else []
    return Guess(str(codes[0]), _ONLY) if len(codes) == 1 else None


def find_only_currency(role: Role, rows: "pl.DataFrame | None") -> Guess | None:
    """Return the only currency of orders as they are read, None where they name none or several."""
    if role is not Role.ORDERS or rows is None or "currency" not in rows.columns:
        return None
    codes = rows["currency"].cast(pl.String).drop_nulls().str.strip_chars().unique().to_list()
    named = [code.upper() for code in codes if code]
    return Guess(named[0], _ONLY) if len(named) == 1 and is_code(named[0]) else None


def combine_currencies(found: "Sequence[tuple[str, Guess | None]]") -> Guess | None:
    """Return the currency of files, given by name with that of each; open where they differ."""
    named = _group_by_value(found)
    if len(named) > 1:
        return _leave_open(named, "one of them, and the others in rates")
    silent = [file for file, each in found if each is None]
    if not named or not silent:
        return next((each for _, each in found), None)
    verb = "names" if len(silent) == 1 else "name"
    code, files = next(iter(named.items()))
    return Guess(
        code, f"likely: that of {format_examples(files)}; {format_examples(silent)} {verb} none"
    )


def combine_zones(found: "Sequence[tuple[str, Guess | None]]") -> Guess | None:
    """Return the zone of files, given by name with that of each; open where not all have it."""
    named = _group_by_value(found)
    if not named or (len(named) == 1 and all(each is not None for _, each in found)):
        return next((each for _, each in found), None)
    return _leave_open(named, "it would hold for every file; give each a format with its timezone")


def _group_by_value(found: "Sequence[tuple[str, Guess | None]]") -> "dict[str, list[str]]":
    named: dict[str, list[str]] = {}
    for file, each in found:
        if each is not None:
            named.setdefault(str(each.value), []).append(file)
    return named


def _leave_open(named: "Mapping[str, list[str]]", what: str) -> Guess:
    """Return the first of values of files as one that somebody has to decide."""
    where = ", ".join(f"{value} in {format_examples(files)}" for value, files in named.items())
    return Guess(next(iter(named)), f"open: {where}; {what}", open=True)


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
