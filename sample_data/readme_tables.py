"""The README's tables: what the year's causes came to."""

from calendar import month_abbr
from collections import Counter

from sample_data import famous
from sample_data.experiments import measure
from sample_data.truths import TRUTHS, Tactic
from sample_data.year import Sale, Year


def make_tables(year: Year) -> dict[str, str]:
    """Give the README's tables by the name in their marks."""
    return {
        "truths": make_truth_table(year),
        "experiments": make_experiment_table(year),
        "season": make_season_table(),
        "journey": make_journey_table(),
        "sizes": make_size_table(year),
    }


def make_truth_table(year: Year) -> str:
    """Write one Markdown row a tactic: its part, its touches and what it really sold.

    `orders lost` are the counted orders that would not exist had the tactic alone been
    switched off, their revenue is net of refunds.
    """
    touches = Counter(touch.tactic for touch in year.touches)
    counted = [sale for sale in year.sales if sale.counted]
    head = (
        "| channel | campaign | part | power of a touch | touches | orders lost | their revenue |",
        "|---|---|---|--:|--:|--:|--:|",
    )
    rows = [_make_row(tactic, touches[tactic], counted) for tactic in TRUTHS.tactics]
    return "\n".join([*head, *rows, *_count_others(counted)])


def make_experiment_table(year: Year) -> str:
    """Write one Markdown row an experiment: what is true, and what was measured."""
    head = (
        "| experiment | channel | from | to | orders lost without it | measured | 95 % interval |",
        "|---|---|---|---|--:|--:|---|",
    )
    rows = (
        f"| {own.name} | {own.channel} | {own.first} | {own.last} | {each.true} | {each.measured}"
        f" | {each.low} to {each.high} |"
        for each in measure(year)
        for own in (each.experiment,)
    )
    return "\n".join([*head, *rows])


def make_season_table() -> str:
    """Write how many needs of shoes begin in each month, relative to an average one."""
    months = " | ".join(month_abbr[1:])
    needs = " | ".join(f"{share:.2f}" for share in TRUTHS.season)
    return f"| {months} |\n|{'--:|' * 12}\n| {needs} |"


def make_journey_table() -> str:
    """Write the touches of the documented customer."""
    rows = [
        f"| {touch.touched_at} | {touch.tactic.channel} | {touch.tactic.campaign}"
        f" | {touch.interaction} |"
        for touch in famous.make_touches()
    ]
    order = famous.make_order()
    bought = f"| {order.ordered_at} | **order of {_format_euros(order.cents)}** | | |"
    return "\n".join(
        ["| time | channel | campaign | interaction |", "|---|---|---|---|", *rows, bought]
    )


def make_size_table(year: Year) -> str:
    """Write the number of rows, people and orders of each sort."""
    sales = year.sales
    buyers = Counter(sale.order.customer_id for sale in sales if sale.order.customer_id)
    facts = {
        "touches": len(year.touches),
        "customers who touched or bought": len(
            {touch.customer_id for touch in year.touches if not touch.customer_id.startswith("ck-")}
            | set(buyers),
        ),
        "customers who bought": len(buyers),
        "of them once": sum(count == 1 for count in buyers.values()),
        "orders": len(sales),
        "of them in the store": sum(sale.order.sales_channel == "store" for sale in sales),
        "of them without a customer": sum(not sale.order.customer_id for sale in sales),
        "of them worth nothing (vouchers)": sum(sale.order.cents == 0 for sale in sales),
        "refund rows": sum(sale.refund is not None for sale in sales),
        "orders refunded wholly": sum(not sale.counted for sale in sales),
        "orders that the reports count": sum(sale.counted for sale in sales),
        "cookies that logged in": len(year.logins),
    }
    lines = [f"| {name} | {count:,} |" for name, count in facts.items()]
    revenue = sum(sale.net_cents for sale in sales)
    total = f"| net revenue | {_format_euros(revenue)} |"
    return "\n".join(["| | |", "|---|--:|", *lines, total])


def _make_row(tactic: Tactic, touches: int, counted: list[Sale]) -> str:
    lost = [sale for sale in counted if sale.order.lost_without is tactic]
    part = "harvests" if tactic.harvests else "causes"
    name = f"{tactic.channel} | {tactic.campaign} | {part} | {tactic.lift:.0%} | {touches:,}"
    return f"| {name} | {_sum_worth(lost)} |"


def _count_others(counted: list[Sale]) -> list[str]:
    several = [sale for sale in counted if len(sale.order.causes) > 1]
    anyway = [sale for sale in counted if not sale.order.causes]
    return [
        f"| (any one of several) | | | | | {_sum_worth(several)} |",
        f"| (would have come anyway) | | | | | {_sum_worth(anyway)} |",
        f"| total | | | | | {_sum_worth(counted)} |",
    ]


def _sum_worth(sales: list[Sale]) -> str:
    return f"{len(sales):,} | {_format_euros(sum(sale.net_cents for sale in sales))}"


def _format_euros(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02}"
