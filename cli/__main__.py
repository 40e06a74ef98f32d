"""`python -m cli` is `merito`."""

from cli.main import run

run()
