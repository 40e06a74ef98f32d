"""Text of an expression to a syntax tree, within limits of length and depth."""

import ast
import warnings
from typing import Final, NamedTuple

from cli.expressions.errors import SyntaxMistakeError, TooLongError

LONGEST: Final = 1000
"""Most characters of an expression."""
DEEPEST: Final = 60
"""Most levels of nesting of an expression."""


class SourceText(NamedTuple):
    """The text of an expression, to turn places of the tree into places a person counts."""

    text: str

    def locate(self, node: ast.AST) -> tuple[int, int]:
        """Return line and column of a node, both from 1, the column in characters."""
        line = int(getattr(node, "lineno", 1))
        offset = int(getattr(node, "col_offset", 0))
        bare = self.text.lstrip()
        before = bare.split("\n")[line - 1].encode()[:offset]
        return self.shift_place(line, len(before.decode()) + 1)

    def shift_place(self, line: int, column: int) -> tuple[int, int]:
        """Return a place of the text that was parsed, which has no blanks before it."""
        blanks = self.text[: len(self.text) - len(self.text.lstrip())].split("\n")
        return line + len(blanks) - 1, column + (len(blanks[-1]) if line == 1 else 0)


def parse_expression(text: str) -> ast.expr:
    """Return the tree of an expression; raises ExpressionError where the text is none."""
    if len(text) > LONGEST:
        raise TooLongError("longer", LONGEST)
    if not text.strip():
        raise SyntaxMistakeError(1, 1)
    source = SourceText(text)
    try:
        with warnings.catch_warnings():
            # Python warns about spellings such as "\d" and `1if x`; the allow-list decides here.
            warnings.simplefilter("ignore")
            tree = ast.parse(text.lstrip(), mode="eval").body
    except SyntaxError as error:
        # Python gives no column where the text ends too early.
        column = error.offset or len(text.strip()) + 1
        raise SyntaxMistakeError(*source.shift_place(max(error.lineno or 1, 1), column)) from None
    except (ValueError, RecursionError, MemoryError):
        raise SyntaxMistakeError(1, 1) from None
    _refuse_depth(tree, source)
    return tree


def _refuse_depth(tree: ast.expr, source: SourceText) -> None:
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    node = next((node for node in level if hasattr(node, "lineno")), tree)
    raise TooLongError("nested deeper", DEEPEST, *source.locate(node))
