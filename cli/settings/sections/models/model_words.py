"""Words that other programs and books call models by, and what they are called here."""

from typing import Final

_WORDS: Final = {
    "last": "last-click last-touch last-interaction lastclick lasttouch last-click-model",
    "first": "first-click first-touch first-interaction firstclick firsttouch",
    "last_non_direct": "last-non-direct-click last-nondirect last-nondirect-click lndc"
    " last-non-direct-interaction paid-and-organic-last-click cross-channel-last-click"
    " last-indirect",
    "last_among": "ads-preferred-last-click ads-preferred google-paid-channels-last-click"
    " last-ads-click last-google-ads-click google-paid-channels",
    "linear": "even equal uniform evenly multi-touch multitouch",
    "time_decay": "timedecay decay half-life exponential time-decay-model",
    "position_based": "u-shaped u-shape ushaped position positionbased bathtub w-shaped"
    " j-shaped j-shape inverse-j",
    "markov": "markov-chain markov-chains markov-model removal-effect removal-effects",
    "markov or shapley": "data-driven data-driven-attribution datadriven dda algorithmic"
    " machine-learning ml ai",
    "shapley": "shapley-value shapley-values game-theory",
    "participation": "assists assisted assisted-conversions",
}
_NAMES: Final = {word: name for name, words in _WORDS.items() for word in words.split()}


def find_model(word: str) -> str | None:
    """Return what a model is called here, None for words that are known of none.

    Letter case does not matter, nor whether blanks, dashes or _ part the words.
    """
    return _NAMES.get(word.strip().lower().replace(" ", "-").replace("_", "-"))


def describe_unknown(word: str, known: str) -> str:
    """Return how a sentence about an unknown model goes on: its name here, else what is known."""
    found = find_model(word)
    return known if found is None else f"here it is called {found}"
