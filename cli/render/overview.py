"""A comparison on one screen: a row a channel, with the lowest and highest of its models."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.render.number_text import localise
from cli.render.side_by_side import find_axes, pivot_side_by_side
from cli.render.text.interval_text import has_intervals, is_within_noise
from cli.render.text.layout import GAP, Column, Panel
from cli.render.text.lines import Pen, TextStyle, draw_panel
from cli.render.text.markers import NOISE
from cli.render.text.model_marks import MANY, assign_marks, draw_bar
from cli.render.text.text_width import fold, make_visible, replace_signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cli.render.output_formats import RenderOptions
    from cli.report import NumberStyle, Overview, Table

_TALLEST: Final = 24
"""Lines that are read at a glance, however many the terminal has."""
_FEWEST: Final = 3
"""Rows below which a screen says too little."""
_BARS: Final = (*range(48, 6, -1), 0)
"""Widths of the bar that are tried, the widest first; none where names and numbers need it all."""
_TELLING: Final = 20
"""Width of a bar on which models stand apart."""
_NARROWEST: Final = 10
"""Names are not folded to less than this to make room for a bar."""
_LOW: Final = 2
"""Lines that a name may take beside a bar."""
_THOUSAND: Final = 100_000
"""Cents in a thousand currency units."""


class _Row(NamedTuple):
    """A channel and what the models give to it, in cents."""

    name: str
    credit: "Mapping[str, int]"
    noisy: frozenset[str] = frozenset()
    """Models whose difference to the baseline may be noise."""
    plotted: bool = True
    """Whether it has a bar: a channel, not what many or none add up to."""
    cost: int | None = None
    """What it cost, in cents; None where nobody knows, or there are no costs at all."""

    @property
    def spread(self) -> int:
        """How far the models are apart."""
        return max(self.credit.values()) - min(self.credit.values())


class _Canvas(NamedTuple):
    """What is drawn on, and the mark of each model."""

    width: int
    pen: Pen
    marks: "Mapping[str, str]"
    numbers: "NumberStyle"

    def fold(self, text: str) -> list[str]:
        """Return words of ours as lines."""
        encoding = self.pen.encoding
        return fold(make_visible(replace_signs(text, encoding), encoding), self.width)


class _Money(NamedTuple):
    """How amounts are written: as few digits as tell them apart."""

    scale: tuple[int, int]
    """The least, 0 at most, and the most that a model gives to a channel, in cents."""
    unit: int
    """Cents in what is counted."""
    digits: int
    canvas: _Canvas

    @classmethod
    def of(cls, rows: "Sequence[_Row]", canvas: _Canvas) -> "_Money":
        """Return cents below a thousand, then whole units, then thousands of them."""
        plotted = [cents for row in rows if row.plotted for cents in row.credit.values()]
        scale = min(0, *plotted), max(1, *plotted)
        most = max(map(abs, scale))
        if most < _THOUSAND:
            return cls(scale, 100, 2, canvas)
        unit, digits = (100, 0) if most < 100 * _THOUSAND else (_THOUSAND, 1)
        return cls(scale, unit, digits, canvas)

    @property
    def said(self) -> str:
        """What the title says of it."""
        return ", in thousands" if self.unit == _THOUSAND else ""

    def write(self, cents: int) -> str:
        """Return an amount as text."""
        shown = f"{Decimal(cents) / self.unit:,.{self.digits}f}"
        return localise(shown, self.canvas.numbers, self.canvas.pen.encoding)


def draw_overview(
    table: "Table", overview: "Overview", look: "RenderOptions", height: int, pen: Pen
) -> list[str]:
    """Return the lines of a comparison's overview, at most 24 and no more than a terminal has.

    Channels by how far the models are apart, those for which there is no room added up as
    `(others)`. Nothing where not even a few fit, or the models have nothing to compare.
    """
    models = _list_comparable(table)
    if table.baseline not in models:
        return []
    rows, rest = _list_rows(table, models)
    limit = min(height - 1, _TALLEST)
    marks = assign_marks(models, table.baseline, pen.encoding)
    canvas = _Canvas(look.width, pen, marks, look.numbers)
    for count in range(min(len(rows), limit), _FEWEST - 1, -1):
        shown = [*rows[:count], *_pool(rows[count:], canvas), *rest]
        lines = list(_draw_lines(table, overview, shown, canvas))
        if 0 < len(lines) <= limit:
            roles = canvas.fold(overview.roles) if overview.roles else []
            return [*lines, *roles] if len(lines) + len(roles) <= limit else lines
    return []


def _list_comparable(table: "Table") -> list[str]:
    """Return the models that part the revenue among the channels, hence have a total."""
    if table.totals is None:
        return []
    defined = table.totals.filter(pl.col("revenue").is_not_null())["model"]
    return [model for model in table.models if model in set(defined)]


def _list_rows(table: "Table", models: "Sequence[str]") -> "tuple[list[_Row], list[_Row]]":
    """Return the channels, those on which models differ most first, and what has no channel."""
    frame = pivot_side_by_side(table.frame, table.models, table.baseline)
    names = frame.get_column(find_axes(table.frame).channel)
    costs = frame["cost"] if "cost" in frame.columns else [None] * len(names)
    noise = {
        model: is_within_noise(frame, f"{model}_revenue_change")
        for model in models
        if model != table.baseline and has_intervals(table)
    }
    rows = [
        _Row(
            name,
            {model: frame[f"{model}_revenue"][place] for model in models},
            frozenset(model for model, noisy in noise.items() if noisy[place]),
            cost=costs[place],
        )
        for place, name in enumerate(names)
    ]
    *channels, nobody = rows
    nobody = nobody._replace(plotted=False)
    return sorted(channels, key=lambda row: (-row.spread, row.name)), [nobody]


def _pool(rows: "Sequence[_Row]", canvas: _Canvas) -> list[_Row]:
    if not rows:
        return []
    sums = {model: sum(row.credit[model] for row in rows) for model in rows[0].credit}
    known = [row.cost for row in rows if row.cost is not None]
    cost = sum(known) if known else None
    number = localise(f"{len(rows):,}", canvas.numbers, canvas.pen.encoding)
    return [_Row(f"({number} others)", sums, plotted=False, cost=cost)]


def _draw_lines(
    table: "Table", overview: "Overview", rows: "Sequence[_Row]", canvas: _Canvas
) -> "Iterator[str]":
    money = _Money.of(rows, canvas)
    columns = _make_columns(table, rows, money, canvas.pen)
    bar = _choose_bar(columns, canvas.width)
    if bar is None:
        return
    panel = _make_panel(columns, rows, money, bar, canvas)
    title = overview.title + money.said
    yield from (canvas.pen.paint(line, TextStyle.STRONG) for line in canvas.fold(title))
    yield from canvas.fold(overview.line)
    yield ""
    yield from draw_panel(panel, 0, canvas.pen)
    yield ""
    if bar:
        marks = [f"{mark} {model}" for model, mark in canvas.marks.items()]
        yield from _wrap([*marks, f"{MANY} several"], canvas.width)
    noise = f"{NOISE} may be noise. " if any(row.noisy for row in rows) else ""
    yield from canvas.fold(f"{noise}Everything: --all; some models: --model last,linear")


def _make_columns(table: "Table", rows: "Sequence[_Row]", money: _Money, pen: Pen) -> list[Column]:
    """Return name, baseline, lowest with its model, and highest with its model."""
    channel = make_visible(find_axes(table.frame).channel, pen.encoding)
    return [
        Column(channel, [make_visible(row.name, pen.encoding) for row in rows], folds=True),
        *_list_costs(rows, money),
        Column(table.baseline, [money.write(row.credit[table.baseline]) for row in rows]),
        _make_end("lowest", rows, [_find_lowest(row, table.baseline) for row in rows], money),
        _make_end("highest", rows, [_find_highest(row, table.baseline) for row in rows], money),
    ]


def _list_costs(rows: "Sequence[_Row]", money: _Money) -> "Iterator[Column]":
    """Yield the column of costs where anything has one."""
    if any(row.cost is not None for row in rows):
        cells = ["" if row.cost is None else money.write(row.cost) for row in rows]
        yield Column("cost", cells)


def _make_end(
    header: str, rows: "Sequence[_Row]", models: "Sequence[str]", money: _Money
) -> Column:
    """Return amounts under each other, each with the model that it is of."""
    amounts = [money.write(row.credit[model]) for row, model in zip(rows, models, strict=True)]
    width = max(map(len, (header, *amounts)))
    cells = [
        f"{amount:>{width}} {_name_model(row, model)}"
        for amount, row, model in zip(amounts, rows, models, strict=True)
    ]
    return Column(f"{header:>{width}}", cells, folds=True)


def _find_lowest(row: _Row, baseline: str) -> str:
    return min(row.credit, key=lambda model: (row.credit[model], model != baseline))


def _find_highest(row: _Row, baseline: str) -> str:
    return max(row.credit, key=lambda model: (row.credit[model], model == baseline))


def _name_model(row: _Row, model: str) -> str:
    if not row.spread:
        return ""
    return f"{NOISE} {model}" if model in row.noisy else model


def _choose_bar(columns: "Sequence[Column]", width: int) -> int | None:
    """Return the width of the widest bar that leaves names room, None where nothing fits.

    Names are to take few lines, since every other line is a channel less: one where that leaves a
    bar that tells enough; longer ones fold on.
    """
    name, *others = columns
    room = width - sum(column.natural + GAP for column in others)
    least = min(name.natural, max(_NARROWEST, name.wordy))
    left = {bar: min(name.natural, room - (bar + GAP if bar else 0)) for bar in _BARS}
    fitting = [bar for bar in _BARS if left[bar] >= least]
    flat = (bar for bar in fitting if bar >= _TELLING and left[bar] >= name.natural)
    low = (bar for bar in fitting if all(len(fold(each, left[bar])) <= _LOW for each in name.cells))
    return next(flat, next(low, fitting[0] if fitting else None))


def _make_panel(
    columns: "Sequence[Column]", rows: "Sequence[_Row]", money: _Money, bar: int, canvas: _Canvas
) -> Panel:
    """Return the columns with a bar of some width beside them."""
    name, *others = columns
    if bar:
        cells = [
            draw_bar(row.credit, money.scale, canvas.marks, bar) if row.plotted else ""
            for row in rows
        ]
        others.append(Column(_make_ruler(money, bar), cells, folds=True))
    taken = sum(column.natural + GAP for column in others)
    widths = (min(name.natural, canvas.width - taken), *(column.natural for column in others))
    return Panel((name, *others), widths)


def _make_ruler(money: _Money, width: int) -> str:
    """Return the ends of the scale, nothing where they would touch."""
    least, most = map(money.write, money.scale)
    return f"{least}{most:>{width - len(least)}}" if len(least) + len(most) < width else ""


def _wrap(pieces: "Sequence[str]", width: int) -> "Iterator[str]":
    """Yield pieces in lines, none of them broken."""
    line = ""
    for piece in pieces:
        if line and len(line) + 2 + len(piece) > width:
            yield line
            line = piece
        else:
            line = f"{line}  {piece}" if line else piece
    yield line
