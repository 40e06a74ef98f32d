"""What can be wrong with an expression, each with its place in the text."""

from collections.abc import Iterable, Sequence
from typing import Final

from cli.errors import MeritoError, suggest_nearest
from cli.expressions.facts import FUNCTIONS, ValueType

_ALLOWED: Final = (
    "names, numbers, texts in quotes, + - * / // % **, comparisons, and, or, not, in, "
    "x if c else y, and the functions " + " ".join(FUNCTIONS)
)
_WORDS: Final = {
    ValueType.NUMBER: "a number",
    ValueType.TEXT: "a text",
    ValueType.CONDITION: "a condition",
    ValueType.NOTHING: "None",
}
_SHOWN: Final = 60


class ExpressionError(MeritoError):
    """An expression that cannot be used, with the place of the mistake.

    `sentence` is the message without the place, `line` and `column` count from 1.
    """

    def __init__(self, sentence: str, line: int, column: int) -> None:
        self.sentence = sentence
        self.line = line
        self.column = column
        where = f"column {column}" if line == 1 else f"line {line}, column {column}"
        super().__init__(f"expression, {where}: {sentence}")


class SyntaxMistakeError(ExpressionError):
    """The text is no expression in Python syntax."""

    def __init__(self, line: int, column: int) -> None:
        sentence = 'not an expression in Python syntax such as "1 / (1 + days_before)"'
        super().__init__(sentence, line, column)


class TooLongError(ExpressionError):
    """The text is longer, or nested deeper, than anybody writes by hand."""

    def __init__(self, what: str, limit: int, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{what} than {limit}: too much for one expression", line, column)


class NotAllowedError(ExpressionError):
    """A part of Python that expressions leave out."""

    def __init__(self, what: str, line: int, column: int) -> None:
        super().__init__(f"{what} is not allowed here; allowed are {_ALLOWED}", line, column)


class UnknownNameError(ExpressionError):
    """A name that stands for nothing."""

    def __init__(self, name: str, known: Iterable[str], line: int, column: int) -> None:
        names = list(known)
        hint = suggest_nearest(name, names, "")
        shown = name if len(name) <= _SHOWN else name[:_SHOWN] + "…"
        super().__init__(
            f"unknown name {shown}; expected one of {', '.join(names)}{hint}", line, column
        )


class WrongTypeError(ExpressionError):
    """A text where a number belongs, or the like."""

    def __init__(self, expected: str, found: ValueType, line: int, column: int) -> None:
        super().__init__(f"expected {expected}, found {_WORDS[found]}", line, column)


class UnlikeError(ExpressionError):
    """Two values that can never be equal or ordered."""

    def __init__(self, left: ValueType, right: ValueType, line: int, column: int) -> None:
        super().__init__(f"cannot compare {_WORDS[left]} with {_WORDS[right]}", line, column)


class WrongArityError(ExpressionError):
    """A function with too few or too many values."""

    def __init__(
        self, name: str, given: int, limits: Sequence[int | None], line: int, column: int
    ) -> None:
        least, most = limits
        if most is None:
            expected = f"at least {least} values"
        elif least == most:
            expected = "one value" if least == 1 else f"{least} values"
        else:
            expected = f"{least} to {most} values"
        super().__init__(f"{name} takes {expected}, not {given}", line, column)


class BadNumberError(ExpressionError):
    """A number that is too large to calculate with."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__("the number is too large", line, column)


class InexactError(ExpressionError):
    """A calculation of money that would not be exact."""

    def __init__(self, what: str, line: int, column: int) -> None:
        sentence = (
            f"{what} gives no exact amount; amounts are calculated with + - * / // % "
            "min max abs, and chosen with x if c else y"
        )
        super().__init__(sentence, line, column)


class NoColumnError(ExpressionError):
    """An expression over columns that names none."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__("names no column; write a number alone", line, column)
