"""What is said about data-driven models: effects, chains, and what the data cannot carry."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import Run

START = datetime(2026, 3, 1, 12)  # noqa: DTZ001 - local times, as files hold them
FIRST_SET = (("AB", 2, 1), ("A", 1, 3), ("BCB", 1, 2), ("C", 0, 4), ("AAC", 1, 0))
"""Paths of definitions §6 with conversions and non-converting journeys."""
REVENUE = {"AB": 10, "A": 5, "BCB": 30, "AAC": 11}
FLAT: dict[str, int] = {}
NAMES = {"A": "Alpha", "B": "Beta", "C": "Gamma"}


def write_shop(
    folder: Path,
    paths: tuple[tuple[str, int, int], ...] = FIRST_SET,
    revenue: dict[str, int] = REVENUE,
) -> None:
    """Write one customer a journey, touches a day apart, orders the day after the last."""
    touches, orders = (
        ["customer_id,touched_at,channel"],
        ["order_id,customer_id,ordered_at,revenue"],
    )
    number = 0
    for path, conversions, others in paths:
        for place in range(conversions + others):
            number += 1
            days = [START + timedelta(days=day) for day in range(len(path) + 1)]
            touches += [f"c{number},{day},{NAMES[x]}" for x, day in zip(path, days, strict=False)]
            if place < conversions:
                orders.append(f"o{number},c{number},{days[-1]},{revenue.get(path, 1)}.00")
    (folder / "touchpoints.csv").write_text("\n".join(touches) + "\n", encoding="utf-8")
    (folder / "orders.csv").write_text("\n".join(orders) + "\n", encoding="utf-8")
    files = "touchpoints: {files: touchpoints.csv}\norders: {files: orders.csv}\n"
    (folder / "merito.yaml").write_text(files, encoding="utf-8")


def models(folder: Path, *entries: str) -> None:
    with (folder / "merito.yaml").open("a", encoding="utf-8") as file:
        file.write("models:\n" + "".join(f"  - {entry}\n" for entry in entries))


def notes(run: Run, *arguments: str) -> list[str]:
    outcome = run("compare", *arguments)
    assert outcome.status == 0, outcome.err
    return [line.removeprefix("merito: ") for line in outcome.err.splitlines()]


def test_removal_effects_of_the_known_answer(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path)
    assert run("compare", "--model", "markov", "--show", "effects", "-q").out.splitlines() == [
        "lookback,model,channel,removal_effect,revenue_removal_effect",
        "30d,markov,Beta,0.675000,0.820076",
        "30d,markov,Alpha,0.514286,0.448052",
        "30d,markov,Gamma,0.400000,0.419192",
    ]


def test_effects_of_fewer_than_10_buyers_have_no_interval(run: Run, tmp_path: Path) -> None:
    touches = [
        *(f"c{who},2026-01-02 10:00:00,Held by ten" for who in range(10)),
        *(f"c{who},2026-01-03 10:00:00,Held by nine" for who in range(3, 12)),
        # Who bought nothing tells about a channel, but no order is credited to it.
        *(f"n{who},2026-01-03 10:00:00,Held by nine" for who in range(30)),
    ]
    orders = [f"o{who},c{who},2026-01-04 10:00:00,{10 + who}.00" for who in range(12)]
    for name, header, lines in (
        ("touchpoints.csv", "customer_id,touched_at,channel", touches),
        ("orders.csv", "order_id,customer_id,ordered_at,revenue", orders),
    ):
        (tmp_path / name).write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    files = ("--touchpoints", "touchpoints.csv", "--orders", "orders.csv")
    shown = ("--model", "markov", "--show", "effects", "--format", "json", "-q")
    rows = json.loads(run("compare", *files, *shown).out)["rows"]
    names = [name for name in rows[0] if name.endswith(("_low", "_high"))]
    assert len(names) == 4
    for row in rows:
        assert {row[name] is None for name in names} == {row["channel"] == "Held by nine"}


def test_transitions_of_the_known_answer(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path)
    assert run("compare", "--model", "markov", "--show", "transitions", "-q").out.splitlines() == [
        "lookback,model,from_state,to_state,journeys,probability",
        "30d,markov,(start),Alpha,8,0.533333",
        "30d,markov,(start),Gamma,4,0.266667",
        "30d,markov,(start),Beta,3,0.200000",
        "30d,markov,Alpha,(null),3,0.333333",
        "30d,markov,Alpha,Beta,3,0.333333",
        "30d,markov,Alpha,(conversion),1,0.111111",
        "30d,markov,Alpha,Alpha,1,0.111111",
        "30d,markov,Alpha,Gamma,1,0.111111",
        "30d,markov,Beta,(conversion),3,0.333333",
        "30d,markov,Beta,(null),3,0.333333",
        "30d,markov,Beta,Gamma,3,0.333333",
        "30d,markov,Gamma,(null),4,0.500000",
        "30d,markov,Gamma,Beta,3,0.375000",
        "30d,markov,Gamma,(conversion),1,0.125000",
    ]


def test_states_of_a_longer_memory_are_paths(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path)
    models(tmp_path, "markov: {order: 2}")
    shown = run("compare", "--show", "transitions", "-q").out
    assert "30d,markov,(start),Alpha > Beta,3," in shown
    assert "30d,markov,Beta > Gamma,Gamma > Beta,3,1.000000" in shown


def test_states_that_could_be_mistaken_are_spelled_as_paths(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path)
    touches = tmp_path / "touchpoints.csv"
    touches.write_text(touches.read_text(encoding="utf-8").replace("Alpha", "Beta > Gamma"))
    asked = ("compare", "--model", "markov", "--show", "transitions", "-q")
    # A chain that remembers one touch has the names of channels.
    assert "30d,markov,(start),Beta > Gamma,8,0.533333" in run(*asked).out
    # One channel "Beta > Gamma" is not the channel Beta before the channel Gamma.
    models(tmp_path, "markov: {order: 2}")
    shown = run(*asked).out
    assert r"30d,markov,(start),Beta \> Gamma > Beta,3," in shown
    assert "30d,markov,(start),Beta > Gamma,3," in shown


def test_credit_of_the_known_answer(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path)
    rows = run("compare", "--model", "markov", "-q").out.splitlines()
    assert rows[1].startswith("Beta,2.123596,0.424719,32.08,")
    assert rows[2].startswith("Alpha,1.617978,0.323596,17.52,")
    assert rows[3].startswith("Gamma,1.258427,0.251685,16.40,")


def test_few_converting_journeys_are_counted(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path)
    assert (
        "markov: 3 of 3 channels have fewer than 30 converting journeys, too few to say what they"
        " do: Gamma (2), Beta (3), Alpha (4)"
    ) in notes(run)
    text = (tmp_path / "touchpoints.csv").read_text(encoding="utf-8").replace("\n", ",spring\n")
    named = text.replace("channel,spring", "channel,campaign", 1)
    (tmp_path / "touchpoints.csv").write_text(named, encoding="utf-8")
    said = "markov: 1 of 1 values of campaign has fewer than 30 converting journeys, too few to"
    assert any(note.startswith(said) for note in notes(run, "--by", "campaign"))


def test_buyers_alone(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path, (("AB", 40, 0), ("B", 40, 0)))
    assert notes(run)[1] == (
        "markov: no journey ended without an order (an export of buyers alone?), so that a removal"
        " effect says no more than how many orders' journeys lead through the channel"
    )


def test_orders_near_the_beginning(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path, (("AB", 40, 40),))
    assert notes(run)[1] == (
        "40 of 40 orders come less than 30d after the touchpoints begin, so that the start of"
        " their journeys may be missing"
    )


def test_reconnected_paths_may_convert_more(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path, (("AB", 30, 0), ("A", 30, 60), ("B", 60, 0), ("C", 30, 10)), FLAT)
    models(tmp_path, "last", "markov: {removal: reconnect}")
    assert (
        "markov: without 1 of the channels more would convert, paths being reconnected: shares of"
        " effects of both signs say little"
    ) in notes(run)


def test_small_coalitions_are_named(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path, (("A", 20, 980), ("B", 1, 0)))
    models(tmp_path, "last", "{name: rates, shapley: {worth: conversion_rate}}")
    assert (
        "rates: coalitions of few journeys weigh in with their conversion rates: Beta (1)"
    ) in notes(run)
    rows = run("compare", "-q").out.splitlines()
    assert rows[1].split(",")[5] == "-479.990000"


def test_intervals_wider_than_the_credit(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path, (("A", 60, 100), ("C", 12, 400)))
    assert "markov: the interval is wider than the credit itself: Gamma" in notes(
        run, "--intervals"
    )


def test_a_default_model_that_says_nothing_is_left_out(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path, (("A", 0, 5),))
    with (tmp_path / "orders.csv").open("a", encoding="utf-8") as file:
        file.write("o1,somebody,2026-03-02 12:00:00,10.00\n")
    outcome = run("compare")
    assert "markov" not in outcome.out
    assert (
        "markov: left out, since the data say nothing: no order has a touch, or no channel makes a"
        " difference"
    ) in outcome.err


def test_a_named_model_that_says_nothing_has_nulls(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path, (("A", 0, 5),))
    with (tmp_path / "orders.csv").open("a", encoding="utf-8") as file:
        file.write("o1,somebody,2026-03-02 12:00:00,10.00\n")
    outcome = run("compare", "--model", "last", "--model", "markov", "-q")
    assert outcome.out.splitlines()[1] == "Alpha,0.000000,0.000000,0.00,0.000000,,,,,,"


@pytest.mark.parametrize("revenue", ["0.00", "10.00"])
def test_nothing_but_a_model_that_says_nothing(run: Run, tmp_path: Path, revenue: str) -> None:
    write_shop(tmp_path, (("A", 0, 5),))
    with (tmp_path / "orders.csv").open("a", encoding="utf-8") as file:
        file.write(f"o1,somebody,2026-03-02 12:00:00,{revenue}\n")
    outcome = run("compare", "--model", "markov")
    assert outcome.status == 1
    assert outcome.out == ""
    assert outcome.err == (
        "merito: markov: the data say nothing, since no order has a touch in its window, no money"
        " came in, or no channel makes a difference; add a rule-based model such as --model"
        " linear, or look at merito check\n"
    )


def test_explain_shows_the_effects_of_the_files(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path)
    shown = run("explain", "markov", "-q").out
    assert "Removal effects" in shown
    assert "\nAlpha     51.4 %" in shown


def test_explain_needs_no_files(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path)
    (tmp_path / "orders.csv").unlink()
    outcome = run("explain", "markov")
    assert outcome.status == 0
    assert outcome.out.startswith("markov: a column of the comparison")
    assert outcome.err == (
        "merito: the files say no more: orders.csv: no such file; check the name and the folder\n"
    )


def test_other_models_have_nothing_to_show(run: Run, tmp_path: Path) -> None:
    write_shop(tmp_path)
    assert "Removal effects" not in run("explain", "shapley").out
    outcome = run("compare", "--model", "last", "--show", "effects")
    assert outcome.status == 2
    assert outcome.err.splitlines()[-1] == (
        'merito: no table named "effects" in this report. It has: compare'
    )
