"""The results as a block of Markdown, and its place in the manual."""

from typing import TYPE_CHECKING, Final

import numpy as np

from tests.studies.buyers import BuyerWorld
from tests.studies.coverage import CUSTOMERS, ENOUGH, ORDERS, SHOPS, UNSCALED
from tests.studies.coverage import MODELS as COVERED
from tests.studies.forecasts import CUSTOMERS as BUYERS
from tests.studies.forecasts import FITTED, FORECAST
from tests.studies.recovery import SHOPS as DRAWN
from tests.studies.recovery import SIZES
from tests.studies.run import FIGURES, MODELS, TOTALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from rfm.lifetime_value.choices import ModelName
    from tests.studies.coverage import Coverage
    from tests.studies.forecasts import Estimates, Forecasts
    from tests.studies.recovery import Recovered
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
    return f"""\
**Are the intervals right?** How often the 95 % interval holds the true value, in {SHOPS} shops of
{CUSTOMERS:,} customers, many of whom have several journeys; channels with {ENOUGH} and more
contributing customers. The last rows are what would come out if replicates were not rescaled to
the number of customers: intervals of totals too wide, above all of those that many customers
contribute to.

{_table(("", *FIGURES), rows)}"""


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
