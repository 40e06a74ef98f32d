"""How times are written, decided once a column over the whole file."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.inputs.detection.errors import (
    AmbiguousDaysError,
    AmbiguousMonthsError,
    MixedDaysError,
)
from cli.inputs.reading.problems import BadRowsError
from tests.cli.inputs.small_files import TOUCHES, touches
from tests.selection import keep

NEW_YEARS_EVE = datetime(2025, 12, 31, 15, 4, tzinfo=UTC)


def table(*texts: str) -> str:
    rows = "".join(f'\nc1,"{text}",Email' for text in texts)
    return TOUCHES + rows


def at(folder: Path, *texts: str, bad: str = "0%", **section: str) -> list[datetime]:
    return touches(folder, table(*texts), bad=bad, section=section).frame["touched_at"].to_list()


WAYS = (
    "31/12/2025 15:04",
    "31.12.2025 15:04",
    "31-12-2025 15:04:00",
    "31/12/2025, 15:04",
    "31/12/2025T15:04:00Z",
    "31/12/2025 15:04:00.000",
    "31/12/2025 03:04 PM",
    "31/12/2025 3:04 pm",
    "31/12/2025 16:04 +0100",
    "12/31/2025 15:04",
    "12.31.2025 15:04",
    "12-31-2025 3:04:00 PM",
    "12/31/2025 10:04:00 -05:00",
    "2025/12/31 15:04",
    "2025.12.31 15:04:00",
    "20251231 15:04",
    "20251231150400",
    "20251231T150400Z",
    "1767193440",
    "1767193440.0",
    "1767193440000",
    "1767193440000000",
    "Dec 31, 2025 3:04 PM",
    "December 31, 2025, 15:04",
    "Wednesday, December 31st, 2025 15:04",
    "Wed, 31 Dec 2025 16:04:00 +0100",
    "31-DEC-2025 15:04",
    "31/Dec/2025 15:04",
    "2025-Dec-31 15:04",
    "31 dicembre 2025 15:04",
    "31 dic 2025, 15:04",
    "31 dic. 2025 alle 15:04",
    "31. Dezember 2025 15:04",
    "31. Dez. 2025 um 15:04",
    "31 décembre 2025 15:04",
    "31 déc. 2025 à 15:04",
    "31 DÉCEMBRE 2025 15:04",
    "31 de\u0301cembre 2025 15:04",
    "31 de diciembre de 2025 15:04",
    "31 dic 2025 15:04",
    "Ngày 31 tháng 12 năm 2025 15:04",
    "31 thg 12, 2025, 15:04",
    "31-Dec-25 15:04",
    "Dec-31-25 15:04",
    "Dec 31, 25 3:04 PM",
    "31 dic '25 alle 15:04",
    "31-DEC-25 03.04.00.000000 PM",
    "31-DEC-25 04.04.00.000000 PM +01:00",
    "31/12/2025 03.04 PM",
)
"""How programs write one moment."""


@pytest.mark.parametrize("text", WAYS)
def test_ways_of_writing(text: str, tmp_path: Path) -> None:
    assert at(tmp_path, text) == [NEW_YEARS_EVE]


@pytest.mark.parametrize("text", keep(WAYS, WAYS[:3]))
def test_the_slow_path_reads_the_same(text: str, tmp_path: Path) -> None:
    """A value in spaces forces it."""
    assert at(tmp_path, text, f" {text} ") == [NEW_YEARS_EVE] * 2


@pytest.mark.parametrize(
    "months",
    [
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dic.",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jän. Feb. Mär. Apr. Mai Jun. Jul. Aug. Sept. Okt. Nov. Dez.",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sept oct nov dic",
        "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        (
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
            " listopada grudnia"
        ),
        "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
        (
            "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada"
            " studenoga prosinca"
        ),
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan. febr. márc. ápr. máj. jún. júl. aug. szept. okt. nov. dec.",
        (
            "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta"
            " syyskuuta lokakuuta marraskuuta joulukuuta"
        ),
        "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
        "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
        "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
        "Januar Februar Marz April Mai Juni Juli August September Oktober November Dezember",
        "Jan Feb Maerz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    ],
)
@pytest.mark.parametrize("case", keep([str.lower, str.upper, str.title], [str.upper]))
def test_months_in_many_languages(months: str, case: Callable[[str], str], tmp_path: Path) -> None:
    found = at(tmp_path, *(f"3 {case(month)} 2025" for month in months.split()))
    assert found == [datetime(2025, month, 3, tzinfo=UTC) for month in range(1, 13)]


def test_years_of_two_digits_behind_months(tmp_path: Path) -> None:
    found = at(tmp_path, "3-Mar-68", "3-Mar-69", "Mar 3, 00")
    assert [each.year for each in found] == [2068, 1969, 2000]


def test_a_day_is_no_year(tmp_path: Path) -> None:
    with pytest.raises(BadRowsError, match="26-Feb-32 10"):
        at(tmp_path, "26-Feb-31 10:00", "26-Feb-32 10")


def test_months_that_are_counted(tmp_path: Path) -> None:
    found = at(tmp_path, *(f"3 tháng {month} 2025" for month in range(1, 13)))
    assert found == [datetime(2025, month, 3, tzinfo=UTC) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("beside", "month"),
    [
        ("3. lipnja 2025", 10),
        ("3 listopada 2025, 10:00", None),
        ("3 wrz 2025", 11),
        ("3 zář 2025", 11),
    ],
)
def test_a_month_of_two_languages_is_decided_by_the_others_of_the_column(
    beside: str, month: int | None, tmp_path: Path
) -> None:
    times = ["3 lis 2025"] * 1500 + [beside]
    if month is None:
        with pytest.raises(AmbiguousMonthsError, match=r"10 \(Croatian\) or in month 11 \(Czech"):
            at(tmp_path, *times)
        return
    assert at(tmp_path, *times)[0].month == month
    assert at(tmp_path, *times, " 3 LIS. 2025 ")[-1].month == month
    assert at(tmp_path, *reversed(times))[-1].month == month


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("31/12/2025",), "touched_at has the day first"),
        (("12/31/2025",), "touched_at has the month first"),
        (("1767193440000",), "times written as milliseconds since 1970"),
        (("31 dic 2025",), "times written as %Y-%m-%d with the month in a word"),
        (("03/03/2025",), "touched_at has the day first"),
    ],
)
def test_what_was_decided_is_told(texts: tuple[str, ...], said: str, tmp_path: Path) -> None:
    assert any(said in detail for detail in touches(tmp_path, table(*texts)).details)


def test_one_clear_day_decides_however_late_it_comes(tmp_path: Path) -> None:
    early = ["01/02/2025 10:00"] * 1500
    assert at(tmp_path, *early, "13/02/2025 10:00")[0].month == 2
    assert at(tmp_path, *early, "02/13/2025 10:00")[0].month == 1
    assert at(tmp_path, *early, "", "02/13/2025 10:00", "x", bad="1%")[0].month == 1


@pytest.mark.parametrize("times", [1, 1500])
def test_days_that_could_be_months_are_refused(times: int, tmp_path: Path) -> None:
    both = 'may be 2025-02-01 or 2025-01-02, .* touchpoints.time_format: "%d/%m/%Y" or "%m/%d/%Y"'
    with pytest.raises(AmbiguousDaysError, match=rf"touches.csv:3: touched_at: .* {both}"):
        at(tmp_path, "03/03/2025", *["01/02/2025"] * times)
    with pytest.raises(AmbiguousDaysError, match=both):
        at(tmp_path, "01/02/2025", "x", bad="50%")
    assert at(tmp_path, "01/02/2025", time_format="%m/%d/%Y")[0].day == 2


def test_days_before_and_after_the_month_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MixedDaysError, match=r"touches.csv:2: .* in .*touches.csv:1503 the month"):
        at(tmp_path, "31/12/2025", *["01/02/2025"] * 1500, "12/31/2025")


def test_times_and_dates_of_one_order_may_be_mixed(tmp_path: Path) -> None:
    found = touches(tmp_path, table("31/12/2025 15:04", "30/12/2025", "29/12/2025 15:04:05"))
    assert [time.day for time in found.frame["touched_at"]] == [31, 30, 29]
    assert found.frame["dated_only"].to_list() == [False, True, False]


@pytest.mark.parametrize(
    "texts",
    [
        ("1767193440", "1767193440000"),
        ("31/12/2025", "31/12/25"),
        ("31/12/2025", "32/12/2025"),
        ("31 dic 2025", "31 foo 2025"),
        ("1767193440", "-1767193440"),
        ("1.767E+09",),
        ("20251331",),
        ("31/12/25",),
    ],
)
def test_what_is_no_time_of_its_column(texts: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(BadRowsError, match=rf"touches.csv:{len(texts) + 1}: .* is not a time"):
        at(tmp_path, *texts)
