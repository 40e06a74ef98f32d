"""Expressions of users: Python syntax, allow-listed node by node, compiled to Polars.

Nothing is ever evaluated by Python. What this package itself exports checks expressions without
Polars, as settings are checked; the modules that compile import it.

Comparisons follow Python with None for a missing value: `campaign == "x"` is false and
`campaign != "x"` true where there is no campaign, `campaign == None` finds these, and an order
(`<`) with a missing or undefined number is false. Arithmetic with a missing number is missing.
Text is compared with its letter case; `"brand" in campaign` looks inside it.

- `checking`: The types of an expression: what is allowed, and that texts and numbers are not
  mixed.
- `columns`: Expressions over the columns of a file, whose names may be any text in backticks.
- `compiling`: Checked expressions to Polars expressions.
- `conditions`: Conditions over what may be unknown, which only what is known to be true meets.
- `errors`: What can be wrong with an expression, each with its place in the text.
- `exact`: Expressions over columns to amounts, calculated exactly.
- `facts`: What an expression may talk about: names with their types, functions with their arity.
- `syntax`: Text of an expression to a syntax tree, within limits of length and depth.
"""

from cli.expressions.checking import CheckedExpression, check_condition, check_expression
from cli.expressions.columns import CheckedColumns, check_columns, quote_name, write_blank_as_zero
from cli.expressions.errors import ExpressionError
from cli.expressions.facts import CUSTOMER_FACTS, FUNCTIONS, WEIGHT_FACTS, ValueType

__all__ = [
    "CUSTOMER_FACTS",
    "FUNCTIONS",
    "WEIGHT_FACTS",
    "CheckedColumns",
    "CheckedExpression",
    "ExpressionError",
    "ValueType",
    "check_columns",
    "check_condition",
    "check_expression",
    "quote_name",
    "write_blank_as_zero",
]
