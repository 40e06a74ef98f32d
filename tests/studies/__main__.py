"""Run the studies: `python -m tests.studies` prints the results and puts them into the manual."""

import sys
from pathlib import Path

from tests.studies.buyers import BuyerWorld
from tests.studies.calibration import calibrated
from tests.studies.coverage import coverage
from tests.studies.forecasts import FITTED, forecast_shops, recover_parameters
from tests.studies.recovery import SIZES, recovered
from tests.studies.report import (
    MarksError,
    calibrated_text,
    check_marks,
    coverage_text,
    forecasts_text,
    harvesting_text,
    losing_text,
    parameters_text,
    watching_text,
    write,
)
from tests.studies.watching import watch_year
from tests.studies.worlds import harvesting, losing

PAGE = Path(__file__).parents[2] / "cli" / "manual" / "topics" / "trust.md"


def main() -> None:
    """Run all studies, which takes minutes; a page without marks ends it before they begin."""
    try:
        check_marks(PAGE)
    except MarksError as error:
        sys.exit(str(error))
    text = results()
    sys.stdout.write(text)
    write(text, PAGE)


def results() -> str:
    """Return the results of all studies as Markdown."""
    one, other = losing(), harvesting()
    blocks = (
        coverage_text(coverage()),
        losing_text({size: recovered(one, size) for size in SIZES}),
        harvesting_text(other, {size: recovered(other, size) for size in SIZES}),
        calibrated_text(other, {size: calibrated(other, size) for size in SIZES}),
        watching_text(watch_year()),
        parameters_text({model: recover_parameters(model, FITTED[model]) for model in FITTED}),
        forecasts_text({world: forecast_shops(world) for world in BuyerWorld}),
    )
    return "\n".join(blocks)


if __name__ == "__main__":
    main()
