"""The results as a block of Markdown, and its place in the manual."""

from typing import TYPE_CHECKING, Final

import numpy as np

from tests.studies.buyers import BuyerWorld
from tests.studies.calibration import BASES, TESTED, caused
from tests.studies.coverage import (
    CUSTOMERS,
    ENOUGH,
    ORDERS,
    REFERENCE,
    RETURNS,
    SHOPS,
    UNSCALED,
)
from tests.studies.coverage import MODELS as COVERED
from tests.studies.forecasts import CUSTOMERS as BUYERS
from tests.studies.forecasts import FITTED, FORECAST
from tests.studies.recovery import SHOPS as DRAWN
from tests.studies.recovery import SIZES
from tests.studies.run import CALIBRATED, FIGURES, MODELS, TOTALS
from tests.studies.watching import CHANNEL, KINDS, KPIS, WAITS
from tests.studies.watching import SHOPS as WATCHED_SHOPS
from tests.studies.watching import SIZES as WATCHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from rfm.lifetime_value.choices import ModelName
    from tests.studies.calibration import Calibrated
    from tests.studies.coverage import Coverage
    from tests.studies.forecasts import Estimates, Forecasts
    from tests.studies.recovery import Recovered
    from tests.studies.watching import Watched
    from tests.studies.worlds import World

BEGIN: Final = "<!-- studies: begin -->"
END: Final = "<!-- studies: end -->"

_WORLDS: Final = {
    BuyerWorld.MBG_NBD: "as MBG/NBD has it",
    BuyerWorld.PARETO_NBD: "as Pareto/NBD has it",
    BuyerWorld.SEASONS: "five times as often before Christmas",
    BuyerWorld.SUBSCRIPTIONS: "every 30 days until they cancel",
    BuyerWorld.RENEWALS: "once a year until they cancel",
}


class MarksError(Exception):
    """A page has no place for the results."""

    def __init__(self, page: "Path") -> None:
        super().__init__(f"{page}: lacks the lines {BEGIN} and {END}, in this order")


def coverage_text(found: "Coverage") -> str:
    """Return how often intervals held the truth."""
    rows = [_coverage_row(found, name, FIGURES, "") for name in COVERED]
    rows.append(_coverage_row(found, ORDERS, TOTALS, ""))
    rows += [_coverage_row(found, name, TOTALS, UNSCALED) for name in (*COVERED, ORDERS)]
    returns = [
        [f"`{name}`", *(f"{100 * found.share(name, figure):.1f} %" for figure in RETURNS)]
        for name in COVERED
    ]
    return f"""\
**Are the intervals right?** How often the 95 % interval holds the true value, in {SHOPS} shops of
{CUSTOMERS:,} customers, many of whom have several journeys; channels with {ENOUGH} and more
contributing customers. The last rows are what would come out if replicates were not rescaled to
the number of customers: intervals of totals too wide, above all of those that many customers
contribute to.

{_table(("", *FIGURES), rows)}
**And those of what costs make of it?** In the same shops, in which each channel costs half of what
`linear` is to give to it. A CAC is told where {ENOUGH} and more customers came new after a touch
with the channel; what is true of new customers is taken from a shop of {REFERENCE:,} customers.

{_table(("", *RETURNS), returns)}"""


def _coverage_row(found: "Coverage", name: str, figures: "Sequence[str]", suffix: str) -> list[str]:
    cells = [
        f"{100 * found.share(name, figure + suffix):.1f} %" if figure in figures else ""
        for figure in FIGURES
    ]
    return [f"`{name}`{suffix}" if name != ORDERS else f"{name}{suffix}", *cells]


