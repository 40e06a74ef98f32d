"""How an option is declared to Typer: its names, its environment variable, its help."""

import typer

from cli.errors import MeritoError

_WORDS = {"1": True, "true": True, "yes": True, "on": True}
_WORDS |= {"0": False, "false": False, "no": False, "off": False}


class NeitherOnNorOffError(MeritoError):
    """The variable of an option that is on or off says neither."""

    def __init__(self, variable: str, value: str) -> None:
        super().__init__(f"{variable}={value}: expected true or false (or 1, 0, yes, no, on, off)")


def _get_variable(option: str) -> str:
    return "MERITO_" + option.upper().replace("-", "_")


def make_option(option: str, help_text: str, *short: str, metavar: str | None = None) -> object:
    """Return an option that its environment variable sets as well."""
    return typer.Option(
        f"--{option}",
        *short,
        help=help_text,
        envvar=_get_variable(option),
        metavar=metavar,
        show_envvar=False,
    )


def make_flag(option: str, help_text: str, *short: str, refusable: bool = False) -> object:
    """Return an option that is on or off; a refusable one has a `--no-` form as well."""
    variable = _get_variable(option)

    def read_flag(value: str) -> bool:
        word = _WORDS.get(value.strip().lower())
        if word is None:
            raise NeitherOnNorOffError(variable, value)
        return word

    return typer.Option(
        f"--{option}/--no-{option}" if refusable else f"--{option}",
        *short,
        help=help_text,
        envvar=variable,
        # Only what a variable says is parsed: the command line has no value for these.
        parser=read_flag,
        show_envvar=False,
        show_default=False,
    )
