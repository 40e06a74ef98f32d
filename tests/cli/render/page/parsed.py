"""A page read back: its tables as rows of the texts that CSV has for them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Cell:
    """A cell of a table: what is shown, and its attributes."""

    shown: str = ""
    values: dict[str, str] = field(default_factory=dict)

    @property
    def value(self) -> str:
        """What CSV has for it."""
        return self.values.get("data-v", self.shown)


class PageReader(HTMLParser):
    """Collects tables by name, elements, and every text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[Cell]]] = {}
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._rows: list[list[Cell]] = []
        self._cell: Cell | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.elements.append((tag, known))
        if tag == "table":
            self._rows = self.tables.setdefault(known["data-table"], [])
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._cell = Cell(values=known)
            self._rows[-1].append(self._cell)
        elif tag == "small" and self._cell is not None:
            self._cell.values |= known

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._cell = None

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._cell is not None:
            self._cell.shown += data

    def list_rows(self, name: str) -> list[list[str]]:
        """The values of a table, its header first."""
        return [
            [cell.values.get("data-column", cell.value) for cell in row]
            for row in self.tables[name]
        ]
