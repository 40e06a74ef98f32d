"""Sequences of values as bytes, and as text."""

from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from attribution.arrays import Codes, Ints

STEP: Final = " > "
"""Between the values of a path."""
AND: Final = " + "
"""Between the values of a set."""
_LETTERS: "Final[dict[int, Literal['B', 'H', 'I']]]" = {1: "B", 2: "H", 4: "I"}
"""Formats of the codes by their bytes."""


def measure_code(values: int) -> int:
    """Return how many bytes hold each code of so many values."""
    return next(size for size in _LETTERS if values <= 1 << 8 * size)


def pack_sequences(codes: "Codes | Ints", first: "Ints", last: "Ints", values: int) -> list[bytes]:
    """Return the sequences `codes[first:last]` as bytes, codes below `values`, shape (n,)."""
    size = measure_code(values)
    whole = np.ascontiguousarray(codes, dtype=f"u{size}").tobytes()
    bounds = zip((first * size).tolist(), (last * size).tolist(), strict=True)
    return [whole[start:end] for start, end in bounds]


def unpack_codes(keys: pl.Series, values: int) -> "tuple[Ints, Ints]":
    """Return the codes of packed sequences one after the other, and how many each has."""
    size = measure_code(values)
    lengths = keys.bin.size().to_numpy().astype(np.int64) // size
    codes: NDArray[np.unsignedinteger] = np.frombuffer(b"".join(keys), dtype=f"u{size}")
    return codes.astype(np.int64), lengths


def spell_paths(keys: pl.Series, names: "Sequence[str]") -> pl.Series:
    """Return packed sequences as paths: the names in order."""
    escaped, letter = [escape(name) for name in names], _LETTERS[measure_code(len(names))]
    return pl.Series(
        [STEP.join([escaped[code] for code in memoryview(key).cast(letter)]) for key in keys],
        dtype=pl.String,
    )


def spell_sets(keys: pl.Series, names: "Sequence[str]") -> pl.Series:
    """Return packed sets as text: the names by code point."""
    letter = _LETTERS[measure_code(len(names))]
    sets = (sorted(names[code] for code in memoryview(key).cast(letter)) for key in keys)
    return pl.Series([AND.join(map(escape, names)) for names in sets], dtype=pl.String)


def escape(name: str) -> str:
    r"""Return a name with a \ before what parts names, so that text can be taken apart again."""
    return name.replace("\\", "\\\\").replace(">", "\\>").replace("+", "\\+")
