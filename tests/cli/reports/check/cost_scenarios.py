"""What is done to the files of a shop to provoke the findings about its costs."""

from collections.abc import Callable

from tests.cli.reports.check.shop import Files, day


def _write_costs(files: Files, rows: str) -> None:
    files.extra["spent.csv"] = f"date,channel,campaign,cost\n{rows}"
    files.settings = "costs: {files: spent.csv}"


def costs_without_touches(files: Files) -> None:
    _write_costs(files, "2026-02-01,E-Mail,,10.00\n2026-02-01,Radio,,4.50\n2025-01-01,Kino,,9\n")


def touches_without_costs(files: Files) -> None:
    files.touches += [
        ("c50-0", day(50, "09:30:00"), "Paid Search"),
        ("c51-2", day(50), "Display"),
    ]
    _write_costs(files, "2026-02-01,Email,,10.00\n2026-02-01,google_paid_search,,4.50\n")


def totals_as_channel(files: Files) -> None:
    days = (f"2026-02-0{n},Email,,{n}.00\n2026-02-0{n},SEO,,2.00\n" for n in (1, 2, 3))
    sums = (f"2026-02-0{n},Spend,,{n + 2}.00\n" for n in (1, 2, 3))
    _write_costs(files, "".join((*days, *sums)))


def unknown_campaigns(files: Files) -> None:
    files.touch_header += ",campaign"
    files.touches = [(*each, "Spring Sale") for each in files.touches]
    _write_costs(files, "2026-02-01,Email,spring-sale,10.00\n2026-02-02,Email,4711,2.50\n")


def costs_of_fewer_days(files: Files) -> None:
    _write_costs(files, "2026-02-01,Email,,10.00\n2026-02-05,Email,,4.50\n")


COST_SCENARIOS: dict[str, tuple[Callable[[Files], None], str]] = {
    "costs-miss-days": (
        costs_of_fewer_days,
        (
            "costs are of 2026-02-01 to 2026-02-05, the report of 2026-02-01 to 2026-04-30: 168"
            " orders (1,764.00) of days before or after the costs have credit and no cost, so that"
            " returns look better than they are"
        ),
    ),
    "costs-without-touches": (
        costs_without_touches,
        (
            "costs: 14.50 of 3 channels that no touch has, so that nothing is credited to it:"
            " E-Mail (10.00), Radio (4.50), Kino (0.00)"
        ),
    ),
    "touches-without-costs": (
        touches_without_costs,
        (
            "costs: none for 2 channels that look paid, whose return stays unknown: Paid Search"
            " (10.00 by last), Display (0.00 by last)"
        ),
    ),
    "totals-as-channel": (
        totals_as_channel,
        (
            "costs: 12.00 of Spend on 3 days are the sum of all other rows of each day, which then"
            " count twice"
        ),
    ),
    "unknown-campaigns": (
        unknown_campaigns,
        "costs: 12.50 of 2 campaigns that no touch has: spring-sale (10.00), 4711 (2.50)",
    ),
}
"""A scenario for each finding about costs, and what its message says."""
