"""Direct visits are known however a program writes them."""

import pytest

from attribution.direct import find_direct_channels


@pytest.mark.parametrize(
    "channel",
    [
        *("direct", "(Direct)", "(direct) / (none)", "direct/none", "Direct (none)", "(none)"),
        *("Direct - typed", "Typed/Bookmarked", "DIRECT_TRAFFIC", "Traffico diretto"),
        *("Directe", "Doğrudan", "Bezpośrednie", "Acesso direto", "Accès direct", "Direktzugriff"),
    ],
)
def test_spellings_of_direct(channel: str) -> None:
    assert find_direct_channels([channel, "Email", None], frozenset({"Direct"})) == {channel}


@pytest.mark.parametrize("channel", ["Direct Mail", "none", "???", "Google Direct", "Diretta"])
def test_what_is_not_direct(channel: str) -> None:
    assert find_direct_channels([channel], frozenset({"Direct"})) == frozenset()


def test_another_channel_that_is_named_counts_alone() -> None:
    channels = ["App-Open", "app open", "Direct", "!"]
    assert find_direct_channels(channels, frozenset({"App Open"})) == {"App-Open", "app open"}
    assert find_direct_channels(channels, frozenset({"?"})) == frozenset()
