"""Free memory, by the system and by the control groups of containers."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from cli.engines.memory_budget import choose_budget, measure_free

GB = 10**9
TWO = "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n"
ONE = (
    "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"
    "35 31 0:32 {inside} /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n"
)
NONE = 9223372036854771712
"""What version 1 has for no limit."""


def written(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def group(
    path: str, limit: object, used: int, droppable: int = 0, high: object = "max"
) -> dict[str, str]:
    """Return the files of a control group of version 2."""
    folder = f"sys/fs/cgroup/{path}".rstrip("/")
    return {
        f"{folder}/memory.max": f"{limit}\n",
        f"{folder}/memory.high": f"{high}\n",
        f"{folder}/memory.current": f"{used}\n",
        f"{folder}/memory.stat": f"anon 1\ninactive_file {droppable}\nactive_file 7\n",
    }


def old_group(path: str, limit: int, used: int, droppable: int = 0) -> dict[str, str]:
    """Return the files of a control group of version 1."""
    folder = f"sys/fs/cgroup/memory/{path}".rstrip("/")
    return {
        f"{folder}/memory.limit_in_bytes": f"{limit}\n",
        f"{folder}/memory.usage_in_bytes": f"{used}\n",
        f"{folder}/memory.stat": f"inactive_file 3\ntotal_inactive_file {droppable}\n",
    }


def system(root: Path, *groups: Mapping[str, str], cgroup: str, mounts: str) -> Path:
    files = {"proc/meminfo": f"MemTotal: 1 kB\nMemAvailable: {64 * GB // 1000} kB\n"}
    files |= {"proc/self/cgroup": cgroup, "proc/self/mountinfo": mounts}
    for each in groups:
        files |= each
    return written(root, files)


AVAILABLE = 64 * GB // 1000 * 1024


def test_without_control_groups_the_system_says_it(tmp_path: Path) -> None:
    assert measure_free(system(tmp_path, cgroup="", mounts="")) == AVAILABLE


def test_a_container_of_version_2(tmp_path: Path) -> None:
    root = system(tmp_path, group("", 8 * GB, 3 * GB, GB), cgroup="0::/\n", mounts=TWO)
    assert measure_free(root) == 6 * GB


def test_no_limit_is_none(tmp_path: Path) -> None:
    root = system(tmp_path, group("", "max", 3 * GB), cgroup="0::/\n", mounts=TWO)
    assert measure_free(root) == AVAILABLE


def test_the_tightest_of_the_groups_around_it_counts(tmp_path: Path) -> None:
    root = system(
        tmp_path,
        group("user.slice/job.scope", 8 * GB, 1 * GB),
        group("user.slice", 10 * GB, 9 * GB),
        cgroup="0::/user.slice/job.scope\n",
        mounts=TWO,
    )
    assert measure_free(root) == 1 * GB


def test_a_limit_that_slows_down_is_one_as_well(tmp_path: Path) -> None:
    root = system(tmp_path, group("a", 8 * GB, GB, high=2 * GB), cgroup="0::/a\n", mounts=TWO)
    assert measure_free(root) == GB


def test_a_group_that_is_full_leaves_nothing(tmp_path: Path) -> None:
    root = system(tmp_path, group("a", GB, 2 * GB), cgroup="0::/a\n", mounts=TWO)
    assert measure_free(root) == 0


def test_version_1(tmp_path: Path) -> None:
    root = system(
        tmp_path,
        old_group("jobs/7", 4 * GB, 3 * GB, GB),
        old_group("jobs", NONE, 3 * GB),
        cgroup="4:memory:/jobs/7\n3:cpu,cpuacct:/\n",
        mounts=ONE.format(inside="/"),
    )
    assert measure_free(root) == 2 * GB


@pytest.mark.parametrize("inside", ["/", "/docker/abc"])
def test_a_container_of_version_1_sees_its_own_group_as_the_top(
    tmp_path: Path, inside: str
) -> None:
    root = system(
        tmp_path,
        old_group("", 4 * GB, GB),
        cgroup="4:memory:/docker/abc\n",
        mounts=ONE.format(inside=inside),
    )
    assert measure_free(root) == 3 * GB


def test_a_group_inside_a_container_of_version_1(tmp_path: Path) -> None:
    root = system(
        tmp_path,
        old_group("", 4 * GB, GB),
        old_group("job", 2 * GB, GB),
        cgroup="4:memory:/docker/abc/job\n",
        mounts=ONE.format(inside="/docker/abc"),
    )
    assert measure_free(root) == GB


def test_both_versions_at_once(tmp_path: Path) -> None:
    root = system(
        tmp_path,
        old_group("", 4 * GB, GB),
        cgroup="4:memory:/\n0::/\n",
        mounts=ONE.format(inside="/") + TWO.replace("cgroup rw", "cgroup/unified rw"),
    )
    assert measure_free(root) == 3 * GB


@pytest.mark.parametrize(
    ("cgroup", "mounts"),
    [("0::/../other\n", TWO), ("odd\n::\n", TWO), ("0::/\n", "odd\n - \n" + TWO), ("0::/\n", "")],
)
def test_what_is_not_understood_says_nothing(tmp_path: Path, cgroup: str, mounts: str) -> None:
    root = system(tmp_path, cgroup=cgroup, mounts=mounts)
    written(root, {"sys/fs/cgroup/memory.max": "1\n", "sys/fs/cgroup/memory.current": "odd\n"})
    assert measure_free(root) == AVAILABLE


def test_where_the_system_says_nothing_it_is_half_of_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = {"SC_PHYS_PAGES": 1_000_000, "SC_PAGE_SIZE": 4096}
    monkeypatch.setattr(os, "sysconf", sizes.__getitem__)
    assert measure_free(tmp_path) == 2_048_000_000
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc" / "meminfo").write_bytes(b"MemAvailable: lots\n\xff")
    assert measure_free(tmp_path) == 2_048_000_000


def test_where_nobody_knows_it_is_a_small_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sysconf")
    assert measure_free(tmp_path) == 4 * GB


def test_a_run_may_use_half_or_what_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.engines.memory_budget.measure_free", lambda: 7)
    assert choose_budget(None) == 3
    assert choose_budget(500) == 500


def test_this_machine_has_some() -> None:
    assert measure_free() > 0
