"""What the manual says of fits and forecasts of value, computed anew: minutes, as the others."""

import numpy as np
import pytest

from rfm.lifetime_value.choices import ModelName
from tests.studies.buyers import BuyerWorld
from tests.studies.forecasts import FITTED, forecast_shops, recover_parameters
from tests.studies.report import forecasts_text, parameters_text


@pytest.mark.slow
@pytest.mark.parametrize("name", FITTED)
def test_parameters_are_found_and_their_errors_are_right(name: ModelName) -> None:
    estimates = recover_parameters(name, FITTED[name])
    assert np.mean([found.coverage for found in estimates.values()]) >= 0.9
    for parameter, found in estimates.items():
        assert found.coverage >= 0.75, parameter
        assert found.median == pytest.approx(found.true, rel=0.15), parameter


@pytest.mark.slow
@pytest.mark.parametrize("world", BuyerWorld)
def test_forecasts_are_good_where_the_models_are_right_and_doubted_where_not(
    world: BuyerWorld,
) -> None:
    found = forecast_shops(world)
    error, ahead = (abs(float(np.median(each))) for each in (found.holdout, found.ahead))
    doubted = float(np.mean(found.doubted))
    if world in (BuyerWorld.MBG_NBD, BuyerWorld.PARETO_NBD):
        assert error < 0.1
        assert ahead < 0.1
        assert doubted < 0.2
    if world is BuyerWorld.SEASONS:
        assert error > 0.25
        assert doubted > 0.9
    if world is BuyerWorld.RENEWALS:
        assert ahead > 0.25
        assert doubted > 0.8
    assert max(error, ahead) < 0.2 or doubted > 0.5


def test_one_small_shop_gives_the_tables() -> None:
    world = BuyerWorld.SUBSCRIPTIONS
    lines = forecasts_text({world: forecast_shops(world, 1, 60)}).splitlines()
    assert lines[-1].startswith("| every 30 days until they cancel | ")
    name = ModelName.MBG_NBD
    rows = parameters_text({name: recover_parameters(name, 1)}).splitlines()
    assert sum(row.startswith("| `mbg_nbd` | ") for row in rows) == 7
