"""The company as the customer where one order names several people."""

import re
from typing import TYPE_CHECKING, Final

from cli.inputs.reading.columns.column_samples import list_unused
from cli.inputs.tables.name_forms import quote_name

if TYPE_CHECKING:
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.table import Table

_COMPANY: Final = re.compile(
    r"(?:(?:primary|associated) )*"
    r"(?:company|account|organi[sz]ation|azienda|societ[àa]|unternehmen|firma|organisatie"
    r"|bedrijf|entreprise|soci[ée]t[ée]|empresa)(?:[ _](?:name|ids?|nome))?(?: \(primary\))?",
    re.IGNORECASE,
)
"""Names that programs give the column of the company that buys."""


def propose_company(reading: "RoleRows") -> str:
    """Return the settings that make one customer of several people, by the columns of the file.

    A deal without a company keeps its people. What no column can be named for stands in capitals.
    """
    tables = [table for table in reading.tables if table.may_hold_lists]
    named = next(((table, name) for table in tables for name in _list_companies(table)), None)
    table, company = (tables[0], "COMPANY") if named is None else (named[0], quote_name(named[1]))
    people = next((each.theirs for each in table.fields if each.name == "customer_id"), None)
    alias = "CUSTOMERS" if people is None else quote_name(people)
    return (
        "let the company be the customer, by the columns of both: orders.columns: {customer_id:"
        f" [{company}, {alias}]}}, and identities: {{columns: {{alias: {alias}, customer_id:"
        f" {company}}}}}"
    )


def _list_companies(table: "Table") -> list[str]:
    """Return the columns that are not read and hold companies by their names."""
    return [name for name in list_unused(table) if _COMPANY.fullmatch(name.strip())]
