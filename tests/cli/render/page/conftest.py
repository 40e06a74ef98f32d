"""A shop and its page, made once."""

import pytest

from tests.cli.render.page.parsed import PageReader
from tests.cli.render.page.shop import Shop, write_shop
from tests.running import inside


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop whose channels have names that are markup and formulas."""
    folder = tmp_path_factory.mktemp("shop")
    write_shop(folder)
    outcome = inside("report", "-q", "-o", "report.html", cwd=folder)
    assert outcome.status == 0, outcome.err
    text = (folder / "report.html").read_text(encoding="utf-8")
    return Shop(folder, text, PageReader(text))
