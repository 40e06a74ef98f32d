"""Levels that jump and days without rows, told from seasons and closed days."""

import numpy as np

from cli.reports.check.days.daily import find_empty_stretches, find_jumps


def test_a_season_is_no_jump() -> None:
    year = np.arange(3 * 364)
    wave = (100 + 80 * np.sin(year / 364 * 2 * np.pi)).astype(np.int64)
    assert find_jumps(wave) == []
    growth = (20 * 1.15 ** (np.arange(200) / 7)).astype(np.int64)
    assert find_jumps(growth) == []
    peak = np.full(200, 30)
    peak[100:107] = 500
    assert find_jumps(peak) == []
    december = np.full(2 * 364, 30)
    december[320:360] = 150
    december[320 + 364 : 360 + 364] = 150
    assert find_jumps(december) == []


def test_a_jump_is_found_on_its_day() -> None:
    level = np.concatenate([np.full(100, 10), np.full(100, 30)])
    assert find_jumps(level) == [(100, 70.0, 210.0)]
    assert find_jumps(level[::-1].copy()) == [(100, 210.0, 70.0)]
    assert find_jumps(level[:50]) == []
    assert find_jumps(level // 10) == []


def test_closed_days_are_no_gaps() -> None:
    open_days = np.where(np.arange(140) % 7 < 5, 20, 0)
    assert find_empty_stretches(open_days) == []
    broken = open_days.copy()
    broken[70:73] = 0
    assert find_empty_stretches(broken) == [(70, 72)]
    assert find_empty_stretches(np.array([1, 0, 0, 1])) == []
