"""The page in Chromium: what it asks for, what it says to a reader of screens, how it prints.

Skipped where Chromium, its driver or Selenium is not installed: `.ci/run` installs them.
"""

import base64
import importlib.util
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.render.page.shop import BOLD, FORMULA, write_shop
from tests.running import SAMPLE, inside

pytest.importorskip("selenium", reason="Selenium is not installed")
AXE = importlib.util.find_spec("axe_playwright_python")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Chromium is not installed"),
    pytest.mark.filterwarnings("ignore"),
]
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
PHONE, TABLET, DESK = 390, 768, 1280


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver  # noqa: PLC0415 - skipped where it is absent
    from selenium.webdriver.chrome.options import Options  # noqa: PLC0415
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    options = Options()
    for flag in FLAGS:
        options.add_argument(flag)
    options.binary_location = str(CHROMIUM)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    driver.set_script_timeout(300)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    asked = ("report", "-q", "--costs", "costs.csv", "--since", "30d", "-o", path)
    outcome = inside(*asked, cwd=SAMPLE)
    assert outcome.status == 0, outcome.err
    return path


@pytest.fixture(scope="module")
def odd_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    write_shop(folder)
    assert inside("report", "-q", "-o", "report.html", cwd=folder).status == 0
    return folder / "report.html"


def open_page(browser: Any, path: Path, width: int = DESK, scheme: str = "light") -> None:  # noqa: ANN401
    browser.get_log("performance")
    browser.get_log("browser")
    scheme_of = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme_of)
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(path.as_uri())


def list_requests(browser: Any) -> list[str]:  # noqa: ANN401
    entries = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
    return [
        entry["params"]["request"]["url"]
        for entry in entries
        if entry["method"] == "Network.requestWillBeSent"
    ]


def test_it_asks_for_itself_alone_and_says_nothing(browser: Any, sample_page: Path) -> None:  # noqa: ANN401
    open_page(browser, sample_page)
    assert list_requests(browser) == [sample_page.as_uri()]
    assert browser.get_log("browser") == []


@pytest.mark.skipif(AXE is None, reason="axe is not installed")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_nothing(browser: Any, sample_page: Path, scheme: str, width: int) -> None:  # noqa: ANN401
    open_page(browser, sample_page, width, scheme)
    script = "return matchMedia('(prefers-color-scheme: dark)').matches"
    assert browser.execute_script(script) == (scheme == "dark")
    assert AXE is not None
    assert AXE.origin is not None
    browser.execute_script(Path(AXE.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    answer = "const done = arguments[0]; axe.run().then(found => done(found.violations))"
    found = browser.execute_async_script(answer)
    assert not found, [(each["id"], each["nodes"][0]["html"]) for each in found]


@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_it_never_scrolls_sideways(browser: Any, sample_page: Path, width: int) -> None:  # noqa: ANN401
    open_page(browser, sample_page, width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_the_tab_key_goes_down_the_page(browser: Any, sample_page: Path) -> None:  # noqa: ANN401
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    open_page(browser, sample_page)
    order = []
    for _ in range(30):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        script = (
            "const e = document.activeElement, all = [...document.querySelectorAll('*')];"
            "return [all.indexOf(e), e.matches(':focus-visible')]"
        )
        order.append(browser.execute_script(script))
    places = [place for place, _ in order]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    assert all(visible for _, visible in order)
    first = browser.execute_script("return document.querySelector('a').className")
    assert first == "skip"


def test_models_metrics_and_tables_answer(browser: Any, sample_page: Path) -> None:  # noqa: ANN401
    from selenium.webdriver.common.by import By  # noqa: PLC0415

    open_page(browser, sample_page)

    def is_shown(selector: str) -> bool:
        return bool(browser.find_element(By.CSS_SELECTOR, selector).is_displayed())

    assert is_shown("#disagreement .metric.revenue .m0")
    browser.find_element(By.CSS_SELECTOR, "#disagreement .s0").click()
    assert not is_shown("#disagreement .metric.revenue .m0")
    assert is_shown("#disagreement .metric.revenue .m1")
    browser.find_element(By.CSS_SELECTOR, ".choose.share").click()
    assert not is_shown("#disagreement .metric.revenue")
    assert is_shown("#disagreement .metric.share")
    table = "table[data-table='compare-revenue']"
    values = (
        f'return [...document.querySelectorAll("{table} tbody tr")].filter(r => !r.hidden)'
        ".map(r => r.cells[4].dataset.v)"
    )
    browser.find_element(By.CSS_SELECTOR, f"{table} th:nth-child(5) button").click()
    numbers = [float(value) for value in browser.execute_script(values)]
    assert numbers == sorted(numbers, reverse=True)
    browser.find_element(By.CSS_SELECTOR, "#disagreement input[type=search]").send_keys("social")
    assert len(browser.execute_script(values)) == 2


def test_names_stay_text(browser: Any, odd_page: Path) -> None:  # noqa: ANN401
    open_page(browser, odd_page)
    assert browser.get_log("browser") == []
    script = (
        "return [...document.querySelectorAll(\"table[data-table='compare-revenue'] tbody th\")]"
        ".map(cell => cell.textContent)"
    )
    assert {BOLD, FORMULA} < set(browser.execute_script(script))
    assert browser.execute_script("return document.querySelectorAll('b').length") == 0


def test_it_is_read_without_its_script(browser: Any, sample_page: Path) -> None:  # noqa: ANN401
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, sample_page)
        from selenium.webdriver.common.by import By  # noqa: PLC0415

        assert not browser.find_elements(By.CSS_SELECTOR, "button")
        tables = browser.find_elements(By.CSS_SELECTOR, "table")
        assert len(tables) > 10
        assert all(table.is_displayed() for table in tables)
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_it_prints_on_landscape_pages_with_whole_rows(browser: Any, sample_page: Path) -> None:  # noqa: ANN401
    open_page(browser, sample_page)
    asked = {"preferCSSPageSize": True, "printBackground": True}
    printed = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", asked)["data"])
    sizes = re.findall(rb"/MediaBox \[0 0 (\d+)\S* (\d+)", printed)
    assert set(sizes) == {(b"841", b"594")}
    assert 5 < len(sizes) <= 25
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    script = (
        "return [...document.querySelectorAll('tr, .row, .card, figure')]"
        ".filter(e => getComputedStyle(e).breakInside !== 'avoid').length"
    )
    assert browser.execute_script(script) == 0
