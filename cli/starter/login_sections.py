"""The section of logins: of files of them, of orders that touches name, or of the touches."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.inputs.files.errors import EncodingError, MixedEncodingsError
from cli.inputs.files.find import find_sources
from cli.settings.generated.template import Guess
from cli.settings.sections.exports.files import Role
from cli.starter.columns.choices import SharedIds, choose_role_columns
from cli.starter.errors import UntoldEncodingError
from cli.starter.given_files import MOST, PARTNERS, GivenRole, list_layouts, make_paths_relative
from cli.starter.ids.login_files import CustomerFile, describe_login_files
from cli.starter.ids.logins import find_touch_logins, list_customer_columns
from cli.starter.inspect import look_at_first

if TYPE_CHECKING:
    from collections.abc import Sequence

_BY_ORDER: Final = "identities: the orders say whose they are, so touches of theirs find a customer"
_BY_TOUCH: Final = "the touchpoints tell whose their visitors are"


def make_file_logins(
    files: "Sequence[str]",
    given: "Mapping[Role, GivenRole]",
    target: Path,
    encoding: str | None,
) -> tuple[dict[str, object], str]:
    """Return the section of files of logins, and what was decided."""
    home = target.resolve().parent
    try:
        looked = [
            look_at_first(Role.IDENTITIES, [source.name], home, encoding)
            for source in find_sources(tuple(files), Role.IDENTITIES.value, None)[:MOST]
        ]
    except (EncodingError, MixedEncodingsError) as error:
        raise UntoldEncodingError(error) from None
    others = {role: _list_customer_files(role, given, home) for role in PARTNERS if role in given}
    keys, about = describe_login_files(looked, others)
    told: dict[str, object] = {} if encoding is None else {"encoding": encoding}
    return {"files": make_paths_relative(files, target), **told, **keys}, about


def _list_customer_files(
    role: Role, given: "Mapping[Role, GivenRole]", home: Path
) -> list[CustomerFile]:
    """Return the files of a role with the columns of their customers."""
    layouts = list_layouts(role, given, home)
    own = given[role]
    pairs = [(each.looked, each.found) for each in layouts] or [(own.first, own.found)]
    return [
        CustomerFile(looked, list_customer_columns(found, looked, home)) for looked, found in pairs
    ]


def make_order_logins(
    given: "Mapping[Role, GivenRole]", target: Path
) -> "tuple[dict[str, object], str] | None":
    """Return what leads from the orders that touches name to customers, and why, if any are."""
    touches, orders = (given.get(role) for role in (Role.TOUCHPOINTS, Role.ORDERS))
    if touches is None or orders is None or touches.found.order_column is None:
        return None
    alias = Guess(touches.found.order_column, "certain: the orders that touches name")
    files = make_paths_relative(orders.files, target)
    columns = {"alias": alias, "customer_id": _find_customer(orders)}
    return {"files": files, "columns": columns}, _BY_ORDER


def make_touch_logins(
    given: "Mapping[Role, GivenRole]", target: Path
) -> tuple[dict[str, object], str]:
    """Return what leads from the devices of touches to customers, where touches tell it."""
    touches, orders = (given.get(role) for role in (Role.TOUCHPOINTS, Role.ORDERS))
    if touches is None or orders is None or touches.found.order_column is not None:
        return {}, ""
    home = target.resolve().parent
    devices, customers = (
        list_customer_columns(each.found, each.first, home) for each in (touches, orders)
    )
    logins = find_touch_logins(touches.first, devices, orders.first, customers)
    if logins is None:
        return {}, ""
    columns = {
        ours: Guess(theirs[0] if len(theirs) == 1 else list(theirs), f"likely: {why}")
        for ours, theirs, why in (
            ("alias", logins.alias, "ids of visitors, which the orders do not have"),
            ("customer_id", logins.customers, logins.why),
        )
    }
    about = f"identities: {_BY_TOUCH} ({logins.why})"
    if logins.normalise is None:
        return {"columns": columns}, about
    alike = Guess(logins.normalise.value, "likely: the numbers of orders are written in two ways")
    return {"columns": columns, "normalise": alike}, f"{about}; normalise: {alike.value}"


def _find_customer(orders: GivenRole) -> Guess:
    """Return the column of the orders' customers, which a format or our own names may tell."""
    columns = orders.found.keys.get("columns")
    if isinstance(columns, Mapping) and "customer_id" in columns:
        found: Guess = columns["customer_id"]
        return found
    choices = choose_role_columns(Role.ORDERS, orders.first.columns, SharedIds())
    theirs = next((each.theirs for each in choices if each.ours == "customer_id"), None)
    return Guess(theirs, "certain: as of the orders", open=theirs is None)
