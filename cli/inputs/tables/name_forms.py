"""Names of columns in the forms in which they are compared, shown and written."""

import json
import re
from functools import cache
from typing import Final

from cli.inputs.vocabularies.letters import lower_word

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_GAP: Final = re.compile(r"[\s._-]+")
_PLAIN: Final = re.compile(r"[^\W\d](?:[\w./() -]*[\w.)])?")
_RECORDS: Final = ("event properties ", "properties ")
"""What events of trackers hold their properties in, of which each is a column."""
_NO_TEXTS: Final = ("true", "false", "yes", "no", "on", "off", "y", "n", "null", "none")
"""Words that YAML reads as something else, and some that look so."""


@cache
def fold_name(name: str) -> str:
    """Return a name in lower case with _ between its words: USER_ID, userId and *.user.id alike."""
    return _GAP.sub("_", _HUMP.sub("_", name)).strip("_*").lower()


def simplify_name(name: str) -> str:
    """Return a name in lower case with single spaces between its words, and nothing else."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[\W_]+", " ", lower_word(apart)).split())


def drop_record(plain: str) -> str:
    """Return a name, as `simplify_name` gives it, without that of the record around it."""
    return next((plain.removeprefix(each) for each in _RECORDS if plain.startswith(each)), plain)


def quote_name(name: str) -> str:
    """Return a name or value as it may be pasted into {ours: NAME} or [VALUE] of a YAML file."""
    plain = _PLAIN.fullmatch(name) and name.lower() not in _NO_TEXTS
    return name if plain else json.dumps(name, ensure_ascii=False)