def losing_text(found: "Mapping[int, Recovered]") -> str:
    """Return what models recover where the Markov model is right."""
    columns = [(kind, size) for kind in ("held", "misplaced") for size in SIZES]
    rows = [
        [
            f"`{model}`",
            *(_percent(found[size].within(model)) for size in SIZES),
            *(f"{100 * found[size].misplaced(model):.1f} %" for size in SIZES),
        ]
        for model in MODELS
    ]
    return f"""\
**A world as the Markov model assumes it.** What a customer does next depends on the last touch
alone, and whoever comes to a channel that is switched off is lost. What a channel causes: the
orders lost without it, in proportion (several channels may be needed for one order). *Held*: how
many of the channels' 95 % intervals hold it; *misplaced*: orders credited to the wrong channel;
by the number of a shop's customers (means of {", ".join(map(str, DRAWN.values()))} shops).

{_table(("model", *(f"{kind}, {size:,}" for kind, size in columns)), rows)}"""


def harvesting_text(world: "World", found: "Mapping[int, Recovered]") -> str:
    """Return what models say of a world where some channels only follow decisions."""
    last = found[SIZES[-1]]
    rows = [
        [
            channel,
            _percent(last.true[place]),
            *(_percent(float(last.shares[model][:, place].mean())) for model in MODELS),
        ]
        for place, channel in enumerate(world.channels)
    ]
    rows.append(["misplaced", "", *(_percent(last.misplaced(model)) for model in MODELS)])
    for size in SIZES:
        held = [_percent(found[size].within(model)) for model in MODELS]
        rows.append([f"held, {size:,} customers", "", *held])
    header = ("channel", "caused", *(f"`{model}`" for model in MODELS))
    return f"""\
**A world with harvesters.** Some touches persuade; retargeting, brand searches and direct visits
persuade nobody but follow those who have decided, and {_percent(world.anyway)} of the orders
would come without any touch. *Caused*: the orders lost if the channel persuaded nobody, in
proportion; then what the models credit, {SIZES[-1]:,} customers.

{_table(header, rows)}"""


def calibrated_text(world: "World", found: "Mapping[int, Calibrated]") -> str:
    """Return how much nearer experiments on some channels bring models to what was caused."""
    rows = [
        [
            f"`{base}`, {size:,}",
            *(_percent(found[size].misplaced[name]) for name in (base, CALIBRATED + base)),
            *(_percent(found[size].tested[name]) for name in (base, CALIBRATED + base)),
            _percent(found[size].untested[CALIBRATED + base]),
            _percent(found[size].width[CALIBRATED + base]),
        ]
        for base in BASES
        for size in found
    ]
    header = (
        "model, customers",
        "misplaced",
        "calibrated",
        "held, tested",
        "calibrated",
        "held, untested",
        "width",
    )
    true = caused(world, 1.0)
    left = _percent(true[-1] / true.sum())
    shops = ", ".join(str(DRAWN[size]) for size in found)
    middle, scaled = found[SIZES[1]], f"{CALIBRATED}linear"
    without, with_them = (_percent(middle.misplaced[name]) for name in ("linear", scaled))
    held = _percent(middle.tested[scaled])
    return f"""\
**The same world, with experiments on three of its seven channels.** {", ".join(TESTED[:-1])} and
{TESTED[-1]} were switched off for half of the customers in the first 90 days, and `calibrated`
scales the model to what that measured. Here a channel *caused* the orders lost without it, and
{left} belong to `(not caused)`. *Misplaced*: orders in the wrong row; *held*: intervals that hold
what the channel caused; *width*: of the intervals of tested channels, as a share of all orders
(means of {shops} shops).

{_table(header, rows)}
In shops of {SIZES[1]:,} customers `linear` misplaces {without} of the orders without experiments
and {with_them} with them. The intervals of tested channels hold the truth in {held} of the cases,
rather more often than they say, since none reaches below 0.

What experiments do not do: channels without one keep the credit they had, right or wrong (Direct
causes nothing here, and keeps 15 % and more), and so stay most of the orders that are misplaced. In
small shops the intervals hold the truth because they are wide. And channels work here in all months
as they do in the days that were measured: where they do not, a factor is wrong, and no interval
tells.
"""


