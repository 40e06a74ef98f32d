"""How the text of a file is cut, where it is not as usual."""

from typing import TYPE_CHECKING

from cli.settings.generated.template import Guess

if TYPE_CHECKING:
    from cli.starter.sample import FileSample


def describe_layout(sample: "FileSample") -> dict[str, object]:
    """Return the settings that say how the text of a file is cut, none where it is as usual."""
    keys: dict[str, object] = {}
    if sample.header.delimiter not in ("", ","):
        keys["delimiter"] = "tab" if sample.header.delimiter == "\t" else sample.header.delimiter
    if sample.header.skipped:
        why = f"the header is line {sample.header.skipped + 1}"
        keys["skip_rows"] = Guess(sample.header.skipped, f"certain: {why}")
    return keys
