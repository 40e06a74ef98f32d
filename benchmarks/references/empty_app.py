"""The help of a Typer program that does nothing: what any `--help` costs at least.

Typer draws help with Rich unless told otherwise: `empty_app.py rich` does, `empty_app.py plain`
does not, as merito does not.
"""

import sys
from typing import Literal

import typer


def do_nothing() -> None:
    """Do nothing."""


if __name__ == "__main__":
    markup: Literal["rich"] | None = "rich" if sys.argv[1] == "rich" else None
    app = typer.Typer(rich_markup_mode=markup)
    app.command()(do_nothing)
    app(["--help"])
