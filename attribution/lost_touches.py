"""Touches lost at random, the same ones on every machine: what tracking might have missed."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from attribution.arrays import Bools, Codes, Hashes, Ints


class Loss(NamedTuple):
    """One draw of the touches that are lost."""

    share: Fraction
    """Probability with which each touch is lost, at least 0 and less than 1."""
    draw: int
    """Number of the draw, from 1; 0 where nothing is lost."""


NOTHING_LOST: Final = Loss(Fraction(0), 0)

_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_FACTORS: Final = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_ALL: Final = 2**64


def hash_touches(customer: "Codes", at: "Ints", channel: "Codes") -> "Hashes":
    """Return a number for each touch that decides in which draws it is lost, shape (touches,).

    `customer` and `channel` are the CRC-32 of their UTF-8 texts, `at` microseconds since 1970:
    touches equal in the three have the same number and share their fate.
    """
    who = customer.astype(np.uint64) << np.uint64(32) | channel.astype(np.uint64)
    return _mix_states(_mix_states(who) ^ at.view(np.uint64))


def is_kept(keys: "Hashes", loss: Loss, seed: int) -> "Bools":
    """Tell which touches, given by their keys, are not lost, shape (touches,).

    What is lost at a share is lost in the same draw at every larger share.
    """
    stream = _mix_states(np.array([seed % _ALL], dtype=np.uint64))
    stream = _mix_states(stream ^ np.uint64(loss.draw))
    # A touch is lost where its number, of all from 0 to 2^64 - 1, is below the share of them.
    below = min(-(-loss.share.numerator * _ALL // loss.share.denominator), _ALL - 1)
    found: Bools = _mix_states(keys ^ stream) >= np.uint64(below)
    return found


def _mix_states(states: "Hashes") -> "Hashes":
    """Return the next numbers of SplitMix64 (Steele, Lea & Flood 2014) after some states."""
    mixed = states + _GOLDEN
    for factor, shift in zip(_FACTORS, (30, 27), strict=True):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= factor
    mixed ^= mixed >> np.uint64(31)
    return mixed
