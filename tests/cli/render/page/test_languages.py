"""A page in Italian, and numbers as the settings say."""

import re

import pytest

from cli.render.page.words.italian.titles import COLUMNS, TITLES
from tests.cli.render.page.parsed import PageReader
from tests.cli.render.page.shop import SETTINGS, Shop


@pytest.fixture(scope="module")
def italian(shop: Shop) -> PageReader:
    own = SETTINGS + "title: Scarpe & Co\nlanguage: it\nnumbers: it\n"
    (shop.folder / "italian.yaml").write_text(own)
    made = shop.run("report", "-q", "-c", "italian.yaml", "-o", "italian.html")
    assert made.status == 0, made.err
    return PageReader((shop.folder / "italian.html").read_text(encoding="utf-8"))


def test_a_page_speaks_italian(italian: PageReader) -> None:
    assert ("html", {"lang": "it"}) in italian.elements
    assert not [known for name, known in italian.elements if name == "span" and "lang" in known]
    for text in ("Scarpe & Co", "Dove i modelli non concordano", "Segmenti propri", "Totale"):
        assert text in italian.texts
    rows = italian.tables["compare-revenue"][1:]
    assert any("," in cell.shown and "." in cell.value for row in rows for cell in row[2:])
    messages = " ".join(row[2].shown for row in italian.tables["findings"][1:])
    assert re.search(r"\d,\d %", messages)
    assert not re.search(r"\d\.\d %", messages)


@pytest.mark.slow
def test_a_page_on_the_interaction_basis_speaks_italian(shop: Shop) -> None:
    own = SETTINGS + "language: it\nreturns: {time_basis: interaction}\n"
    (shop.folder / "dated.yaml").write_text(own)
    for number, days in enumerate(([], ["--last", "40d"], ["--to", "2030-01-01"])):
        name = f"dated-{number}.html"
        made = shop.run("report", "-q", "-c", "dated.yaml", *days, "-o", name)
        assert made.status == 0, made.err
        page = PageReader((shop.folder / name).read_text(encoding="utf-8"))
        assert not [known for tag, known in page.elements if tag == "span" and "lang" in known]
        assert any("base d'interazione: i contatti dal" in text for text in page.texts)
        assert not [text for text in page.texts if re.search(r"di \d+d\b", text)]


NAMES = re.compile(
    r"[\d\W]*|\([\w ]+\)(, \(\w+\))*|.* > .*|\d+d|merito .*|.*[_/.:].*|[a-z]+-[a-z-]+"
    r"|last|first|linear|standard|orders|touchpoints|costs|Orders|Pause|Big|Call them|A & B"
    r"|currency|models|kpis|experiments|segments|numbers|language|title"
    r"|EUR|it|FM?( / R| \d)?|R( \d)?|[RF]FM|KPI|ROAS|CAC|CLV|LTV|LTV : CAC|no|lift|k|z"
)
"""Texts that a page has in every language: numbers, names of data, of models, settings, files."""


def test_no_english_stays_on_an_italian_page(shop: Shop, italian: PageReader) -> None:
    segments = {row[0] for row in shop.read_csv("rfm")[1:]}
    both = {text.strip() for text in italian.texts} & {text.strip() for text in shop.page.texts}
    code = {text.strip() for text in shop.page.texts if "{" in text}
    assert {text for text in both - segments - code if not NAMES.fullmatch(text)} == set()
    columns = {
        known["data-column"]
        for name, known in italian.elements
        if name == "th" and "data-column" in known
    }
    models = re.compile(r"(last|first|linear)_.*")
    assert {name for name in columns if not models.match(name)} <= set(COLUMNS)
    shown = {name.removeprefix("journeys_") for name in italian.tables}
    assert {name for name in shown if not name.startswith("compare-")} <= set(TITLES)


def test_numbers_of_sentences_are_written_as_the_settings_say(shop: Shop) -> None:
    (shop.folder / "german.yaml").write_text(SETTINGS + "numbers: de\n")
    text = shop.run("check", "-q", "-c", "german.yaml", "--format", "html").out
    messages = [row[2].shown for row in PageReader(text).tables["findings"][1:]]
    assert re.search(r"\d,\d %", " ".join(messages))
    assert not re.search(r"\d\.\d %", " ".join(messages))
