"""Words in lower case as they are compared, whatever the language."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

WORD_BREAKS: Final = r"[\s_-]+"
"""What stands between the words of a status or a type."""
_TURKISH: Final = {"i\u0307": "i", "\u0131": "i"}
"""What capitals of Turkish become in lower case elsewhere: \u0130PTAL and iptal are one word."""


def lower_words(text: "pl.Expr", apart: str) -> "pl.Expr":
    """Return texts in lower case with single spaces for runs of the marks `apart`, a regex."""
    plain = text.str.to_lowercase()
    for theirs, ours in _TURKISH.items():
        plain = plain.str.replace_all(theirs, ours, literal=True)
    return plain.str.replace_all(apart, " ").str.strip_chars()


def lower_word(text: str) -> str:
    """Return a word in lower case as `lower_words` does, its marks as they are."""
    plain = text.lower()
    for theirs, ours in _TURKISH.items():
        plain = plain.replace(theirs, ours)
    return plain


def space_words(text: str) -> str:
    """Return words in lower case with spaces for hyphens and underscores, other marks kept."""
    return " ".join(lower_word(text).replace("_", " ").replace("-", " ").split())
