"""Tell where the time of `merito compare` goes: `python -m benchmarks.profile -- OPTIONS`.

OPTIONS are those of the command, such as --touchpoints and --orders. It runs in this process on
one thread, all threads' work in turn, so that each stage's time is its own; it takes as much
CPU time as it does otherwise, and longer. The table goes to standard error, the report to
standard output.
"""

import concurrent.futures
import os
import sys
from importlib import import_module

from benchmarks.measuring.stages import IMPORTS, REST, STAGES
from benchmarks.measuring.stopwatch import InTurn, Stopwatch


def main(arguments: list[str]) -> int:
    """Run the command and print the table; return the command's exit status."""
    watch = Stopwatch(IMPORTS)
    os.environ["POLARS_MAX_THREADS"] = "1"
    with watch.stage(IMPORTS):
        # Polars looks up the number of threads here, and has pools of its own.
        import_module("polars")
        concurrent.futures.ThreadPoolExecutor = InTurn  # type: ignore[misc,assignment]
        status = import_module("cli.main").run_command_line
        for name, places in STAGES.items():
            for place in places:
                watch.watch(name, place)
    watch.watch_imports(IMPORTS)
    with watch.stage(REST):
        found: int = status(["compare", *arguments])
    sys.stderr.write(render_stages(watch))
    return found


def render_stages(watch: Stopwatch) -> str:
    """Return a Markdown table of the stages that took any time."""
    cpu, wall = watch.cpu, watch.wall
    whole = sum(cpu.values())
    lines = [
        "| stage | CPU s | wall s | share |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {each} | {cpu[each]:.2f} | {wall[each]:.2f} | {cpu[each] / whole:.0%} |"
            for each in (IMPORTS, *STAGES, REST)
            if each in cpu
        ),
        f"| **all** | {whole:.2f} | {sum(wall.values()):.2f} | 100% |",
    ]
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    asked = sys.argv[1:]
    sys.exit(main(asked[1:] if asked[:1] == ["--"] else asked))
