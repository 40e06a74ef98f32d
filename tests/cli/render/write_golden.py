"""Write the golden tables anew: `python -m tests.cli.render.write_golden`, then read the diff."""

from pathlib import Path

from cli.render import Format, Look, render
from tests.cli.render.reports import large, report, segments

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (200, 100, 80, 40, 20)


def main() -> None:
    """Render both reports at every width."""
    for name, table in (("compare", large()), ("rfm", segments())):
        for width in WIDTHS:
            content = render(report(table), Format.TABLE, Look(width=width))
            (GOLDEN / f"{name}_{width}.txt").write_bytes(content)


if __name__ == "__main__":
    main()
