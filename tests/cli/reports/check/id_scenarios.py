"""What is done to the files of a shop to provoke the findings about ids."""

from collections.abc import Callable

from tests.cli.reports.check.shop import Files, day


def near_ids(files: Files) -> None:
    ids = ("17850", "0789", "(555) 201-1005", "10000123456789")
    files.touches = [*files.touches, *((each, day(40), "Email") for each in ids)]
    files.orders = [
        *files.orders,
        ("n1", "17850.0", day(50), 30),
        ("n2", "789", day(50), 20),
        ("n3", "555", day(50), 10),
        ("n4", "+1 555 201 1005", day(50), 5),
        ("n5", "20000123456789", day(50), 4),
    ]


def hashed_ids(files: Files) -> None:
    files.touches = [(f"{place:032x}", *row[1:]) for place, row in enumerate(files.touches)]
    files.orders = [(row[0], f"{row[1]}@x.example", *row[2:]) for row in files.orders]


def near_order_ids(files: Files) -> None:
    files.orders = [*files.orders, ("O-0031", "c31-0", day(31), 10), ("#o-31", "c31-0", day(32), 7)]


def placeholder_ids(files: Files) -> None:
    files.touches += [("test", day(80), "Email")]


def listed_ids(files: Files) -> None:
    files.orders += [("list", "c1-0; c1-1", day(80), 7), ("name", "Rossi; Anna", day(80), 7)]


def shared_aliases(files: Files) -> None:
    files.touches += [("tablet", day(80), "Email")]
    files.settings = "identities: {files: logins.csv}"


ID_SCENARIOS: dict[str, tuple[Callable[[Files], None], str]] = {
    "placeholder-ids": (
        placeholder_ids,
        (
            "touchpoints: 1 row with an id that looks like none and is taken for a customer's:"
            ' "test" (1)'
        ),
    ),
    "listed-ids": (
        listed_ids,
        (
            "1 order (7.00) with several customers in one cell, taken for one whom no touch knows:"
            ' "c1-0; c1-1"'
        ),
    ),
    "shared-aliases": (
        shared_aliases,
        "1 touch under an alias that several customers share, and no login before it tells whose",
    ),
    "near-ids": (
        near_ids,
        (
            "3 orders (55.00) of customers whose ids the touchpoints write in another way: 17850.0"
            " = 17850, 789 = 0789, +1 555 201 1005 = (555) 201-1005"
        ),
    ),
    "hashed-ids": (
        hashed_ids,
        (
            "the orders have addresses as customers, the touchpoints hashes: 178 orders"
            " (1,869.00) of customers whom no touch knows, not even by MD5, SHA-1 or SHA-256: the"
            " hashes are salted, or of other addresses"
        ),
    ),
    "near-order-ids": (
        near_order_ids,
        (
            "1 order (7.00) of customers who have one more under an id that differs in #, zeros or"
            ' letter case alone: "#o-31" = "O-0031"'
        ),
    ),
}
"""A scenario for each finding about ids, and what its message says."""
