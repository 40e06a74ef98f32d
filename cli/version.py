"""The version of the installed program."""

VERSION = "0.1.0"
"""As in pyproject.toml, which reads it from here."""
