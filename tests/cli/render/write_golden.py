"""Write the golden reports anew: `python -m tests.cli.render.write_golden`, then read the diff."""

from pathlib import Path

from cli.render import render
from cli.render.output_formats import Dialect, Format, RenderOptions
from tests.cli.render.reports import large, report, segments
from tests.cli.render.uncertain import uncertain

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (200, 100, 80, 40, 20)

UNCERTAIN = {
    "uncertain_200.txt": (Format.TABLE, RenderOptions(width=200)),
    "uncertain_100.txt": (Format.TABLE, RenderOptions(width=100)),
    "uncertain_60.txt": (Format.TABLE, RenderOptions(width=60)),
    "uncertain_20.txt": (Format.TABLE, RenderOptions(width=20)),
    "uncertain.md": (Format.MARKDOWN, RenderOptions()),
    "uncertain.csv": (Format.CSV, RenderOptions()),
    "uncertain_tidy.csv": (Format.CSV, RenderOptions(tidy=True)),
    "uncertain_excel_eu.csv": (Format.CSV, RenderOptions(dialect=Dialect.EXCEL_EU)),
    "uncertain.json": (Format.JSON, RenderOptions()),
}
"""How the comparison with intervals is rendered, by the name of its golden file."""


def main() -> None:
    """Render every report in each of its forms."""
    for name, table in (("compare", large()), ("rfm", segments())):
        for width in WIDTHS:
            content = render(report(table), Format.TABLE, RenderOptions(width=width))
            (GOLDEN / f"{name}_{width}.txt").write_bytes(content)
    for name, (output_format, look) in UNCERTAIN.items():
        (GOLDEN / name).write_bytes(render(report(uncertain()), output_format, look))


if __name__ == "__main__":
    main()