def watching_text(found: "Watched") -> str:
    """Return how often nightly runs cry without a cause, and how soon they see a drop."""
    sizes = [f"{count:.0f}" for count in found.orders.values()]
    columns = [(kind, size) for kind in KINDS for size in WATCHED]
    alarms = [
        [name, *(f"{found.false_alarms[name, kind, size]:.1f}" for kind, size in columns)]
        for name in KPIS
    ]
    waits = [[str(wait), *(_percent(found.seen[size, wait]) for size in WATCHED)] for wait in WAITS]
    header = ("KPI", *(f"{kind}, {count}" for kind in KINDS for count in sizes))
    return f"""\
**How often does `merito watch` cry without a cause?** A year of nightly runs in
{WATCHED_SHOPS} shops of each of three sizes: the customers of the sample shop drawn anew, as many,
10 and 100 times as many, moved round the year, so that nothing but chance is behind an alarm.
False alarms of a KPI in a year, by its period and by how many orders a week `last` credits
{CHANNEL} with.

{_table(header, alarms)}
**How soon does it see a channel that drops by a third?** Shares of the drops that are an anomaly
within so many weeks, in the weekly orders of {CHANNEL}. What is not seen soon is hardly seen
later: the weeks after the drop become the past. Small channels need a target or longer periods.

{_table(("weeks", *(f"{count} orders a week" for count in sizes)), waits)}"""


def parameters_text(found: "Mapping[ModelName, Mapping[str, Estimates]]") -> str:
    """Return how well fits find the parameters that shops were drawn with."""
    rows = [
        [f"`{model}`", f"`{name}`", f"{each.true:g}", f"{each.median:.2f}", _percent(each.coverage)]
        for model, estimates in found.items()
        for name, each in estimates.items()
    ]
    shops = " and ".join(f"{FITTED[model]} of `{model}`" for model in found)
    return f"""\
**Do the fits of `merito value` find the truth?** Shops of {BUYERS:,} customers, drawn from the
models with parameters that are known ({shops});
*held*: how often the truth is within 1.96 standard errors. Purchases of one day count as one, which
the models do not know: hence the bias of `alpha`, `b` and `p`.

{_table(("model", "parameter", "true", "median", "held"), rows)}"""


def forecasts_text(found: "Mapping[BuyerWorld, Forecasts]") -> str:
    """Return how good forecasts are where the models are right, and where they are wrong."""
    rows = [
        [
            _WORLDS[world],
            *(f"{100 * np.median(errors):+.0f} %" for errors in (each.holdout, each.naive)),
            f"{np.median(each.by_customer):.2f}",
            f"{100 * np.median(each.ahead):+.0f} %",
            _percent(float(np.mean(each.doubted))),
        ]
        for world, each in found.items()
    ]
    header = (
        "customers buy",
        "holdout",
        "going on as before",
        "by customer",
        "next year",
        "doubted",
    )
    return f"""\
**And what comes?** Two years of {BUYERS:,} customers, {FORECAST} shops each. *Holdout*: median
error of revenue in the last half-year, as `merito value` prints it, beside that of going on as
before; *by customer*: mean absolute error of purchases, where going on as before is 1; *next year*:
median error of the value of all customers against what they then spent; *doubted*: how often the
report says not to take the values as amounts of money. Seasons and yearly renewals are not in the
models, and the holdout tells.

{_table(header, rows)}"""


def check_marks(page: "Path") -> None:
    """Raise `MarksError` where a page has no place for the results."""
    _parts(page)


def write(text: str, page: "Path") -> None:
    """Put text between the marks of a page in place of what is there. Raises `MarksError`."""
    before, after = _parts(page)
    page.write_text(f"{before}{BEGIN}\n{text.strip()}\n{END}{after}", encoding="utf-8")


def _parts(page: "Path") -> tuple[str, str]:
    """Return what stands before the first mark and what after the second."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise MarksError(page)
    return before, after


def _table(header: "Iterable[str]", rows: "Iterable[Sequence[str]]") -> str:
    names = list(header)
    lines = [names, ["---", *["--:"] * (len(names) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _percent(share: float) -> str:
    return "" if np.isnan(share) else f"{100 * share:.0f} %"
