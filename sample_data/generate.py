"""Write the sample shop's files anew: `python sample_data/generate.py [FOLDER]`.

The same files come out on every run, to the byte; what they are drawn from is in truths.py.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(folder: Path) -> None:
    """Write touchpoints, orders, costs, logins and the README's tables into a folder."""
    # Run as a file, Python looks for modules in this folder, which is where the package is not.
    sys.path.insert(0, str(HERE.parent))
    from sample_data.exports import make_exports  # noqa: PLC0415 - found only after the line above
    from sample_data.year import draw_year  # noqa: PLC0415 - the same

    folder.mkdir(parents=True, exist_ok=True)
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for name, text in make_exports(draw_year(), readme).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
