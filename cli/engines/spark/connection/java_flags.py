"""What Java is told when Spark starts on this machine: how it compiles and collects."""

import os
from typing import Final

SMALL: Final = 128 << 20
"""Bytes of text up to which a run is over before what Java optimises pays for it."""
_SIMPLE_COMPILATION: Final = ("-XX:TieredStopAtLevel=1",)
"""Java does not optimise: a quarter less work, most of which is to start and is done once."""
_LATE_COMPILATION: Final = (
    "-XX:Tier4InvocationThreshold=20000",
    "-XX:Tier4MinInvocationThreshold=2400",
    "-XX:Tier4CompileThreshold=60000",
    "-XX:Tier4BackEdgeThreshold=160000",
)
"""Java optimises after four times as many calls as it would: most of what it would optimise only
runs while Spark starts, and takes the processors from what starts (a sixth of a run)."""
_SIMPLE_COLLECTOR: Final = "-XX:+UseSerialGC"
_ENVIRONMENT: Final = (
    "JAVA_TOOL_OPTIONS",
    "JDK_JAVA_OPTIONS",
    "_JAVA_OPTIONS",
    "SPARK_SUBMIT_OPTS",
)
"""Where else Java is told something."""


def choose_java_flags(size: int | None, given: str) -> tuple[str, ...]:
    """Return the flags for this many bytes of text, None where they are not known.

    `given` is what the user tells Java, which comes after them and stands above them. Two
    collectors are a mistake to Java, so where the user names any, none is chosen.
    """
    if size is None or size > SMALL:
        return _LATE_COMPILATION
    told = " ".join((given, *(os.environ.get(name, "") for name in _ENVIRONMENT)))
    return _SIMPLE_COMPILATION if "GC" in told else (*_SIMPLE_COMPILATION, _SIMPLE_COLLECTOR)
