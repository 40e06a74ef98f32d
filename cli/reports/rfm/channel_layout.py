"""How segments and channels are laid out: as rows, and as a matrix of shares."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.money import UNIT, convert_to_cents, round_to_total
from cli.report import ColumnKind, Matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Floats

_KINDS: Final = {
    "customers": ColumnKind.CREDIT,
    "customers_share": ColumnKind.SHARE,
    "customers_index": ColumnKind.RATIO,
    "revenue": ColumnKind.MONEY,
    "revenue_share": ColumnKind.SHARE,
    "revenue_index": ColumnKind.RATIO,
}
ABOVE, BELOW = "▲", "▼"


def round_revenue(revenue: "Floats", channels: "list[str]", paid: "list[int]") -> "Floats":
    """Return cents that add up to the revenue of each segment, where credit adds up."""
    rounded = [
        round_to_total(row, channels, total)
        if np.isclose(row.sum(), total * UNIT / 100, atol=UNIT / 100)
        else convert_to_cents(row).to_numpy()
        for row, total in zip(revenue, paid, strict=True)
    ]
    return np.array(rounded)


class ChannelLayout:
    """The rows of the table: which segments and channels, in which order."""

    def __init__(
        self, segments: "Sequence[str]", channels: "Sequence[str]", columns: "dict[str, Floats]"
    ) -> None:
        self._segments, self._channels, self._columns = segments, channels, columns
        whole = columns["customers"][0]
        last = len(channels) - 1
        named = sorted(range(last), key=lambda at: (-whole[at], channels[at]))
        self._order = [*named, last]
        bounds = {name: _KINDS[name.rsplit("_", 1)[0]] for name in columns if name not in _KINDS}
        texts = dict.fromkeys(("segment", "channel"), ColumnKind.TEXT)
        self.kinds = {**texts, **_KINDS, **bounds}

    def build_rows(self, revenue: "Floats") -> pl.DataFrame:
        """Return the rows that hold anything, with revenue as given."""
        held = (self._columns["customers"] != 0) | (self._columns["revenue"] != 0)
        cells = [
            (row, at) for row in range(len(self._segments)) for at in self._order if held[row, at]
        ]
        rows, places = np.array(cells, dtype=np.int64).reshape(-1, 2).T
        amounts = {**self._columns, "revenue": revenue}
        return pl.DataFrame(
            [
                pl.Series("segment", [self._segments[row] for row in rows], dtype=pl.String),
                pl.Series("channel", [self._channels[at] for at in places], dtype=pl.String),
                *(
                    pl.Series(name, amounts[name][rows, places], nan_to_null=True)
                    for name in list(self.kinds)[2:]
                ),
            ]
        )

    def build_matrix(self) -> Matrix:
        """Return the shares of customers, segments down and channels across."""
        shares = self._columns["customers_share"]
        known = self._list_known()
        names = [self._channels[at] for at in known]
        keys = [str(place) for place in range(len(names))]
        cells = {key: shares[:, at] for key, at in zip(keys, known, strict=True)}
        frame = pl.DataFrame(
            [
                pl.Series("segment", self._segments),
                *(pl.Series(key, values, nan_to_null=True) for key, values in cells.items()),
            ]
        )
        return Matrix(
            frame=frame[1:],
            headers=("segment", *names),
            kinds={"segment": ColumnKind.TEXT, **dict.fromkeys(keys, ColumnKind.SHARE)},
            totals=frame[:1],
            marks=dict(self._find_marks()),
        )

    def _list_known(self) -> list[int]:
        """Return the places of the channels of some customer's first order, in their order."""
        whole = self._columns["customers"][0]
        return [at for at in self._order if whole[at]]

    def _find_marks(self) -> "list[tuple[tuple[str, str], str]]":
        """Return the marks of the cells whose index is told apart from 1."""
        if "customers_index_low" not in self._columns:
            return []
        low, high = (self._columns[f"customers_index_{end}"] for end in ("low", "high"))
        return [
            ((self._segments[row], str(place)), ABOVE if low[row, at] > 1 else BELOW)
            for row in range(1, len(self._segments))
            for place, at in enumerate(self._list_known())
            if low[row, at] > 1 or high[row, at] < 1
        ]
